"""Whatever is tried in whichever order by whom: an observation stays blind, fair and whole."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.actions import give_role
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults
from tilts.workforce.competence.actions import (
    advance,
    certify,
    develop,
    feed_back,
    moderate,
    observe_again,
)
from tilts.workforce.competence.actions.developing import Agreed
from tilts.workforce.competence.models import Observation, Part
from tilts.workforce.competence.presenting import is_told
from tilts.workforce.competence.results import to_develop

from .conftest import TODAY, Service, settle_first, used

pytestmark = pytest.mark.usefixtures("all_seen")
STEPS = st.sampled_from(
    ["first", "second", "own", "moderate", "talk", "develop", "again", "close", "cancel"]
)
WHO = st.sampled_from(["lead", "lead", "facilitator"])  # who decides; the observed leads besides
DUE = TODAY + timedelta(days=30)


def take(service: Service, case: Observation, step: str, who: str, value: int) -> None:
    """Try one step; what is refused leaves everything as it was."""
    by = service.actor(getattr(service, who))
    agreed = Agreed("practice", "Praise by name.", DUE)
    said: dict[str, Any] = {"by": by, "observation": case}
    if step in ("first", "second", "own"):
        service.rate(case, Part(step), models_and_reinforces=value, evokes_change=value)
    elif step == "moderate":
        chosen = settle_first(case) if case.state == "rated" else {}
        moderate(**said, chosen=chosen, why="They sat apart.")
    elif step == "talk":
        feed_back(**said, on=TODAY)
    elif step == "develop":
        develop(**said, agreed=agreed)
    elif step == "again":
        observe_again(**said, plan=service.plan)
    else:
        advance(**said, code=step, reason="It fell out.")


def whole(service: Service, case: Observation) -> None:
    """What must hold wherever an observation stands."""
    rows = {row.part: row for row in case.ratings.select_related("sheet")}
    both = rows["first"].is_done and rows["second"].is_done
    assert (case.state in ("planned", "cancelled")) or both
    assert bool(case.results) == bool(case.moderated_on)
    assert case.moderated_by_id != case.person_id
    told = is_told(case, service.actor(service.first))
    assert not told or both
    weak = to_develop(used("facilitator-observation"), case.results)
    moves = [row.move for row in history(case)]
    assert not ("close" in moves and weak)
    assert state_faults([Observation]) == []


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(STEPS, WHO, st.sampled_from([2, 4])), max_size=12))
def test_any_walk_leaves_it_whole(service: Service, steps: list[tuple[str, str, int]]):
    with transaction.atomic():
        unit = service.house.units["riga"]
        manages = {"role": "quality_manager", "unit": unit, "since": TODAY}
        give_role(by=SERVICE, staff=service.facilitator, **manages)  # type: ignore[arg-type] # each as its name says
        case = service.planned()
        for step, who, value in steps:
            before = (case.state, history(case).count())
            refused = True
            with suppress(Refused), transaction.atomic():
                take(service, case, step, who, value)
                refused = False
            case.refresh_from_db()
            after = (case.state, history(case).count())
            assert not refused or after == before
            decides = step not in ("first", "second", "own")
            assert refused or not (decides and who == "facilitator")
            whole(service, case)
        transaction.set_rollback(True)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.booleans(), min_size=1, max_size=3))
def test_a_certificate_follows_the_last_observation_and_no_other(
    service: Service, seen: list[bool]
):
    """Certified is who was good the last time, however it was before."""
    with transaction.atomic():
        for good in seen:
            weak = {} if good else {"models_and_reinforces": 2, "evokes_change": 2}
            service.moderated(**weak)
        said: dict[str, Any] = {"code": "programme_facilitator", "since": TODAY, "evidence": "x"}
        given_one = False
        with suppress(Refused):
            certify(by=service.leader, staff=service.facilitator, **said)
            given_one = True
        assert given_one is seen[-1]
        transaction.set_rollback(True)
