"""Whoever comes back to work has a place there, or is placed anew; a measure runs with its case."""

from typing import Any

import pytest

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.allocation.models import Allocation
from tilts.casework.community_service.actions import (
    advance,
    keep_away,
    leave_place,
    postpone,
    record_decision,
)
from tilts.casework.community_service.jobs import pass_on_in_time, places_in_time
from tilts.casework.community_service.models import Answer, Placement, Service
from tilts.casework.people.actions import note_death
from tilts.casework.proceedings.actions import end_measure
from tilts.casework.proceedings.models import Ending, Measure
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state
from tilts.platform.workflow.actions import close_item, person_event
from tilts.platform.workflow.models import Status
from tilts.platform.workflow.queries import items_of_case

from .at_work import TODAY, AtWork, codes, days_ago, now
from .test_case import motion, words

pytestmark = pytest.mark.django_db
SOON = days_ago(-9)


def standing(case: Service) -> tuple[str, int, list[str]]:
    """State, open placements, and open work."""
    places = Placement.plain.filter(service=case, until=None).count()
    work = [item.kind.partition(".")[2] for item in items_of_case(case)]
    return now(case).state, places, work


def stages(case: Service) -> list[str]:
    rows = Status.objects.filter(case=case.case_ref()).order_by("number")
    return list(rows.values_list("to_state", flat=True))


def put_off(at_work: AtWork, placement: Placement) -> Service:
    case: Service = now(placement.service)
    postpone(by=at_work.officer, case=case, until=SOON, reason="Ill.")
    return case


def protect(at_work: AtWork, placement: Placement) -> None:
    """A victim would be met there: the place ends at once."""
    case = now(placement.service)
    keep_away(by=at_work.head, case=case, provider=placement.provider, why="A victim.")


def measure_of(case: Service) -> tuple[Any, str]:
    row = Measure.objects.get(pk=case.measure_id)
    return row.ended_on, row.ended_how


@pytest.mark.parametrize("begun", [False, True])
def test_taken_up_without_its_place_it_is_placed_anew(at_work: AtWork, begun: bool) -> None:
    placement = at_work.placed()
    if begun:
        at_work.approved(placement, days_ago(3))
    case = put_off(at_work, placement)
    protect(at_work, placement)
    assert standing(case) == ("postponed", 0, ["take_up"])
    advance(by=at_work.officer, case=now(case), code="take_up")
    assert standing(case) == ("registered", 0, ["place"])
    was = "working" if begun else "placed"
    assert (stages(case)[-3:], check_state().faults) == (["postponed", was, "registered"], [])
    at_work.placed(now(case), since=TODAY)
    assert standing(case) == ("placed", 1, ["begin"])


def test_taken_up_with_its_place_it_stays_there(at_work: AtWork) -> None:
    placement = at_work.placed()
    case = put_off(at_work, placement)
    advance(by=at_work.officer, case=now(case), code="take_up")
    assert (standing(case), now(placement).until) == (("placed", 1, ["begin"]), None)


def test_what_the_court_lets_go_on_is_placed_anew_where_the_place_ended(at_work: AtWork) -> None:
    placement = motion(at_work)
    protect(at_work, placement)
    case = now(placement.service)
    given = {"by": at_work.officer, "case": case, "outcome": "goes-on"}
    record_decision(**given, what=words("It goes on.", authority="Court"))
    assert standing(case) == ("registered", 0, ["place"])
    assert check_state().faults == []


def test_the_decision_is_kept_by_the_act_that_records_it(at_work: AtWork) -> None:
    case = now(motion(at_work).service)
    before = set(Act.objects.values_list("pk", flat=True))
    given = {"by": at_work.officer, "case": case, "outcome": "goes-on"}
    row = record_decision(**given, what=words("It goes on.", authority="Court", reference="K-3"))
    kinds = Act.objects.exclude(pk__in=before).order_by("recorded_at", "pk")
    assert sorted(kinds.values_list("kind", flat=True)) == [
        "community_service.go_on", "community_service.record_decision",
        "workflow.close_work", "workflow.open_item",
    ]  # fmt: skip
    assert Answer.objects.get(kind="decision") == row


