"""The demonstration: every stage, hours that wait, contracts that hold, lapse and lapsed."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.community_service.balance import balance, latest
from tilts.casework.community_service.limits import limits_of
from tilts.casework.community_service.models import (
    Answer,
    Contract,
    Placement,
    ProviderContact,
    Service,
    WorkEvent,
    WorkProvider,
)
from tilts.casework.community_service.providing import contract_on, lapsing, providers_of
from tilts.casework.community_service.queries import OVER
from tilts.doors.demo.loading import load
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

TODAY = timezone.localdate()
GOING_ON = {"received", "registered", "placed", "working", "postponed", "evaded"}


def every_stage_that_goes_on_is_there() -> None:
    found = Counter(Service.objects.values_list("state", flat=True))
    assert GOING_ON - found.keys() == set()
    assert found["working"] > found["placed"]
    assert found["completed"] > 0


def every_case_that_goes_on_has_an_owner_and_a_next_date() -> None:
    for case in Service.objects.exclude(state__in=OVER):
        items = WorkItem.objects.filter(case=case.case_ref(), closed_at=None)
        assert [(item.owner_id is not None, item.due is not None) for item in items] == [
            (True, True)
        ]


def no_case_that_is_over_leaves_work_or_a_place() -> None:
    over = Service.objects.filter(state__in=OVER)
    refs = [case.case_ref() for case in over]
    assert not WorkItem.objects.filter(case__in=refs, closed_at=None).exists()
    assert not Placement.objects.filter(service__in=over, until=None).exists()


def who_works_has_a_place_under_contract() -> None:
    working = Service.objects.filter(state__in=("placed", "working"))
    open_ones = Placement.objects.filter(until=None, service__in=working)
    assert open_ones.count() == working.count()
    for row in open_ones.select_related("provider__unit__agency"):
        assert contract_on(row.provider, TODAY) is not None


def who_works_does_so_in_their_own_town() -> None:
    rows = Placement.objects.select_related("provider", "service")
    assert {row.provider.municipality == row.service.municipality for row in rows} == {True}
    towns = Counter(WorkProvider.objects.values_list("municipality", flat=True))
    assert set(towns.values()) == {3}
    names = list(WorkProvider.objects.values_list("name", flat=True))
    assert len(names) == len(set(names))


def hours_keep_the_limits() -> None:
    for case in Service.objects.select_related("measure", "unit__agency"):
        lines = latest(WorkEvent.objects.filter(service=case))
        left = balance(case.minutes, lines, due_by=case.due_by, today=TODAY)
        assert left.credited + left.waiting <= case.minutes
        assert (left.remaining == 0) == (case.state == "completed")
        limits = limits_of(case.country, case.imposed_by, case.measure.imposed_on)
        assert limits is not None
        assert all(one.minutes <= limits.daily_minutes for one in lines)
        assert all(one.day <= TODAY for one in lines)


def hours_wait_to_be_approved() -> None:
    everybody = WorkEvent.objects.all()
    lines = latest(everybody)
    assert Counter(one.step for one in lines)["confirmed"] > 3
    contacts = set(ProviderContact.objects.values_list("pk", flat=True))
    recorded = everybody.filter(step__in=("recorded", "confirmed"))
    assert set(recorded.values_list("said_by_id", flat=True)) <= contacts
    approved = everybody.filter(step="approved")
    assert not contacts & set(approved.values_list("said_by_id", flat=True))


def who_evades_was_heard_and_warned_before() -> None:
    for case in Service.objects.filter(state="evaded"):
        rows = Answer.objects.filter(service=case).order_by("said_on")
        assert [row.kind for row in rows] == ["explanation", "warning", "motion"]
        lines = latest(WorkEvent.objects.filter(service=case))
        absent = sorted(one.day for one in lines if one.went == "unacceptable")
        warned = rows[1].said_on
        assert absent[0] < warned < absent[-1]


def contracts_hold_lapse_soon_and_lapsed() -> None:
    known = providers_of("vpd")
    days = {day for _one, day in lapsing(known, TODAY)}
    assert min(days) < TODAY < max(days)
    assert max(days) <= TODAY + timedelta(days=60)
    assert Contract.objects.filter(until=None).exists()
    assert {one.kind for one in WorkProvider.objects.all()} == {
        "municipal", "association", "company", "religious",
    }  # fmt: skip


def histories_are_whole() -> None:
    assert state_faults([Service]) == []
    for case in Service.objects.all()[:20]:
        rows = list(history(case))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        moments = [row.effective_at for row in rows]
        assert moments == sorted(moments)


@pytest.mark.django_db
def test_the_community_service_of_the_demonstration():
    load(300, TODAY, lambda _done: None)
    with seen_by(SERVICE):
        every_stage_that_goes_on_is_there()
        every_case_that_goes_on_has_an_owner_and_a_next_date()
        no_case_that_is_over_leaves_work_or_a_place()
        who_works_has_a_place_under_contract()
        who_works_does_so_in_their_own_town()
        hours_keep_the_limits()
        hours_wait_to_be_approved()
        who_evades_was_heard_and_warned_before()
        contracts_hold_lapse_soon_and_lapsed()
        histories_are_whole()
