"""Fictional assessments with their results, and the steps they took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from tilts.casework.proceedings.moments import midnight
from tilts.platform.organisation.demo import Batch, Course
from tilts.platform.workflow.actions import Past, Step

from ..models import Assessment
from .days import Found
from .nature import returns
from .paper import Paper, Scores
from .texts import said

OVERRIDES = 0.05  # of assessments
WISE = 0.8  # of overrides: towards what became of the person
TO_INTERVIEW, TO_SCORE, TO_FINAL, TO_DECIDE = (2, 20), (0, 5), (0, 6), (3, 14)  # days
LEVELS = ("low", "medium", "high", "very_high")
Way = list[tuple[str, str, date]]  # moves, the state each led to, and the day


@dataclass(eq=False)
class Made:
    """An assessment with its way until today, and from what it was made."""

    assessment: Assessment
    began: date
    way: Way
    found: Found

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.way[-1][1] if self.way else "draft"

    @property
    def past(self) -> Past:
        """The same as a case enters with; a result without answers comes as it stood."""
        steps = tuple(Step(move, state, midnight(day)) for move, state, day in self.way)
        if self.assessment.sheet_id:
            return Past(midnight(self.began), steps)
        number = next(n for n, (_, state, _) in enumerate(self.way) if state == "final")
        return Past(steps[number].at, steps[number + 1 :], "final")


def made(
    batch: Batch, paper: Paper, found: Found, scores: Scores, head: UUID | None
) -> Made | None:
    """An assessment as far as it has come by today; None when it has not begun."""
    random, officer = batch.random, found.stage.officer.pk
    began = found.day - _days(random, TO_INTERVIEW)
    computed = scores[paper.level]["band"]
    level = _decided(random, found, computed) if head not in (None, officer) else computed
    way = [step for step in _way(random, found, level != computed) if step[2] < batch.today]
    if began >= batch.today:
        return None
    assessment = Assessment(
        person_id=found.course.person.pk,
        unit_id=found.stage.unit.pk,
        instrument=paper.of.id,
        version=paper.of.version,
        assessor_id=officer,
        **_reached(random, found, way, (scores, computed, level, head)),
    )
    return Made(assessment, began, way, found)


def _reached(
    random: Random, found: Found, way: Way, decided: tuple[Scores, str, str, UUID | None]
) -> dict[str, Any]:
    """The fields of an assessment that has come so far."""
    known: dict[str, Any] = {}
    scores, computed, level, head = decided
    for _, state, day in way:
        if state == "interviewed":
            known["assessed_on"] = day
        elif state == "scored":
            known |= {"scores": scores, "computed_level": computed}
        elif state == "override_proposed":
            known |= _proposed(random, found.course, level, computed)
        else:
            known |= {"level": level, "decided_on": day, "decided_by_id": found.stage.officer.pk}
            if level != computed:
                why = said(random, found.course.country, "why")
                known |= {"decided_by_id": head, "decided_why": why}
    return known


def _proposed(random: Random, course: Course, level: str, computed: str) -> dict[str, str]:
    higher = LEVELS.index(level) > LEVELS.index(computed)
    because = said(random, course.country, "raise" if higher else "lower")
    return {"proposed_level": level, "proposed_because": because}


def superseded(of_person: Sequence[Made]) -> None:
    """Each final assessment gives way to the next one, on the day that it became final."""
    final = [one for one in of_person if one.state == "final"]
    for one, after in pairwise(final):
        one.way.append(("supersede", "superseded", after.way[-1][2]))


def _decided(random: Random, found: Found, computed: str) -> str:
    """The level of the score, or the one beside it where people saw more than the score."""
    if random.random() >= OVERRIDES:
        return computed
    higher = bool(returns(found.course)) == (random.random() < WISE)
    place = LEVELS.index(computed) + (1 if higher else -1)
    return LEVELS[min(max(place, 0), len(LEVELS) - 1)]


def _way(random: Random, found: Found, overridden: bool) -> Iterator[tuple[str, str, date]]:
    yield "record_interview", "interviewed", found.day
    yield "score", "scored", (scored := found.day + _days(random, TO_SCORE))
    if not overridden:
        yield "finalise", "final", scored + _days(random, TO_FINAL)
        return
    yield "propose_override", "override_proposed", scored
    yield "decide", "final", scored + _days(random, TO_DECIDE)


def _days(random: Random, span: tuple[int, int]) -> timedelta:
    return timedelta(days=random.randint(*span))
