"""Each step has a page: what it asks, who opens it, and that reading it changes nothing."""

import re
from typing import Any

import pytest

from tilts.casework.community_service.models import Answer, Placement, Service, WorkEvent
from tilts.casework.people.tests.desk import browser
from tilts.platform.documents.models import Document

from .at_work import TODAY, AtWork, days_ago, now, url
from .test_pages import text

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'<(?:input|select|textarea)[^>]* name="(\w+)"')
OF_CASE: dict[str, tuple[str, set[str]]] = {
    "register": ("Register", {"municipality", "weekdays", "must_not", "must"}),
    "leave": ("End the placement", {"reason"}),
    "postpone": ("Postpone", {"until", "reason"}),
    "record": (
        "Record hours",
        {"day", "went", "begins", "hours", "minutes", "quality", "behaviour", "note", "signed"},
    ),
    "explain": ("Note the person's explanation", {"text", "said_on"}),
    "warn": ("Warn the person", {"text", "said_on"}),
    "motion": ("Send a motion to the court", {"text", "said_on", "authority"}),
    "decision": (
        "Record the decision of the court",
        {"text", "said_on", "authority", "outcome", "reference"},
    ),
    "replaced": ("The court replaces it", {"text", "said_on", "authority", "reference"}),
    "paper": ("Make a paper (PDF)", {"paper", "language"}),
}
OF_DAY: dict[str, tuple[str, set[str]]] = {
    "judge": ("Judge the absence", {"went", "note"}),
    "correct": (
        "Correct the day",
        {"day", "went", "begins", "hours", "minutes", "quality", "behaviour", "note", "reason"},
    ),
    "send_back": ("Send it back", {"reason"}),
}


def counted() -> tuple[int, ...]:
    plain = (Placement, Service, WorkEvent)
    return (
        Answer.objects.count(), Document.objects.count(), *(one.plain.count() for one in plain),
    )  # fmt: skip


def asked(answer: Any) -> tuple[int, bool, set[str]]:
    """Status, whether it has a form, and what the form of the page asks."""
    page = answer.content.decode()
    main = page[page.index("<main") :]
    fields = set(FIELD.findall(main)) - {"csrfmiddlewaretoken", "sent"}
    return answer.status_code, "<form" in main, fields


@pytest.fixture
def event(at_work: AtWork) -> WorkEvent:
    return at_work.worked(at_work.placed(), days_ago(1))


@pytest.mark.parametrize("name", OF_CASE)
def test_the_page_of_a_step_of_a_case(at_work, event, name):
    title, fields = OF_CASE[name]
    before = counted()
    answer = browser(at_work.staff).get(url(name, event.service_id))
    assert asked(answer) == (200, True, fields)
    assert title in text(answer)
    assert "Back to the case" in text(answer)
    assert counted() == before


@pytest.mark.parametrize("name", OF_DAY)
def test_the_page_of_a_step_about_a_day(at_work, event, name):
    title, fields = OF_DAY[name]
    answer = browser(at_work.staff).get(url(name, event))
    assert asked(answer) == (200, True, fields)
    assert f"{title}: " in text(answer)
    assert counted()[-1] == 2


@pytest.mark.parametrize("name", [*OF_CASE, *OF_DAY])
def test_whoever_does_not_see_the_person_sees_no_step(at_work, event, name):
    stranger = browser(at_work.house.member("head_of_unit", "riga"))
    subject = event if name in OF_DAY else event.service_id
    for answer in (stranger.get(url(name, subject)), stranger.post(url(name, subject), {})):
        assert answer.status_code == 404
    assert counted()[-1] == 2


@pytest.mark.parametrize("name", [*sorted(OF_CASE.keys() - {"paper"}), *OF_DAY])
def test_an_empty_form_is_asked_again_and_says_so(at_work, event, name):
    client = browser(at_work.staff)
    subject = event if name in OF_DAY else event.service_id
    before = counted()
    answer = client.post(url(name, subject), {"sent": "1"})
    assert (answer.status_code, counted()) == (422, before)
    assert now(event.service).state == "working"


def test_a_form_keeps_what_was_written_when_it_is_refused(at_work, event):
    client = browser(at_work.staff)
    told = {"text": "I overslept, and the bus was late.", "said_on": str(days_ago(-1))}
    answer = client.post(url("explain", event.service_id), told)
    assert answer.status_code == 422
    assert "I overslept, and the bus was late.</textarea>" in answer.content.decode()
    assert "This day is still to come." in text(answer)


def test_a_new_day_begins_when_work_begins_there(at_work, event):
    page = browser(at_work.staff).get(url("record", event.service_id)).content.decode()
    assert re.search(r'name="begins" value="09:00', page)
    assert f'value="{TODAY}"' in page
