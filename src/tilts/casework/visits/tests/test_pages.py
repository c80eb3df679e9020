"""A visit from its plan to its note, as an officer meets it on a phone."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.supervision.models import ContactNote
from tilts.casework.visits.actions import check_visit, write_up
from tilts.casework.visits.choices import Met
from tilts.casework.visits.content import Report
from tilts.casework.visits.models import HomeVisit
from tilts.casework.visits.my_day import visiting
from tilts.platform.access.scoped import seen_by

from .desk import ALONE, SAFE, check_in, url

JSON = {"HTTP_ACCEPT": "application/json"}


def html(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def report(**said: Any) -> dict[str, Any]:
    found = {"met": "person", "note": "He is at home.", "agreed": "Tuesday, office."}
    return {**found, "key": str(uuid4()), **said}


def test_from_the_plan_to_the_word_that_one_is_safe(desk):
    at = timezone.localtime(timezone.now() + timedelta(hours=2))
    plan = {"at": f"{at:%Y-%m-%d %H:%M}", "minutes": 45, "address": "Upes iela 3", "sent": "1"}
    made = desk.browser.post(url("plan", desk.anna), plan)
    visit = HomeVisit.objects.get()
    assert (made.status_code, made["Location"]) == (302, url("one", visit))
    check = {f"q_{code}": said for code, said in SAFE.items()}
    for step, said in (("check", {**check, "decision": "alone"}), ("begin", {"sent": "1"}),
                       ("extend", {"minutes": "30"}), ("safe", {"sent": "1"})):  # fmt: skip
        done = desk.browser.post(url("step", visit, step), said)
        assert (step, done.status_code) == (step, 302)
    visit.refresh_from_db()
    assert (visit.state, visit.minutes, check_in(visit).is_open) == ("safe", 45, False)


def test_a_decision_less_careful_than_the_check_suggests_is_asked_why(desk):
    visit = desk.planned()
    check = {f"q_{code}": said for code, said in {**SAFE, "dogs": "yes"}.items()}
    page = desk.browser.post(url("step", visit, "check"), {**check, "decision": "alone"})
    assert page.status_code == 422
    assert "The check suggests: with a colleague" in html(page)
    said = {**check, "decision": "alone", "why": "The dog is old."}
    assert desk.browser.post(url("step", visit, "check"), said).status_code == 302


def test_what_one_must_know_at_the_door(desk):
    first = desk.under_way()
    write_up(
        by=desk.officer,
        visit=first,
        what=Report(met=Met.PERSON, note="Tidy.", agreed="Brings the contract."),
    )
    page = desk.browser.get(url("one", desk.checked()))
    assert page.context["before"].agreed == "Brings the contract."
    assert page.context["suggested"] == "alone"
    assert "Upes iela 3, Jelgava" in html(page)


def test_the_note_is_sent_twice_and_counts_once(desk):
    visit = desk.under_way()
    said = report()
    for _ in range(2):
        answer = desk.browser.post(url("step", visit, "report"), said, **JSON)
        assert (answer.status_code, answer.json()) == (200, {"next": url("one", visit)})
    visit.refresh_from_db()
    assert (visit.met, visit.note, visit.agreed) == ("person", "He is at home.", "Tuesday, office.")
    notes = list(ContactNote.objects.values_list("how", "text", "happened_at"))
    assert notes == [("visit", "He is at home.\n\nTuesday, office.", visit.began_at)]


def test_who_met_nobody_leaves_no_contact(desk):
    visit = desk.under_way()
    said = report(met="nobody", note="Nobody opened.", agreed="")
    assert desk.browser.post(url("step", visit, "report"), said).status_code == 302
    visit.refresh_from_db()
    assert (visit.met, visit.contact_id, ContactNote.objects.count()) == ("nobody", None, 0)


def test_what_has_not_begun_is_not_written_up(desk):
    page = desk.browser.post(url("step", desk.checked(), "report"), report())
    assert page.status_code == 422
    assert "The visit has not begun" in html(page)


def test_the_head_takes_an_alarm_over_and_closes_it(desk):
    visit = desk.alarmed()
    head = desk.heads_browser
    assert "Alarm: no word in time" in html(head.get(url("one", visit)))
    assert head.post(url("step", visit, "take"), {"sent": "1"}).status_code == 302
    done = {"done": "The phone was flat."}
    assert head.post(url("step", visit, "close"), done).status_code == 302
    page = head.get(url("one", visit))
    assert (page.context["visit"].state, page.context["check_in"].done) == (
        "resolved",
        "The phone was flat.",
    )


def test_unknown_steps_and_moves(desk):
    visit = desk.planned()
    assert desk.browser.get(url("step", visit, "dance")).status_code == 404
    assert desk.browser.get(url("move", visit, "alarm")).status_code == 404
    assert desk.browser.get(url("move", visit, "start")).status_code == 404


def test_my_day_shows_who_is_out_and_alarms_in_red(desk):
    with seen_by(desk.head):
        assert visiting(desk.head) == []
    visit = desk.alarmed()
    with seen_by(desk.head):
        rows = [(row.person, row.url, row.tone) for row in visiting(desk.head)]
    assert rows == [(desk.anna.pk, url("one", visit), "danger")]


def test_the_person_page_says_what_comes(desk):
    page = reverse("web:person", args=[desk.anna.pk])
    visit = desk.planned()
    assert "Check the risk before the home visit" in html(desk.browser.get(page))
    check_visit(by=desk.officer, visit=visit, what=ALONE)
    assert "Make the home visit" in html(desk.browser.get(page))


def test_the_same_queries_for_1_and_3(desk):
    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.browser.get(page).status_code == 200
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    pages = [url("of", desk.anna), reverse("web:person", args=[desk.anna.pk]), "/"]
    desk.under_way()
    [asked(page) for page in pages]
    before = [asked(page) for page in pages]
    for _ in range(2):
        desk.under_way()
    assert [asked(page) for page in pages] == before
