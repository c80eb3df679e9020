"""From one unit to another: asked, answered by the other side, and nobody lost in between."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tilts.casework.allocation.actions import Handover, carry_out_due, make_responsible
from tilts.casework.allocation.jobs import transfers_in_time
from tilts.casework.allocation.models import Transfer
from tilts.casework.allocation.my_day import transfers
from tilts.casework.allocation.tests.departments import AHEAD, TODAY, Both, why
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.tests.world import imprisoned, judged
from tilts.doors.api.tests.callers import browser as session
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import close_unit, open_unit
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import WorkKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CALL = WorkKind("tests.call", "Call them")


@pytest.fixture
def both(house) -> Both:
    return Both(house)


def soon(deadline: str, start=TODAY):
    return due_date("LV", deadline, start)


def test_until_it_is_accepted_the_sender_stays_responsible(both):
    case = both.ask()
    assert (case.state, case.unit, case.asked_by_id) == ("asked", both.there, both.ilze.pk)
    assert both.officer_on(TODAY) == [both.ilze.pk]
    answer = ("allocation.answer_transfer", None, both.there.pk, soon("transfer_answer"))
    assert both.work() == [answer]


def test_who_accepts_names_the_officer_and_all_goes_along(both):
    with seen_by(SERVICE):
        for owner in (both.ilze.pk, None, both.sender.pk):
            open_item(by=SERVICE, kind=CALL, person=both.whom.pk, unit=both.here, owner=owner)
    case = both.accept(both.ask())
    assert (case.state, case.carried_on, case.officer) == ("accepted", TODAY, both.anna)
    assert both.officer_on(TODAY) == [both.anna.pk]
    assert sorted(both.work(), key=str) == sorted(
        [
            ("tests.call", both.anna.pk, both.there.pk, None),
            ("tests.call", both.anna.pk, both.there.pk, None),
            ("tests.call", both.sender.pk, both.here.pk, None),  # was not the officer's
            ("allocation.meet_transferred", both.anna.pk, both.there.pk, soon("transfer_meeting")),
        ],
        key=str,
    )
    done = both.advance(case, "complete", both.anna, reason="")
    assert (done.state, done.is_over) == ("completed", True)
    assert check_state().faults == []


def test_what_the_unit_carried_out_the_other_carries_out(both):
    with seen_by(SERVICE):
        measure = imprisoned(
            judged(both.whom, both.here), kind="probation_supervision", unit=both.here
        )
    both.accept(both.ask())
    measure.refresh_from_db()
    assert measure.unit == both.there


def test_a_day_ahead_changes_nothing_before_it_comes(both):
    case = both.accept(both.ask(on=AHEAD), on=AHEAD)
    assert (both.officer_on(TODAY), both.officer_on(AHEAD)) == ([both.ilze.pk], [both.anna.pk])
    assert case.carried_on is None
    meet = ("allocation.meet_transferred", both.anna.pk, both.there.pk)
    assert both.work() == [(*meet, soon("transfer_meeting", AHEAD))]
    assert why(both.advance, case, "complete", both.receiver) == ["not-yet"]
    with seen_by(SERVICE):
        assert carry_out_due(by=SERVICE, day=TODAY) == 0
        assert carry_out_due(by=SERVICE, day=AHEAD) == 1
        assert carry_out_due(by=SERVICE, day=AHEAD) == 0
    transfers_in_time()
    assert check_state().faults == []


def test_a_refusal_comes_back_with_its_reason_and_a_term(both):
    case = both.advance(both.ask(), "refuse", both.receiver, reason="Nobody has room.")
    assert (case.state, case.unit, case.is_over) == ("refused", both.here, False)
    assert both.officer_on(TODAY) == [both.ilze.pk]
    decide = ("allocation.decide_transfer", both.ilze.pk, both.here.pk, soon("transfer_answer"))
    assert both.work() == [decide]
    again = both.advance(case, "ask_again", both.ilze, reason="They have a job there.")
    assert (again.state, again.unit) == ("asked", both.there)
    gone = both.advance(again, "withdraw", both.sender)
    assert (gone.state, gone.is_over, both.work()) == ("withdrawn", True, [])


def test_each_side_does_what_is_its_own(both):
    case = both.ask()
    assert why(both.advance, case, "refuse", both.sender) == ["not-receiving"]
    assert why(both.accept, case, by=both.sender) == ["not-receiving"]
    assert why(both.advance, case, "withdraw", both.receiver) == ["not-sending"]
    assert why(both.advance, case, "refuse", both.receiver, reason=" ") == ["reason-missing"]
    assert why(both.accept, case, by=both.anna) == ["no-role"]
    assert why(both.accept, case, officer=both.ilze) == ["officer-elsewhere"]
    assert (case.state, both.officer_on(TODAY)) == ("asked", [both.ilze.pk])


def test_bad_wishes_are_refused_with_every_reason(both, house):
    closed = open_unit(
        by=SERVICE, agency=house.agencies["vpd"], code="dobele", kind="probation_department",
        names={"en": "Dobele"}, since=LONG_AGO, parent=None,
    )  # fmt: skip
    close_unit(by=SERVICE, unit=closed, until=TODAY)
    free = person("Brīvs", at=both.here, country="LV")
    past, far = TODAY - timedelta(days=1), TODAY + timedelta(days=366)
    assert why(both.ask, closed) == ["unit-closed"]
    assert why(both.ask, both.here) == ["same-unit"]
    assert why(both.ask, house.units["riga"]) == ["other-agency"]
    assert why(both.ask, on=past) == ["in-past"]
    assert why(both.ask, on=far) == ["too-far"]
    assert why(both.ask, closed, on=past) == ["unit-closed", "in-past"]
    assert why(both.ask, whom=free, by=both.by(both.sender)) == ["unallocated"]
    assert why(both.ask, by=house.actor("probation_officer", "tukums")) == ["not-yours"]
    assert Transfer.plain.count() == 0
    both.ask()
    assert why(both.ask) == ["transfer-open"]


def test_a_unit_that_closed_meanwhile_takes_nobody(both):
    case = both.ask()
    case.to_unit.until = TODAY
    assert why(both.accept, case) == ["unit-closed"]
    assert both.officer_on(TODAY) == [both.ilze.pk]


def test_the_unit_that_is_asked_sees_whom_until_it_answers(both):
    def seen() -> bool:
        with seen_by(both.by(both.receiver)):
            return Person.objects.filter(pk=both.whom.pk).exists()

    before, case = seen(), both.ask()
    asked = seen()
    both.advance(case, "refuse", both.receiver)
    assert (before, asked, seen()) == (False, True, False)


def test_nobody_takes_past_the_question(both):
    """The head who is asked sees the person, but takes them only by answering."""
    both.ask()
    by = both.by(both.receiver)
    how = Handover(on=TODAY, reason="quickly")
    with seen_by(by):
        refused = why(make_responsible, by=by, person=both.whom.pk, to=both.anna, how=how)
    assert refused == ["transfer-open"]


def test_both_heads_have_it_on_their_day(both):
    def day(staff) -> list[tuple[str, str]]:
        actor = both.by(staff)
        with seen_by(actor):
            return [(row.text, row.tone) for row in transfers(actor)]

    case = both.ask(on=AHEAD)
    assert day(both.sender) == [("goes to Tukums: asked, to be answered", "neutral")]
    assert day(both.receiver) == [("comes from Jelgava: asked, to be answered", "warning")]
    both.advance(case, "refuse", both.receiver)
    assert day(both.sender) == [("goes to Tukums: refused, the sender decides", "warning")]
    assert day(both.receiver) == []


def test_it_is_walked_on_the_pages(both):
    officer, head = browser(both.ilze), browser(both.receiver)
    told = {"to": both.there.pk, "on": AHEAD, "why": "Moved", "residence": "Tukums, Lielā 1"}
    asked: Any = officer.post(reverse("allocation:ask_transfer", args=[both.whom.pk]), told)
    case = Transfer.plain.get()
    assert asked.url == reverse("allocation:transfer", args=[case.pk])
    shown = officer.get(asked.url)
    assert "Until it is accepted the sending unit stays responsible." in shown.content.decode()
    assert [way.code for way in shown.context["ways"] if way.possible] == ["withdraw"]
    listed = head.get(reverse("allocation:transfers"))
    assert [row["case"].pk for row in listed.context["rows"]] == [case.pk]
    form = {"officer": both.anna.pk, "on": AHEAD}
    accepted = head.post(reverse("allocation:accept_transfer", args=[case.pk]), form)
    assert accepted.status_code == 302
    assert Transfer.plain.get().state == "accepted"
    of = officer.get(reverse("allocation:of", args=[both.whom.pk]))
    assert [row.staff_id for row in of.context["officers"]] == [both.anna.pk, both.ilze.pk]


def test_the_operations_do_the_same(both):
    officer, head = session(both.ilze), session(both.receiver)
    body = {"to": str(both.there.pk), "on": str(TODAY), "why": "Moved"}
    made = officer.post(f"/people/{both.whom.pk}/transfers", body)
    assert made.status_code == 201
    url = f"/transfers/{made.json()['id']}"
    (mine,) = head.get("/transfers").json()
    assert (mine["id"], mine["state"]) == (made.json()["id"], "asked")
    again = head.post(f"{url}/moves/refuse", {"reason": "No room"})
    assert (again.status_code, officer.get(url).json()["state"]) == (201, "refused")
    officer.post(f"{url}/moves/ask_again", {"reason": "They work there"})
    done = head.post(f"{url}/accept", {"officer": str(both.anna.pk), "on": str(TODAY)})
    assert (done.status_code, head.get(url).json()["state"]) == (201, "accepted")
    assert [one["state"] for one in head.get(f"/people/{both.whom.pk}/transfers").json()] == [
        "accepted"
    ]
    assert Act.objects.filter(kind="allocation.accept").count() == 1
