"""From a person's page to the steps taken, as an officer meets it on a phone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.people.tests.desk import browser
from tilts.casework.protocols.actions import Taken, take_step
from tilts.casework.protocols.guards import OVER, TAKEN
from tilts.casework.protocols.models import Occurrence, OccurrenceStep
from tilts.casework.protocols.my_day import going_on
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation

from .desk import steps, takings, url

JSON = {"HTTP_ACCEPT": "application/json"}


def html(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def late(case: Occurrence) -> Occurrence:
    """Its first step was due an hour ago."""
    row = OccurrenceStep.objects.get(occurrence=case, number=1)
    row.due_at -= timedelta(hours=1)
    with act("test.late", by=SERVICE):
        row.save()
    return case


@pytest.mark.parametrize("page", ["web:person", "plans:of", "supervision:contacts"])
def test_every_page_about_somebody_opens_a_protocol_in_one_press(desk, page):
    shown = desk.browser.get(reverse(page, args=[desk.anna.pk]))
    (urgent,) = shown.context["header"].urgent
    assert (urgent.url, urgent.name) == (url("begin", desk.anna), "protocol")
    assert urgent.choices == [
        ("suicide", "Suicide threat"),
        ("violence", "Violence"),
        ("absconding", "Absconding"),
        ("child", "A child at risk"),
    ]
    done = desk.browser.post(urgent.url, {urgent.name: "violence"})
    case = Occurrence.objects.get()
    assert (done.status_code, done["Location"]) == (302, url("one", case))


def test_who_may_not_act_is_offered_nothing(desk):
    inspector = browser(desk.house.member("inspector"))
    session = inspector.session
    session["purposes"] = {str(desk.anna.pk): ["check", "asked"]}
    session.save()
    shown = inspector.get(reverse("web:person", args=[desk.anna.pk]))
    assert shown.context["header"].urgent == []
    assert inspector.get(url("of", desk.anna)).status_code == 403


def test_steps_are_taken_and_taken_back_on_one_page(desk):
    case = desk.opened()
    first, second, *_ = steps(case)
    done = desk.browser.post(url("step", first), {"outcome": "done", "key": str(uuid4())})
    assert (done.status_code, done["Location"]) == (302, url("one", case))
    why = {"outcome": "not_possible", "words": "No key.", "key": str(uuid4())}
    assert desk.browser.post(url("step", second), why).status_code == 302
    page = desk.browser.get(url("one", case))
    lines = page.context["lines"]
    assert [(one.taking.done, one.words) for one in lines[:2]] == [(True, []), (False, ["No key."])]
    undone = desk.browser.post(url("undo", lines[0].taking), {"sent": "1"})
    assert undone.status_code == 302
    assert takings(case) == [(1, True, True), (2, False, False)]
    assert "taken back" in html(desk.browser.get(url("one", case)))


def test_without_a_reason_the_page_says_so_and_nothing_is_lost(desk):
    step = steps(desk.opened())[0]
    page = desk.browser.post(url("step", step), {"outcome": "not_possible"})
    assert page.status_code == 422
    assert "Say in a few words why it was not possible." in html(page)


def test_what_the_page_sends_by_itself_counts_once(desk):
    case = desk.opened()
    said = {"outcome": "done", "key": str(uuid4())}
    for _ in range(2):
        answer = desk.browser.post(url("step", steps(case)[0]), said, **JSON)
        assert (answer.status_code, answer.json()) == (200, {"next": url("one", case)})
    assert takings(case) == [(1, True, False)]
    again = {**said, "key": str(uuid4())}
    answer = desk.browser.post(url("step", steps(case)[0]), again, **JSON)
    assert (answer.status_code, answer.json()) == (410, {"lost": str(TAKEN.text)})


def test_what_comes_when_all_is_over_is_lost_and_what_lacks_words_is_not(desk):
    case = desk.opened()
    said = {"outcome": "not_possible", "key": str(uuid4())}
    answer = desk.browser.post(url("step", steps(case)[0]), said, **JSON)
    assert (answer.status_code, answer.json()) == (422, {})
    desk.browser.post(url("move", case, "call_off"), {"reason": "A game.", "sent": "1"})
    answer = desk.browser.post(url("step", steps(case)[0]), {**said, "words": "No."}, **JSON)
    assert (answer.status_code, answer.json()) == (410, {"lost": str(OVER.text)})


def test_it_shows_whom_to_call_what_not_to_do_and_what_is_overdue(desk):
    page = desk.browser.get(url("one", late(desk.opened("suicide"))))
    lines = page.context["lines"]
    assert lines[2].calls == [("Ambulance", "113"), ("Emergency number", "112")]
    assert [(line.within, line.overdue) for line in lines[:3]] == [
        ("at once", True),
        ("within 5 min", False),
        ("within 5 min", False),
    ]
    assert page.context["never"][0] == "Do not promise to keep it secret."
    assert 'href="tel:113"' in html(page)


def test_what_is_noted_of_health_is_shown_only_when_asked_and_that_is_a_look(desk):
    case = desk.opened("suicide")
    take_step(by=desk.officer, step=steps(case)[0], what=Taken(words="Has tablets."))
    assert "Has tablets." not in html(desk.browser.get(url("one", case)))
    before = Consultation.objects.filter(about="wall:health").count()
    shown = desk.browser.get(url("one", case) + "?words")
    assert "Has tablets." in html(shown)
    assert Consultation.objects.filter(about="wall:health").count() == before + 1


def test_a_colleague_adds_to_it_and_reads_it_not(desk):
    case = desk.opened("suicide")
    take_step(by=desk.officer, step=steps(case)[0], what=Taken(words="Has tablets."))
    colleague = browser(desk.colleague_staff)
    session = colleague.session
    session["purposes"] = {str(desk.anna.pk): ["cover", "night shift"]}
    session.save()
    page = colleague.get(url("one", case) + "?words")
    assert (page.status_code, page.context["readable"]) == (200, False)
    assert "Has tablets." not in html(page)
    said = {"outcome": "done", "key": str(uuid4())}
    assert colleague.post(url("step", steps(case)[1]), said).status_code == 302


def test_from_open_to_talked_through(desk):
    case = desk.all_taken()
    for code, words in (("handle", "Calm."), ("debrief", "Two at the door.")):
        done = desk.browser.post(url("move", case, code), {"words": words, "sent": "1"})
        assert (done.status_code, done["Location"]) == (302, url("one", case))
    page = desk.browser.get(url("one", case))
    assert [one.text for one in page.context["outcome"]] == ["Calm.", "Two at the door."]
    assert page.context["case"].state == "debriefed"
    assert desk.browser.get(url("move", case, "person_died")).status_code == 404


def test_the_list_and_what_happens_next_show_it(desk):
    desk.handled()
    rows = desk.browser.get(url("of", desk.anna)).context["rows"]
    assert [(row.title, row.state, tone) for row, tone in rows] == [("Violence", "handled", "info")]
    steps = desk.browser.get(reverse("web:person", args=[desk.anna.pk])).context["next"]
    assert "Talk the occurrence through" in [step.text for step in steps]


def test_my_day_shows_what_is_open_and_what_is_overdue(desk):
    case, other = late(desk.opened()), desk.opened("child", desk.add("Liepa"))
    with seen_by(desk.officer):
        rows = [(row.text, row.person, row.url, row.tone) for row in going_on(desk.officer)]
    assert rows == [
        ("Violence · 1 step overdue", case.person_id, url("one", case), "danger"),
        ("A child at risk · under way", other.person_id, url("one", other), "warning"),
    ]


def test_the_same_queries_for_1_and_3(desk):
    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.browser.get(page).status_code == 200
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    pages = [url("of", desk.anna), reverse("web:person", args=[desk.anna.pk]), "/"]
    desk.opened("violence")
    [asked(page) for page in pages]
    before = [asked(page) for page in pages]
    for code in ("suicide", "child"):
        desk.opened(code)
    assert [asked(page) for page in pages] == before
