"""Which judgments become a case, and which case comes back: at the borders of what is right."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.casework.community_service.actions import advance, receive
from tilts.casework.community_service.models import Service
from tilts.casework.community_service.receiving_guards import why_not_receive
from tilts.casework.people.actions import note_death
from tilts.casework.proceedings.actions import advance as advance_proceeding
from tilts.casework.proceedings.models import Measure
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import Status

from .at_work import IN_FORCE, TODAY, AtWork, codes, days_ago, now

pytestmark = pytest.mark.django_db


def why_not(measure: Measure, on: Any = TODAY, imposed_by: str = "court") -> list[str]:
    return [reason.code for reason in why_not_receive(now(measure), imposed_by, on)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (IN_FORCE - timedelta(days=1), ["too-early"]),
        (IN_FORCE, []),
        (TODAY, []),
        (TODAY + timedelta(days=1), ["future"]),
    ],
)
def test_it_comes_between_the_judgment_and_today(at_work: AtWork, on: Any, expected: Any) -> None:
    assert why_not(at_work.measure(), on) == expected


def test_nothing_begins_of_who_died(at_work: AtWork) -> None:
    measure = at_work.measure()
    note_death(by=SERVICE, person_id=measure.person_id, died_on=TODAY, source="Registry")
    assert "gone" in why_not(measure)


def test_nothing_begins_of_what_came_to_nothing(at_work: AtWork) -> None:
    measure = at_work.measure()
    file = measure.proceeding
    advance_proceeding(by=SERVICE, proceeding=file, code="mark_error", reason="So.")
    assert "proceedings-void" in why_not(measure)


def test_every_reason_is_told_at_once(at_work: AtWork) -> None:
    measure = at_work.measure(kind="probation_supervision", in_force_on=None)
    assert why_not(measure, IN_FORCE - timedelta(days=1)) == [
        "too-early", "other-measure", "not-in-force",
    ]  # fmt: skip


@pytest.mark.parametrize("imposed_by", ["court", "prosecutor"])
def test_the_case_says_what_was_ordered_by_whom_and_until_when(
    at_work: AtWork, imposed_by: str
) -> None:
    measure = at_work.measure(minutes=2400)
    given: dict[str, Any] = {
        "by": at_work.officer,
        "unit": at_work.house.units["jelgava"],
        "measure": measure,
    }
    case = receive(**given, imposed_by=imposed_by, received_on=days_ago(3))
    row = now(case)
    assert (row.person_id, row.minutes, row.imposed_by, row.received_on, row.state) == (
        measure.person_id, 2400, imposed_by, days_ago(3), "received",
    )  # fmt: skip
    first = Status.objects.get(case=case.case_ref())
    assert (first.to_state, first.effective_at.date() <= days_ago(3)) == ("received", True)


def test_a_case_of_what_came_to_nothing_is_not_reopened(at_work: AtWork) -> None:
    case = at_work.registered()
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    file = case.measure.proceeding
    advance_proceeding(by=SERVICE, proceeding=file, code="mark_error", reason="Mistyped.")
    with pytest.raises(Refused) as no:
        advance(by=at_work.head, case=Service.objects.get(pk=case.pk), code="reopen", reason="So.")
    assert (codes(no), now(case).state) == (["proceedings-void"], "cancelled")