@pytest.mark.parametrize("code", ["cancel", "replaced"])
def test_reopened_the_measure_runs_again_and_a_place_is_sought(at_work: AtWork, code: str) -> None:
    placement = at_work.placed()
    at_work.approved(placement, days_ago(3))
    case = now(placement.service)
    if code == "cancel":
        advance(by=at_work.officer, case=case, code=code, reason="Pardoned.")
        assert measure_of(case) == (TODAY, "quashed")
    else:
        what = words("Replaced.", said_on=days_ago(1), authority="Court")
        record_decision(by=at_work.officer, case=case, outcome=code, what=what)
        assert measure_of(case) == (days_ago(1), "replaced")
    advance(by=at_work.head, case=now(case), code="reopen", reason="Appealed.")
    assert (standing(case), measure_of(case)) == (("registered", 0, ["place"]), (None, ""))
    assert (now(case).ended_on, check_state().faults) == (None, [])


def test_what_ended_on_another_day_stays_ended_when_it_is_reopened(at_work: AtWork) -> None:
    case = at_work.registered()
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    with act("test.corrected", by=SERVICE):
        measure = now(case.measure)
        measure.ended_on = days_ago(4)
        measure.save()
    advance(by=at_work.head, case=now(case), code="reopen", reason="Not pardoned.")
    assert measure_of(case) == (days_ago(4), "quashed")


def test_reopened_while_it_was_postponed_it_waits_for_the_same_day(at_work: AtWork) -> None:
    case = put_off(at_work, at_work.placed())
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    advance(by=at_work.head, case=now(case), code="reopen", reason="Not pardoned.")
    assert standing(case) == ("postponed", 0, ["take_up"])
    assert [item.due for item in items_of_case(case)] == [SOON]


@pytest.mark.parametrize("code", ["mark_error", "mark_wrong_person"])
def test_what_ended_its_measure_is_reopened_before_it_is_an_error(
    at_work: AtWork, code: str
) -> None:
    case = at_work.registered()
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    with pytest.raises(Refused) as no:
        advance(by=at_work.head, case=case, code=code, reason="Mistyped.")
    assert (codes(no), now(case).state) == (["is-over"], "cancelled")
    advance(by=at_work.head, case=now(case), code="reopen", reason="Mistyped.")
    advance(by=at_work.head, case=now(case), code=code, reason="Mistyped.")
    assert measure_of(case) == (None, "")


