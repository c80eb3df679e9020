"""The pages of the room: how cases move, and what the worker does."""

import re
from datetime import UTC, datetime

import pytest
from django.utils.html import strip_tags
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from uuid_utils.compat import uuid7

from tilts.platform.design.display import local
from tilts.platform.workflow.models import PeriodicJob
from tilts.platform.workflow.one_off import MOST_ATTEMPTS, run_next

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def installed(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tilts.platform.workflow.tests.demo"]


def test_every_kind_of_case_is_listed_and_drawn(installed, sign_in):
    browser = sign_in("prison_officer")
    listed = browser.get("/workflow/machines/").content.decode()
    assert '/workflow/machines/demo_room.loancase/">Loan</a>' in listed
    drawn = browser.get("/workflow/machines/demo_room.loancase/").content.decode()
    assert [drawn.count('aria-labelledby="machine-name"'), drawn.count('<th scope="row">')] == [
        1,
        11,
    ]


def test_a_kind_that_is_not_there_is_not_found(sign_in):
    browser = sign_in("prison_officer")
    assert browser.get("/workflow/machines/demo_room.loancase/").status_code == 404


@task()
def fail() -> None:
    raise ValueError("Bērziņš, Jānis")


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


def jobs_page(sign_in) -> str:
    return sign_in("administrator").get("/workflow/jobs/").content.decode()


def cells(html: str, name: str) -> list[str]:
    """The row of a table that begins with this name."""
    (row,) = [row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if f">{name}<" in row]
    return [strip_tags(cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]


def test_the_page_of_jobs_tells_when_in_local_time_with_its_zone(sign_in):
    PeriodicJob.objects.create(name="tests.a", next_run=NOON)
    PeriodicJob.objects.create(name="tests.b", next_run=SUMMER, last_run=NOON, last_error="OSError")
    PeriodicJob.objects.create(name="tests.c", next_run=SUMMER, last_run=NOON)
    html = jobs_page(sign_in)
    noon, summer = "2 March 2026, 14:00 EET", "1 July 2026, 15:00 EEST"
    assert cells(html, "tests.a") == ["tests.a", "–", noon, "–"]
    assert cells(html, "tests.b") == ["tests.b", noon, summer, "failed: OSError"]
    assert cells(html, "tests.c") == ["tests.c", noon, summer, "done"]
    assert "Nothing failed." in html


def test_the_page_of_jobs_shows_what_failed_without_its_text(sign_in):
    fail.enqueue()
    assert run_next(uuid7())
    html, path = jobs_page(sign_in), f"{__name__}.fail"
    job = DBTaskResult.objects.get()
    error, failed_at, again = "builtins.ValueError", local(job.finished_at), local(job.run_after)
    assert cells(html, path) == [path, failed_at, error, again]
    assert ["Bērziņš" in html, "Nothing failed." in html] == [False, False]


def test_the_page_of_jobs_says_what_was_given_up(sign_in):
    fail.enqueue()
    for _attempt in range(MOST_ATTEMPTS):
        assert run_next(uuid7())
        DBTaskResult.objects.update(run_after=NOON)
    assert cells(jobs_page(sign_in), f"{__name__}.fail")[-1] == "none: given up"


@pytest.mark.parametrize("page", ["machines/", "machines/demo_room.loancase/", "jobs/"])
def test_who_is_signed_out_signs_in(client, db, page):
    path = f"/workflow/{page}"
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize(
    ("role", "statuses"),
    [("administrator", (200, 200)), ("clerk", (200, 403)), ("inspector", (200, 403))],
)
def test_who_opens_the_pages(sign_in, role, statuses):
    browser = sign_in(role)
    pages = ("/workflow/machines/", "/workflow/jobs/")
    assert tuple(browser.get(page).status_code for page in pages) == statuses


def test_who_may_not_see_the_jobs_is_told_why(sign_in):
    answer = sign_in("prison_officer").get("/workflow/jobs/")
    assert (answer.status_code, "None of your roles" in answer.content.decode()) == (403, True)
