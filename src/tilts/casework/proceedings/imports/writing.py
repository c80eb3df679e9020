"""Rows of proceedings become ours, or change what they became before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tilts.casework.people.imports.kinds import Row, Written
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions.histories import Past, Step, enter_all

from ..actions.convictions import follow_conviction
from ..actions.stages import enter_into_force, record_judgment
from ..models import Measure, Offence, Proceeding, ProceedingSource
from ..moments import midnight
from .values import FileValues

Parsed = tuple[Row, FileValues]
STAGE = ("judged_on", "in_force_on")  # days that move proceedings on


def write_proceedings(system: str, rows: Sequence[Parsed], by: Actor) -> Written:
    """Add and change the proceedings of a chunk, inside an open act."""
    keys = [row["key"] for row, _values in rows]
    found = ProceedingSource.objects.filter(system=system, key__in=keys)
    known = {s.key: s for s in found.select_related("proceeding", "offence", "measure")}
    new = [parsed for parsed in rows if parsed[0]["key"] not in known]
    old = [(known[row["key"]], row, values) for row, values in rows if row["key"] in known]
    changed = [each for each in old if each[0].digest != each[1].digest]
    _add(system, new, by)
    for source, row, values in changed:
        _change(source, row, values, by)
    _follow([values for _row, values in new], by)
    return Written(len(new), len(changed), len(old) - len(changed))


@dataclass
class _Entered:
    """A row with the rows of ours that it becomes."""

    row: Row
    proceeding: Proceeding
    offence: Offence
    measure: Measure | None


def _add(system: str, rows: Sequence[Parsed], by: Actor) -> None:
    entered = [_entered(row, values) for row, values in rows]
    cases = [each.proceeding for each in entered]
    enter_all(cases=cases, pasts=[_past(case) for case in cases], by=by)
    Offence.objects.bulk_create([each.offence for each in entered])
    Measure.objects.bulk_create([each.measure for each in entered if each.measure])
    ProceedingSource.objects.bulk_create([_source(system, each) for each in entered])


def _entered(row: Row, values: FileValues) -> _Entered:
    proceeding = Proceeding(person=values.person, **values.proceeding)
    own = {"person_id": values.person.pk, "proceeding": proceeding}
    measure = Measure(**own, **values.measure) if values.measure else None
    if measure:
        measure.in_force_on = values.in_force_on
    return _Entered(row, proceeding, Offence(**own, **values.offence), measure)


def _past(case: Proceeding) -> Past:
    """The way that proceedings have gone elsewhere, as their days tell it."""
    days = (
        ("record_judgment", "judged", case.judged_on),
        ("enter_into_force", "in_force", case.in_force_on),
    )
    steps = tuple(Step(move, state, midnight(day)) for move, state, day in days if day)
    return Past(midnight(case.received_on), steps)


def _source(system: str, each: _Entered) -> ProceedingSource:
    return ProceedingSource(
        person_id=each.proceeding.person_id,
        proceeding=each.proceeding,
        offence=each.offence,
        measure=each.measure,
        system=system,
        key=each.row["key"],
        digest=each.row.digest,
        row=each.row.values,
        seen_at=timezone.now(),
    )


def _follow(entered: Iterable[FileValues], by: Actor) -> None:
    """Whoever has a judgment in force is spoken of as convicted."""
    for person in {values.person.pk for values in entered if values.in_force_on}:
        follow_conviction(by=by, person_id=person)


def _change(source: ProceedingSource, row: Row, values: FileValues, by: Actor) -> None:
    """Change what is otherwise than it became before; the stages go on by their own steps."""
    facts = {name: v for name, v in values.proceeding.items() if name not in STAGE}
    _set(source.proceeding, facts)
    _set(source.offence, values.offence)
    if values.measure:
        source.measure = source.measure or Measure(
            person_id=source.person_id, proceeding=source.proceeding
        )
        _set(source.measure, values.measure)
    _go_on(source.proceeding, values, by)
    source.row, source.digest, source.seen_at = row.values, row.digest, timezone.now()
    source.save()


def _set(row: Any, values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _go_on(proceeding: Proceeding, values: FileValues, by: Actor) -> None:
    if values.judged_on and proceeding.judged_on is None:
        record_judgment(by=by, proceeding=proceeding, judged_on=values.judged_on)
    if values.in_force_on and proceeding.in_force_on is None:
        enter_into_force(by=by, proceeding=proceeding, in_force_on=values.in_force_on)
