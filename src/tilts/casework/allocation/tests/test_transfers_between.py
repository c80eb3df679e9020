"""What may come between asking for a transfer and the day of it, and who sees which."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.allocation.actions import Handover, allocate, carry_out_due
from tilts.casework.allocation.models import Transfer
from tilts.casework.allocation.my_day import transfers
from tilts.casework.allocation.tests.departments import AHEAD, TODAY, Both, why
from tilts.casework.allocation.transfers import (
    officers_who_may_take,
    open_transfers,
    transfers_of,
    units_to_ask,
)
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import browser, looks
from tilts.casework.people.tests.people import person
from tilts.doors.api.tests.callers import browser as session
from tilts.doors.api.tests.callers import reasons
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.purposes import derived_purpose
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import open_item, person_event
from tilts.platform.workflow.kinds import WorkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = timedelta(days=1)
CALL = WorkKind("tests.call", "Call them")


@pytest.fixture
def both(house) -> Both:
    return Both(house)


def due_today(case: Transfer) -> Transfer:
    """Accepted for a day ahead, which has come meanwhile."""
    with act("test.wait", by=SERVICE):
        case.on = TODAY
        case.save()
    return case


def post(client, name: str, pk, **told: Any):
    return client.post(reverse(f"allocation:{name}", args=[pk]), told)


def said(answer) -> tuple[int, list[str]]:
    """Status of a form that came back, and what is wrong with it."""
    errors = answer.context["form"].errors
    return answer.status_code, [text for texts in errors.values() for text in texts]


def test_work_goes_along_too_when_somebody_completes_before_the_worker_came(both):
    with seen_by(SERVICE):
        for owner in (both.ilze.pk, None):
            open_item(by=SERVICE, kind=CALL, person=both.whom.pk, unit=both.here, owner=owner)
    case = due_today(both.accept(both.ask(on=AHEAD), on=AHEAD))
    done = both.advance(case, "complete", both.receiver, reason="")
    assert (done.state, done.carried_on) == ("completed", TODAY)
    with seen_by(SERVICE):
        assert carry_out_due(by=SERVICE, day=TODAY) == 0
    assert Transfer.plain.get().state == "completed"
    assert check_state().faults == []


def test_an_accepted_transfer_is_carried_out_once_and_a_refused_one_never(both):
    case = both.advance(both.ask(), "refuse", both.receiver)
    with seen_by(SERVICE):
        assert carry_out_due(by=SERVICE, day=AHEAD) == 0
    again = both.advance(case, "ask_again", both.ilze)
    both.accept(again)
    with seen_by(SERVICE):
        assert carry_out_due(by=SERVICE, day=AHEAD) == 0  # it was on the day it was accepted


def test_nobody_is_taken_on_a_day_that_is_over_or_mistyped(both):
    case = both.ask()
    assert why(both.accept, case, on=TODAY - DAY) == ["in-past"]
    assert why(both.accept, case, on=TODAY + timedelta(days=366)) == ["too-far"]
    assert (Transfer.plain.get().state, both.officer_on(TODAY)) == ("asked", [both.ilze.pk])


def test_nobody_takes_a_person_from_whose_case_they_are_barred(both, house):
    case, dpo = both.ask(), house.actor("data_protection_officer", "jelgava")
    with seen_by(SERVICE):
        bar(by=dpo, staff=both.anna.pk, person=both.whom.pk, ground=BarGround.RELATIVE, since=TODAY)
    assert why(both.accept, case) == ["barred"]
    assert (Transfer.plain.get().state, both.officer_on(TODAY)) == ("asked", [both.ilze.pk])


@pytest.mark.parametrize("code", ["complete", "ask_again", "accept"])
def test_what_is_not_next_is_refused(both, code):
    case = both.ask()
    if code == "accept":
        case = both.accept(case)
        assert why(both.accept, case) == ["not-from-here"]
    else:
        assert why(both.advance, case, code, both.receiver) == ["not-from-here"]


def test_who_read_an_older_state_is_told_so(both):
    case = both.ask()
    stale = Transfer.plain.get()
    both.advance(case, "refuse", both.receiver)
    assert why(both.accept, stale) == ["not-yours"]  # nor do they see the person any more
    again = both.advance(case, "ask_again", both.ilze)
    both.accept(again)
    assert why(both.accept, stale) == ["moved-meanwhile"]
    assert both.officer_on(TODAY) == [both.anna.pk]


def test_while_somebody_is_at_large_no_other_transfer_is_asked_and_they_can_return(both):
    both.ask()
    person_event(person=both.whom.pk, code="person_escaped", by=SERVICE)
    assert Transfer.plain.get().state == "suspended"
    assert why(both.ask) == ["transfer-open"]
    person_event(person=both.whom.pk, code="person_returned", by=SERVICE)
    assert Transfer.plain.get().state == "asked"
    assert check_state().faults == []


def test_a_withdrawn_one_reopens_only_while_no_other_is_open(both):
    first = both.advance(both.ask(), "withdraw", both.ilze)
    second = both.ask()
    assert why(both.advance, first, "reopen", both.sender) == ["transfer-open"]
    both.advance(second, "withdraw", both.ilze)
    both.advance(first, "reopen", both.sender)
    assert [case.state for case in Transfer.plain.order_by("pk")] == ["asked", "withdrawn"]


def test_whose_turn_it_is(both):
    case = both.ask()
    turns = [(case.unit, case.work_owner())]
    for code, staff in (("refuse", both.receiver), ("ask_again", both.ilze)):
        both.advance(case, code, staff)
        turns.append((case.unit, case.work_owner()))
    both.accept(case)
    turns.append((case.unit, case.work_owner()))
    assert turns == [
        (both.there, None),
        (both.here, both.ilze.pk),
        (both.there, None),
        (both.there, both.anna.pk),
    ]


def test_what_the_service_asks_for_goes_back_to_the_queue_of_the_sender(both):
    case = both.advance(both.ask(by=SERVICE), "refuse", both.receiver)
    assert (case.asked_by, case.work_owner()) == (None, None)
    assert [row[:3] for row in both.work()] == [
        ("allocation.decide_transfer", None, both.here.pk),
    ]


def test_a_look_to_answer_has_its_purpose_and_no_longer_than_it_waits(both):
    def purposes() -> list[str]:
        actors = (both.by(both.receiver), both.by(both.anna))
        return [derived_purpose(actor, both.whom.pk) for actor in actors]

    assert purposes() == ["", ""]
    case = both.ask()
    assert purposes() == ["handover", ""]
    both.advance(case, "refuse", both.receiver)
    assert purposes() == ["", ""]


def test_transfers_of_a_merged_record_stay_with_the_person(both):
    kept, case = person("Ozols", "Jānis", at=both.here, country="LV"), both.ask()
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=kept.pk, gone_id=both.whom.pk, reason="one person")
        assert [one.pk for one in transfers_of([kept.pk])] == [case.pk]


def test_which_units_and_officers_can_be_chosen(both, house):
    assert list(units_to_ask(both.here, TODAY)) == [house.units["zemgale"], both.there]
    case = both.ask()
    assert officers_who_may_take(case, TODAY) == [both.anna, both.receiver]


def test_only_open_ones_of_ones_own_units_are_listed_the_next_day_first(both, house):
    first, second = both.ask(on=AHEAD), None
    other = person("Bite", at=both.here, country="LV")
    with seen_by(SERVICE):
        allocate(by=SERVICE, person=other.pk, to=both.ilze, how=Handover(on=TODAY, reason="first"))
    second = both.ask(whom=other, on=TODAY)
    third = house.actor("head_of_unit", "riga")

    def listed(actor) -> list[Any]:
        with seen_by(actor):
            return [case.pk for case in open_transfers(actor)]

    assert listed(both.by(both.receiver)) == [second.pk, first.pk]
    assert (listed(both.by(both.ilze)), listed(third)) == ([], [])
    both.advance(second, "withdraw", both.ilze)
    assert listed(both.by(both.sender)) == [first.pk]


def test_more_transfers_ask_the_database_no_more(both):
    by, desk = both.by(both.sender), browser(both.sender)

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as day, seen_by(by):
            transfers(by)
        with CaptureQueriesContext(connection) as page:
            assert desk.get(reverse("allocation:transfers")).status_code == 200
        return len(day), len(page)

    both.ask()
    queries()
    one = queries()
    for family in ("Bite", "Celms"):
        whom = person(family, at=both.here, country="LV")
        with seen_by(SERVICE):
            how = Handover(on=TODAY, reason="first")
            allocate(by=SERVICE, person=whom.pk, to=both.ilze, how=how)
        both.ask(whom=whom)
    assert len(desk.get(reverse("allocation:transfers")).context["rows"]) == 3
    assert queries() == one


def test_what_is_late_stands_out_most(both):
    def tones() -> list[list[str]]:
        found = []
        for staff in (both.sender, both.receiver):
            actor = both.by(staff)
            with seen_by(actor):
                found.append([row.tone for row in transfers(actor)])
        return found

    case = both.ask()
    assert tones() == [["neutral"], ["warning"]]
    with act("test.wait", by=SERVICE):
        case.on = TODAY - DAY
        case.save()
    assert tones() == [["neutral"], ["danger"]]
    both.accept(case)
    assert tones() == [["neutral"], ["warning"]]


def test_a_form_that_is_refused_says_why_and_keeps_what_was_typed(both):
    desk, head = browser(both.ilze), browser(both.receiver)
    told = {"to": both.there.pk, "on": TODAY - DAY, "why": "Moved", "note": "Works nights."}
    answer = post(desk, "ask_transfer", both.whom.pk, **told)
    assert said(answer) == (422, ["The day lies in the past. Choose today or a later one."])
    assert "Works nights." in answer.content.decode()
    missing = post(desk, "ask_transfer", both.whom.pk, note="-")
    assert said(missing) == (422, ["This field is required."] * 3)
    case = both.ask()
    late = post(head, "accept_transfer", case.pk, officer=both.anna.pk, on=TODAY - DAY)
    assert said(late) == (422, ["The day lies in the past. Choose today or a later one."])
    assert post(head, "accept_transfer", case.pk, officer=both.ilze.pk, on=TODAY).status_code == 422
    silent = head.post(
        reverse("allocation:move_transfer", args=[case.pk, "refuse"]), {"reason": ""}
    )
    assert said(silent) == (422, ["This field is required."])
    assert Transfer.plain.get().state == "asked"


def test_the_form_to_accept_shows_who_is_how_full_and_the_day_that_was_asked(both):
    head, case = browser(both.receiver), both.ask(on=AHEAD)
    form = head.get(reverse("allocation:accept_transfer", args=[case.pk])).context["form"]
    assert form.initial["on"] == AHEAD
    assert [label for _pk, label in form.fields["officer"].choices] == [
        "Ilze Kalna (0, 0 %)",
        "Ilze Kalna (0)",
    ]


def test_steps_that_are_none_have_no_page(both):
    head, case = browser(both.receiver), both.ask()
    codes = ("juggle", "person_died")
    urls = [reverse("allocation:move_transfer", args=[case.pk, code]) for code in codes]
    assert [head.get(url).status_code for url in urls] == [404, 404]


def test_empty_pages_say_so_and_looks_are_written(both):
    head, desk = browser(both.receiver), browser(both.ilze)
    empty = head.get(reverse("allocation:transfers")).content.decode()
    assert ("No transfer is open" in empty, looks()) == (True, [])
    of = desk.get(reverse("allocation:of", args=[both.whom.pk])).content.decode()
    assert "No unit was asked to take them" in of
    both.ask()
    head.get(reverse("allocation:transfers"))
    assert looks()[-1] == (both.receiver.pk, [str(both.whom.pk)], "page", "caseload", "allocation")


def test_the_operations_refuse_with_the_same_reasons(both, house):
    officer, head = session(both.ilze), session(both.receiver)
    asking = f"/people/{both.whom.pk}/transfers"
    body = {"to": str(both.there.pk), "on": str(TODAY), "why": "Moved"}
    clerk = session(house.member("clerk", "jelgava"))
    assert reasons(clerk.post(asking, body)) == (403, ["no-role"])
    assert reasons(officer.post(asking, {**body, "on": str(TODAY - DAY)})) == (422, ["in-past"])
    assert officer.post(asking, {**body, "why": ""}).status_code == 422
    url = f"/transfers/{officer.post(asking, body).json()['id']}"
    assert reasons(officer.post(asking, body)) == (422, ["transfer-open"])
    taken = {"officer": str(both.anna.pk), "on": str(TODAY)}
    assert reasons(officer.post(f"{url}/accept", taken)) == (403, ["no-role"])
    assert head.post(f"{url}/accept", {**taken, "officer": str(both.ilze.pk)}).status_code == 422
    assert head.post(f"{url}/moves/refuse", {}).status_code == 422
    assert head.post(f"{url}/moves/accept", {}).status_code == 404
    assert reasons(head.post(f"{url}/moves/withdraw", {"reason": "no"})) == (422, ["not-sending"])
    elsewhere = session(house.member("head_of_unit", "riga"))
    assert reasons(elsewhere.get(url)) == (404, ["not-yours"])
    assert elsewhere.get("/transfers").json() == []


def test_an_operation_tells_the_whole_transfer(both):
    case = both.ask(on=AHEAD)
    assert session(both.receiver).get(f"/transfers/{case.pk}").json() == {
        "id": str(case.pk),
        "person": str(both.whom.pk),
        "unit": str(both.there.pk),
        "from_unit": str(both.here.pk),
        "to_unit": str(both.there.pk),
        "state": "asked",
        "stage": "asked, to be answered",
        "on": AHEAD.isoformat(),
        "why": "Moved to Tukums",
        "residence": "",
        "note": "Works nights.",
        "asked_by": str(both.ilze.pk),
        "officer": None,
        "carried_on": None,
    }
