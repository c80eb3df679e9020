"""Cases that come with a history."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state
from tilts.platform.record.verifying import verify
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.machines import NOT_FROM_HERE
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .demo.models import LoanCase

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

MONDAY = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=2)))
TUESDAY = MONDAY + timedelta(days=1)
ROWS = ("number", "move", "from_state", "to_state", "effective_at")


def test_a_case_stands_where_its_last_step_led(unit, person, all_seen):
    cases = [LoanCase(person=person, unit=unit) for _ in range(2)]
    escaped = Step("person_escaped", "suspended", TUESDAY)
    enter_all(cases=cases, pasts=[Past(MONDAY), Past(MONDAY, (escaped,))], by=SERVICE)
    new, suspended = (LoanCase.objects.get(pk=case.pk) for case in cases)
    first = (1, "", "", new.state, MONDAY.astimezone(UTC))
    second = (2, "person_escaped", new.state, "suspended", TUESDAY.astimezone(UTC))
    assert list(history(new).values_list(*ROWS)) == [first]
    assert list(history(suspended).values_list(*ROWS)) == [first, second]
    assert suspended.state == "suspended"


def test_a_case_may_come_as_it_stood_elsewhere(unit, person, all_seen):
    case = LoanCase(person=person, unit=unit)
    returned = Step("person_returned", "lent", TUESDAY)
    enter_all(cases=[case], pasts=[Past(MONDAY, (returned,), "suspended")], by=SERVICE)
    assert list(history(case).values_list(*ROWS)) == [
        (1, "", "", "suspended", MONDAY.astimezone(UTC)),
        (2, "person_returned", "suspended", "lent", TUESDAY.astimezone(UTC)),
    ]
    assert state_faults([LoanCase]) == []


def test_it_is_one_act_without_work_and_the_record_is_whole(unit, person, all_seen):
    before = Act.objects.count()
    cases = [LoanCase(person=person, unit=unit) for _ in range(3)]
    enter_all(cases=cases, pasts=[Past(MONDAY)] * 3, by=SERVICE)
    assert (Act.objects.count() - before, WorkItem.objects.count()) == (1, 0)
    assert (state_faults([LoanCase]), verify(), check_state().faults) == ([], [], [])


@pytest.mark.parametrize("past", [
    Past(MONDAY, (Step("person_returned", "suspended", TUESDAY),)), Past(MONDAY, (), "melted"),
])  # fmt: skip
def test_what_the_machine_does_not_know_is_refused(past, unit, person, all_seen):
    with pytest.raises(Refused) as refused:
        enter_all(cases=[LoanCase(person=person, unit=unit)], pasts=[past], by=SERVICE)
    assert refused.value.reasons == [NOT_FROM_HERE]
    assert (Status.objects.count(), LoanCase.objects.count()) == (0, 0)


def test_nothing_is_entered_without_cases():
    enter_all(cases=[], pasts=[], by=SERVICE)
    assert Status.objects.count() == 0