class TestElsewhere:
    """What is recorded in other rooms moves the case, and leaves nobody expected at work."""

    @pytest.mark.parametrize(
        ("how", "state"),
        [
            (Ending.SERVED, "completed"),
            (Ending.PARDONED, "ended"),
            (Ending.REPLACED, "ended"),
            (Ending.TRANSFERRED, "ended"),
        ],
    )
    def test_a_measure_that_ends_takes_its_case_along(
        self, at_work: AtWork, how: Ending, state: str
    ) -> None:
        placement = at_work.placed()
        case, on = placement.service, days_ago(1)
        end_measure(by=SERVICE, measure=now(case.measure), ended_on=on, how=how, reason="So.")
        assert (standing(case), now(case).ended_on) == ((state, 0, []), on)
        assert (now(placement).until, check_state().faults) == (TODAY, [])

    def test_it_ends_from_every_stage_and_only_once(self, at_work: AtWork) -> None:
        received, over = at_work.received(), at_work.registered()
        advance(by=at_work.head, case=over, code="mark_error", reason="Mistyped.")
        for case in (received, over):
            given = {"measure": now(case.measure), "how": Ending.PARDONED, "reason": "So."}
            end_measure(by=SERVICE, ended_on=TODAY, **given)
        assert [now(case).state for case in (received, over)] == ["ended", "entered_in_error"]

    def test_what_ended_with_its_measure_can_be_marked_at_once(self, at_work: AtWork) -> None:
        case = at_work.registered()
        given: dict[str, Any] = {"how": Ending.PARDONED, "reason": "So."}
        end_measure(by=SERVICE, measure=now(case.measure), ended_on=TODAY, **given)
        advance(by=at_work.head, case=now(case), code="mark_error", reason="Never begun.")
        assert (now(case).state, measure_of(case)) == ("entered_in_error", (TODAY, "pardoned"))

    def test_death_is_no_ending_of_another_kind(self, at_work: AtWork) -> None:
        case = at_work.placed().service
        note_death(by=SERVICE, person_id=case.person_id, died_on=TODAY, source="Registry")
        assert standing(case) == ("ended_by_death", 0, [])

    def test_back_from_an_escape_they_go_on_where_they_were(self, at_work: AtWork) -> None:
        placement = at_work.placed()
        case = placement.service
        for code in ("person_escaped", "person_returned"):
            person_event(person=case.person_id, code=code, by=SERVICE)
        places_in_time()
        assert (standing(case), now(placement).until) == (("placed", 1, ["begin"]), None)

    def test_back_from_an_escape_they_are_placed_anew_where_the_place_ended(
        self, at_work: AtWork
    ) -> None:
        placement = at_work.placed()
        case = placement.service
        person_event(person=case.person_id, code="person_escaped", by=SERVICE)
        protect(at_work, placement)
        assert standing(case)[:2] == ("suspended", 0)
        person_event(person=case.person_id, code="person_returned", by=SERVICE)
        for _ in range(2):
            places_in_time()
        assert standing(case) == ("registered", 0, ["place"])
        assert stages(case)[-2:] == ["placed", "registered"]


class TestHandover:
    """A hand-over dated ahead takes the cases along on its day."""

    @staticmethod
    def ahead(at_work: AtWork, case: Service) -> Allocation:
        other = at_work.house.member("probation_officer", "zemgale")
        how = Handover(on=days_ago(-5), reason="Moves.")
        return reassign(by=SERVICE, person=case.person_id, to=other, how=how)

    def test_nothing_passes_before_its_day(self, at_work: AtWork) -> None:
        case = at_work.registered()
        coming = self.ahead(at_work, case)
        pass_on_in_time.func(coming.pk)
        assert now(case).unit.code == "jelgava"
        assert [item.owner_id for item in items_of_case(case)] == [at_work.staff.pk]

    def test_on_its_day_the_case_and_its_work_go_along(self, at_work: AtWork) -> None:
        case = at_work.registered()
        coming = self.ahead(at_work, case)
        earlier = Allocation.plain.get(person=case.person_id, until=coming.since)
        earlier.until = coming.since = TODAY
        with act("test.today", by=SERVICE):
            earlier.save()
            coming.save()
        for _ in range(2):
            pass_on_in_time.func(coming.pk)
        assert now(case).unit.code == "zemgale"
        assert [item.owner_id for item in items_of_case(case)] == [coming.staff_id]

    def test_what_was_taken_back_passes_nothing_on(self, at_work: AtWork) -> None:
        case = at_work.registered()
        pass_on_in_time.func(10**9)
        assert now(case).unit.code == "jelgava"


def test_work_of_a_stage_is_done_by_its_step_alone(at_work: AtWork) -> None:
    placement = at_work.placed()
    at_work.approved(placement, days_ago(3))
    item = items_of_case(placement.service).get()
    with pytest.raises(Refused) as no:
        close_item(by=at_work.officer, item=item)
    assert codes(no) == ["by-step"]
    leave_place(by=at_work.officer, case=now(placement.service), reason="Closed.")
    assert now(item).closed_at is not None
