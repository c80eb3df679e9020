"""However proceedings are moved about, their status rows tell where they are."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.proceedings.actions import advance, enter_into_force, record_judgment
from tilts.casework.proceedings.actions.convictions import NO_CONVICTION
from tilts.casework.proceedings.cases import ProceedingMachine
from tilts.casework.proceedings.models import Proceeding
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .world import IN_FORCE, JUDGED, again, imprisoned, judged

BY_STAFF = sorted(code for code, move in ProceedingMachine.moves.items() if not move.is_system)


def step(proceeding: Proceeding, code: str) -> None:
    if code == "record_judgment":
        record_judgment(by=SERVICE, proceeding=proceeding, judged_on=JUDGED)
    elif code == "enter_into_force":
        enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=IN_FORCE)
    else:
        advance(by=SERVICE, proceeding=proceeding, code=code, reason="a reason")


def refused(proceeding: Proceeding, code: str) -> list[Reason]:
    """Try a step; the reasons why it was not taken."""
    try:
        step(proceeding, code)
    except Refused as no:
        return no.reasons
    return []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from(BY_STAFF), max_size=10))
def test_rows_replay_and_the_category_follows(person, prison, walk):
    with transaction.atomic():
        proceeding = judged(person, prison)
        imprisoned(proceeding)
        for code in walk:
            before = proceeding.state, history(proceeding).count()
            if refused(proceeding, code):
                assert (proceeding.state, history(proceeding).count()) == before
        rows = list(history(proceeding))
        assert [row.from_state for row in rows] == ["", *(row.to_state for row in rows[:-1])]
        assert rows[-1].to_state == again(proceeding).state
        assert state_faults([Proceeding]) == []
        convicted = proceeding.in_force_on and proceeding.state not in NO_CONVICTION
        assert again(person).category == ("convicted" if convicted else "suspect")
        transaction.set_rollback(True)  # an example's rows must not meet the next one's
