"""From the referral to the end: what people do, and what follows by itself."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.casework.plans.models import Goal, Step
from tilts.casework.programmes.actions import (
    Judgement,
    advance_participation,
    judge,
    put_off,
)
from tilts.casework.programmes.delivery.progress import dose_of
from tilts.casework.programmes.delivery.progress import running as running_now
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import end_enrolment, enrol, transfer
from tilts.platform.gatherings.models import Attendance, Ended, Enrolment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history

from .delivery import FITS, TODAY, codes, now


def work(case) -> list[tuple[str, object, str]]:
    rows = WorkItem.objects.filter(case=case.case_ref()).order_by("pk")
    return list(rows.values_list("kind", "owner_id", "outcome"))


def running(case) -> Any:
    """The enrolment that goes on; None when none does."""
    return running_now(case)


def plan(case) -> tuple[str, str]:
    """How the goal and its step stand."""
    goal = Goal.objects.get(line=case.goal)
    return goal.state, Step.objects.get(line=case.step).state


def test_a_referral_waits_for_its_judgement_as_the_officers_work(delivery):
    case = delivery.referred()
    assert (case.state, case.waiting_since, case.referred_by) == (
        "referred",
        TODAY,
        delivery.staff,
    )
    assert work(case) == [("programmes.judge", delivery.staff.pk, "")]


def test_who_is_suited_waits_and_the_work_is_done(delivery):
    case = delivery.waiting()
    assert (case.state, case.judged_by, case.judged_on) == ("waiting", delivery.staff, TODAY)
    assert case.judged == {
        "needs": False, "level": False, "place": True, "language": True, **FITS,
    }  # fmt: skip
    assert [outcome for *_rest, outcome in work(case)] == ["done"]


def test_what_speaks_against_it_wants_a_reason(delivery):
    case = delivery.referred()
    with pytest.raises(Refused) as refused:
        judge(by=delivery.officer, case=case, what=Judgement(suits=True, found=FITS))
    assert codes(refused) == ["because-missing"]
    judge(by=delivery.officer, case=case, what=Judgement(suits=False, because="Not now."))
    assert (now(case).state, now(case).because) == ("unsuitable", "Not now.")


def test_nobody_is_declined_without_a_reason(delivery):
    with pytest.raises(Refused) as refused:
        judge(by=delivery.officer, case=delivery.referred(), what=Judgement(suits=False))
    assert codes(refused) == ["reason-missing"]


def test_what_excludes_is_no_matter_of_a_reason(delivery):
    found = {**FITS, "withdrawal": True}
    what = Judgement(suits=True, found=found, because="All the same.")
    with pytest.raises(Refused) as refused:
        judge(by=delivery.officer, case=delivery.referred(), what=what)
    assert codes(refused) == ["excluded-by"]


def test_the_whole_way_goes_by_itself_once_there_is_a_place(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    assert (case.state, plan(case)) == ("scheduled", ("open", "open"))
    case = delivery.attended(series, case, [1])
    assert (case.state, case.started_on, plan(case)) == (
        "on_programme",
        TODAY,
        ("progressing", "open"),
    )
    case = delivery.attended(series, case, range(2, 12))
    assert (case.state, dose_of(case).sessions) == ("on_programme", 11)
    case = delivery.attended(series, case, [12])
    assert (case.state, case.ended_on, plan(case)) == ("completed", TODAY, ("progressing", "done"))
    assert [row.to_state for row in history(case)] == [
        "referred", "waiting", "scheduled", "on_programme", "completed",
    ]  # fmt: skip
    row = Enrolment.plain.get(journey=case.journey)
    assert (row.ended_how, row.until) == ("completed", TODAY + timedelta(days=1))


def test_a_session_missed_by_the_services_fault_is_caught_up(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    first = delivery.past(series, 1)
    delivery.mark(first, case, outcome="not-brought")
    assert (now(case).state, dose_of(case).missed) == ("scheduled", ("now-1",))
    case = delivery.attended(series, case, range(2, 13))
    assert (case.state, dose_of(case).missed) == ("on_programme", ("now-1",))
    missed = Attendance.plain.get(session=first)
    again = delivery.past(series, 1, catches_up=first)
    delivery.mark(again, case, catches_up=missed.pk)
    assert (now(case).state, dose_of(case).missed) == ("completed", ())


def test_hours_and_waiting_days_come_along_to_another_group(delivery, licensed):
    one, other = delivery.group(), delivery.group()
    case = delivery.waiting()
    before = TODAY - timedelta(days=40)
    case.waiting_since = before
    with act("test.wait", by=SERVICE):
        case.save()
    case = delivery.attended(one, delivery.placed(one, now(case)), [1, 2])
    row = transfer(by=SERVICE, enrolment=running(case), to=other, on=TODAY + timedelta(days=1))
    assert (row.waiting_since, row.waiting_days, row.journey) == (before, 40, case.journey)
    case = now(case)
    assert (case.state, running(case).series, dose_of(case).minutes) == ("on_programme", other, 180)


def test_who_left_the_prison_waits_again_with_hours_and_days(delivery, licensed):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1, 2])
    on = TODAY + timedelta(days=1)
    end_enrolment(by=SERVICE, enrolment=running(case), on=on, how=Ended.LEFT)
    case = now(case)
    assert (case.state, dose_of(case).hours, case.ended_on) == ("waiting", "3", None)
    other = delivery.group()
    since = TODAY + timedelta(days=2)
    enrol(by=SERVICE, series=other, party=case.person_id, kind="community", since=since)
    case = now(case)
    assert (case.state, running(case).series, dose_of(case).sessions) == ("on_programme", other, 2)


@pytest.mark.parametrize(("how", "state", "step"), [
    (Ended.WITHDREW, "withdrawn", "not_done"),
    (Ended.EXCLUDED, "excluded", "not_done"),
    (Ended.COMPLETED, "completed", "done"),
])  # fmt: skip
def test_an_enrolment_ended_in_its_group_ends_the_programme(delivery, licensed, how, state, step):
    case = delivery.placed(delivery.group())
    end_enrolment(by=SERVICE, enrolment=running(case), on=TODAY, how=how, because="So it was.")
    assert (now(case).state, now(case).ended_on, plan(case)) == (
        state,
        TODAY,
        ("progressing", step),
    )


@pytest.mark.parametrize(("code", "state", "how"), [
    ("take_out", "withdrawn", "withdrew"),
    ("exclude", "excluded", "excluded"),
    ("finish", "completed", "completed"),
])  # fmt: skip
def test_who_is_taken_out_gives_the_place_back(delivery, licensed, code, state, how):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1])
    advance_participation(by=delivery.officer, case=case, code=code, reason="So it is.")
    row = Enrolment.plain.get(journey=case.journey)
    assert (now(case).state, row.ended_how, row.ended_because) == (state, how, "So it is.")
    assert row.until == TODAY + timedelta(days=1)


def test_what_was_put_off_is_taken_up_on_its_day_with_all_its_days(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    later = TODAY + timedelta(days=60)
    put_off(by=delivery.officer, case=case, until=later, reason="An operation.")
    case = now(case)
    assert (case.state, case.deferred_until, running(case)) == ("deferred", later, None)
    item = WorkItem.objects.get(case=case.case_ref(), closed_at=None)
    assert (item.kind, item.due, item.owner) == ("programmes.take_up", later, delivery.staff)
    advance_participation(by=delivery.officer, case=case, code="take_up")
    assert (now(case).state, now(case).waiting_since, now(case).deferred_until) == (
        "waiting", TODAY, None,
    )  # fmt: skip
    assert not WorkItem.objects.filter(case=case.case_ref(), closed_at=None).exists()


def test_a_day_in_the_past_is_no_day_to_take_it_up(delivery):
    with pytest.raises(Refused) as refused:
        put_off(by=delivery.officer, case=delivery.waiting(), until=TODAY, reason="Later.")
    assert codes(refused) == ["later"]
