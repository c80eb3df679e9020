"""Whatever is assessed, in whichever order: one stands, one next date is open, people decide."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.assessment.actions import (
    advance,
    begin_assessment,
    decide_level,
    finalise,
    propose_level,
)
from tilts.casework.assessment.levels import bands, level_of
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.queries import latest_final
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.results import scored
from tilts.platform.workflow.models import WorkItem

pytestmark = pytest.mark.usefixtures("all_seen")
ENDINGS = st.sampled_from(["finalise", "override", "annul"])
FEW = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def end(desk: Any, made: Assessment, ending: str) -> None:
    """Make it final, by people if they decide otherwise, and perhaps annul it."""
    if ending == "override":
        known = [band.id for band in bands(level_of(desk.rvn))]
        other = next(level for level in known if level != made.computed_level)
        propose_level(by=desk.actor, assessment=made, level=other, because="We know more.")
        decide_level(by=desk.chief, assessment=made, level=other, why="So do I.")
    else:
        finalise(by=desk.actor, assessment=made)
    if ending == "annul":
        advance(by=desk.chief, assessment=made, code="annul", reason="The wrong file.")


@FEW
@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), ENDINGS), min_size=1, max_size=3))
def test_one_stands_and_the_next_date_follows_its_level(desk, edgars, story):
    with transaction.atomic():
        made = []
        for how, ending in story:
            one = desk.scored(edgars, how)
            end(desk, one, ending)
            made.append(one)
        rows = {row.pk: row for row in Assessment.objects.all()}
        standing = [row for row in rows.values() if row.state == "final"]
        final = [one for one, (_, ending) in zip(made, story, strict=True) if ending != "annul"]
        assert len(standing) <= 1
        if story[-1][1] != "annul":
            assert [row.pk for row in standing] == [final[-1].pk]
            assert latest_final([edgars.pk])[edgars.pk].pk == final[-1].pk
        again = WorkItem.objects.filter(kind="assessment.again", closed_at=None)
        assert again.count() == 1
        transaction.set_rollback(True)


@FEW
@given(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), st.booleans())
def test_the_level_is_that_of_the_score_or_of_two_people(desk, edgars, how, override):
    with transaction.atomic():
        made = desk.scored(edgars, how)
        assert made.computed_level == scored(made.answered).results[level_of(desk.rvn).id].band
        end(desk, made, "override" if override else "finalise")
        made.refresh_from_db()
        assert made.is_overridden is override
        assert (made.decided_by_id == made.assessor_id) is not override
        assert bool(made.proposed_because) is override
        transaction.set_rollback(True)


@FEW
@given(st.permutations(["score", "finalise", "propose_override", "decide", "annul"]))
def test_no_step_can_be_taken_out_of_turn(desk, edgars, order):
    """From a draft no later step leads anywhere, in whichever order they are tried."""
    with transaction.atomic():
        made = begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
        for code in order:
            with pytest.raises(Refused):
                advance(by=desk.chief, assessment=made, code=code, reason="Now.")
        made.refresh_from_db()
        assert (made.state, made.level) == ("draft", "")
        transaction.set_rollback(True)
