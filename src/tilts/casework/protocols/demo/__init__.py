"""Fictional occurrences: open with a step overdue, handled, talked through, and false alarms."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from tilts.casework.allocation.demo import officer_now
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.schema import Protocol
from tilts.platform.organisation.demo import Batch, Course, register_maker
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import SERVICE_ID
from tilts.platform.workflow.actions import Past, Step, enter_all
from tilts.platform.workflow.models import WorkItem

from ..cases import DEBRIEF, STEPS
from ..models import Occurrence, OccurrenceStep, Taking
from ..noting import note
from ..steps import steps_for
from .texts import ENDED, SAID

SHARE = 0.06  # of the people who are here now
STATES = {"open": 3, "handled": 3, "debriefed": 4, "false_alarm": 2}
MOVES = {
    "open": (),
    "handled": (("handle", "handled", 30),),
    "debriefed": (("handle", "handled", 30), ("debrief", "debriefed", 100)),
    "false_alarm": (("call_off", "false_alarm", 1),),
}  # hours after it was opened
CUSTODY = ("prison", "life", "remand")


def make_occurrences(batch: Batch) -> None:
    """Occurrences with their steps, what was taken and noted, and the work that they leave."""
    made = [found for course in batch.courses if (found := occurrence_of(batch, course))]
    enter_all(cases=[case for case, _, _ in made], pasts=[past for _, past, _ in made], by=SERVICE)
    for case, past, protocol in made:
        steps = steps_for(case, protocol)
        takings = list(_takings(batch.random, case, steps))
        _alarmed(steps, takings)
        OccurrenceStep.objects.bulk_create(steps)
        Taking.objects.bulk_create(takings)
        _noted(batch.random, case, takings)
        if case.state in ("open", "handled"):
            _item(case, past).save()


def occurrence_of(batch: Batch, course: Course) -> tuple[Occurrence, Past, Protocol] | None:
    """What happened about somebody lately, for few."""
    stage, random = course.now, batch.random
    if stage is None or stage.fate or random.random() > SHARE:
        return None
    setting = "custody" if stage.kind in CUSTODY else "community"
    chosen = random.choice([p for p in packs()[course.country].protocols if setting in p.settings])
    state = random.choices(list(STATES), list(STATES.values()))[0]
    began = _began(batch, state, random)
    case = Occurrence(person_id=course.person.pk, unit_id=stage.unit.pk, country=course.country)
    case.protocol, case.setting, case.opened_at = chosen.code, setting, began
    case.leader_id = officer_now(batch, course, stage)
    moves = [Step(m, to, began + timedelta(hours=hours)) for m, to, hours in MOVES[state]]
    if state in ("handled", "debriefed"):
        handled = timezone.localdate(moves[0].at)
        case.debrief_on = handled + timedelta(days=chosen.debrief_days)
    return case, Past(began, tuple(moves)), chosen


def _began(batch: Batch, state: str, random: Random) -> datetime:
    """Of the open ones this morning, of the others some days ago."""
    morning = timezone.make_aware(datetime.combine(batch.today, datetime.min.time()))
    if state == "open":
        return morning + timedelta(minutes=random.randint(1, 59)) - timedelta(hours=2)
    days = 3 if state == "handled" else random.randint(8, 60)
    return morning - timedelta(days=days, minutes=random.randint(0, 700))


def _takings(random: Random, case: Occurrence, steps: list[OccurrenceStep]) -> Iterator[Taking]:
    """All steps of what was handled, the first two of the others."""
    whole = case.state in ("handled", "debriefed")
    for step in steps if whole else steps[:2]:
        taking = Taking(person_id=case.person_id, step=step, done=random.random() > 0.08)
        taking.said_at = case.opened_at + timedelta(minutes=2 * step.number)
        taking.taken_by_id, taking.key = case.leader_id, step.pk
        yield taking


def _alarmed(steps: list[OccurrenceStep], takings: list[Taking]) -> None:
    """What is overdue was told of already: the demonstration alarms nobody."""
    taken = {taking.step_id for taking in takings}
    for step in steps:
        if step.pk not in taken:
            step.alarmed_at = step.due_at + timedelta(minutes=1)


def _noted(random: Random, case: Occurrence, takings: list[Taking]) -> None:
    for taking in takings:
        if not taking.done:
            note(case, random.choice(SAID[case.country]), taking)
    if case.debrief_on:
        note(case, random.choice(ENDED[case.country]))


def _item(case: Occurrence, past: Past) -> WorkItem:
    kind: Any = STEPS if case.goes_on else DEBRIEF
    item = WorkItem(kind=kind.code, person_id=case.person_id, unit_id=case.unit_id)
    item.owner_id, item.case, item.due = case.leader_id, case.case_ref(), case.debrief_on
    item.opened_at = past.steps[-1].at if past.steps else past.began
    item.opened_by = SERVICE_ID
    return item


register_maker("protocols", 45, make_occurrences)
