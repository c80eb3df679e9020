"""The pages of the room: how cases move, and what the worker does."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django_tasks import task
from uuid_utils.compat import uuid7

from tilts.platform.parties.actors import Actor
from tilts.platform.workflow import views
from tilts.platform.workflow.models import PeriodicJob
from tilts.platform.workflow.one_off import run_next

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def installed(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "tilts.platform.workflow.tests.demo"]


def page(view, actor: Actor, **arguments):
    request = RequestFactory().get("/")
    request.actor = actor  # type: ignore[attr-defined] # as the middleware does
    request.session = {}  # type: ignore[assignment] # none is needed
    return view(request, **arguments)


def test_every_kind_of_case_is_listed_and_drawn(installed, officer):
    listed = page(views.machine_list, officer).content.decode()
    assert '/workflow/machines/demo_room.loancase/">Loan</a>' in listed
    drawn = page(views.machine, officer, kind="demo_room.loancase").content.decode()
    assert drawn.count("<svg") >= 1
    assert drawn.count('<th scope="row">') == 11


def test_a_kind_that_is_not_there_is_not_found(officer):
    with pytest.raises(views.Http404):
        page(views.machine, officer, kind="demo_room.loancase")


@task()
def fail() -> None:
    raise ValueError("Bērziņš, Jānis")


def test_the_page_of_jobs_shows_what_failed_without_its_text(officer):
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    PeriodicJob.objects.create(name="tests.a", next_run=now)
    PeriodicJob.objects.create(name="tests.b", next_run=now, last_run=now, last_error="OSError")
    fail.enqueue()
    assert run_next(uuid7())
    html = page(views.jobs, officer).content.decode()
    assert ["tests.a" in html, "failed: OSError" in html] == [True, True]
    assert ["builtins.ValueError" in html, "Bērziņš" in html] == [True, False]


def test_who_may_not_see_the_jobs_is_told_why(officer):
    nobody = Actor(party=officer.party, kind="staff", name="x")
    answer = page(views.jobs, nobody)
    assert (answer.status_code, "None of your roles" in answer.content.decode()) == (403, True)
