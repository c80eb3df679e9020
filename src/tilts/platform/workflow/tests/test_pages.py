"""The pages of the room: how cases move, and what the worker does."""

from datetime import UTC, datetime

import pytest
from django_tasks import task
from uuid_utils.compat import uuid7

from tilts.platform.workflow.models import PeriodicJob
from tilts.platform.workflow.one_off import run_next

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


def test_the_page_of_jobs_shows_what_failed_without_its_text(sign_in):
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    PeriodicJob.objects.create(name="tests.a", next_run=now)
    PeriodicJob.objects.create(name="tests.b", next_run=now, last_run=now, last_error="OSError")
    fail.enqueue()
    assert run_next(uuid7())
    html = sign_in("administrator").get("/workflow/jobs/").content.decode()
    assert ["tests.a" in html, "failed: OSError" in html] == [True, True]
    assert ["builtins.ValueError" in html, "Bērziņš" in html] == [True, False]


def test_who_may_not_see_the_jobs_is_told_why(sign_in):
    answer = sign_in("prison_officer").get("/workflow/jobs/")
    assert (answer.status_code, "None of your roles" in answer.content.decode()) == (403, True)
