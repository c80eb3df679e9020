"""Whatever happens to a case, its status rows tell where it is."""

import hypothesis
import hypothesis.strategies as st
import pytest
from django.db import transaction

from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import begin, move, react
from tilts.platform.workflow.machines import CaseMachineMeta, moves_from
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.options import options
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .demo.cases import Loan
from .demo.models import LoanCase

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

steps = st.lists(
    st.tuples(
        st.sampled_from(sorted(Loan.moves)),
        st.sampled_from([move, react]),
        st.sampled_from(["", "a reason"]),
        st.sampled_from(["", "Straumēni"]),
    ),
    max_size=12,
)


@hypothesis.given(steps)
@hypothesis.settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
def test_status_rows_replay_to_the_present_state(unit, person, all_seen, walk):
    with transaction.atomic():
        case = LoanCase(person=person, unit=unit)
        begin(case=case, by=SERVICE)
        for code, how, reason, book in walk:
            take_step(case, code, how, reason, book)
        assert replayed(case) == case.state == LoanCase.objects.get(pk=case.pk).state
        assert state_faults([LoanCase]) == []
        transaction.set_rollback(True)  # the next walk begins with nothing


def take_step(case, code, how, reason, book) -> None:
    case.book = book
    before = (case.state, Status.objects.count(), WorkItem.objects.count())
    foreseen = {option.code: option for option in options(case, SERVICE)}
    if refusal := refused(case, code, how, reason):
        assert refusal.reasons
        assert (case.state, Status.objects.count(), WorkItem.objects.count()) == before
    else:
        assert foreseen[code].possible
        assert Status.objects.count() == before[1] + 1


def refused(case, code, how, reason) -> Refused | None:
    try:
        how(case=case, code=code, by=SERVICE, reason=reason)
    except Refused as refusal:
        return refusal
    return None


def replayed(case) -> str:
    """Follow the rows from the beginning; each must start where the one before ended."""
    state = ""
    for place, row in enumerate(history(case), start=1):
        assert (row.number, row.from_state) == (place, state)
        state = row.to_state
    return state


def test_every_state_can_be_reached_and_left():
    reached = {t.target.id for m in Loan.moves.values() for t in m.transitions if t.target}
    assert reached | {"asked"} == set(Loan.states_map)
    assert [state for state in Loan.states_map if not moves_from(Loan, state)] == []


def test_a_machine_has_the_common_moves_after_its_own():
    assert list(Loan.moves) == [
        *("choose", "lend", "remind", "take_back"),
        *("reopen", "mark_error", "mark_wrong_person"),
        *("person_died", "person_escaped", "person_returned", "person_transferred"),
    ]
    assert isinstance(Loan, CaseMachineMeta)
