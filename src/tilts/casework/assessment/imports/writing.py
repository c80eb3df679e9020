"""Rows of assessments become ours: results as they stood, with the answers that came along."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils import timezone

from tilts.casework.allocation.queries import not_over
from tilts.casework.people.imports.kinds import Row, Written
from tilts.casework.people.merging import survivors
from tilts.casework.people.models import Person
from tilts.casework.proceedings.moments import midnight
from tilts.platform.forms.models import Sheet
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.actions import Past, enter_all, react

from ..due import due_after
from ..models import Assessment
from ..queries import latest_final
from .parsing import Values

Parsed = tuple[Row, Values]


def write_assessments(system: str, rows: Sequence[Parsed], by: Actor) -> Written:
    """Add the assessments of a chunk, inside an open act; what came before stays as it is."""
    keys = [row["key"] for row, _ in rows]
    came = Assessment.objects.filter(system=system, source_row__in=keys)
    known = set(came.values_list("source_row", flat=True))
    added = [parsed for parsed in rows if parsed[0]["key"] not in known]
    new = [_entered(system, *parsed) for parsed in added]
    Sheet.objects.bulk_create([one.sheet for one in new if one.sheet])
    pasts = [Past(midnight(values.assessed_on), state="final") for _, values in added]
    enter_all(cases=new, pasts=pasts, by=by)
    _supersede(new, by)
    _make_due(new, by)
    return Written(added=len(new), unchanged=len(rows) - len(new))


def _entered(system: str, row: Row, values: Values) -> Assessment:
    return Assessment(
        person=values.person,
        unit_id=values.person.unit_id,
        sheet=_sheet(values),
        instrument=row["instrument"],
        version=row["version"],
        assessor_id=values.assessor,
        assessed_on=values.assessed_on,
        scores=values.scores,
        computed_level=values.computed_level or values.level,
        level=values.level,
        decided_on=values.assessed_on,
        system=system,
        source_row=row["key"],
    )


def _sheet(values: Values) -> Sheet | None:
    if values.of is None:
        return None
    return Sheet(
        subject_id=values.person.pk,
        agency_id=values.person.unit.agency_id,
        instrument=values.of.id,
        version=values.of.version,
        digest=values.of.digest,
        answers={item: {"value": value, "saved": 1} for item, value in values.answers.items()},
        opened_at=midnight(values.assessed_on),
        fixed_at=timezone.now(),
    )


def _supersede(new: Sequence[Assessment], by: Actor) -> None:
    """Of each person the latest with an instrument holds, whichever system it is from."""
    people = {one.person_id for one in new}
    final = Assessment.objects.filter(person__in=people, state="final")
    order = ("person_id", "instrument", "assessed_on", "pk")
    for _, same in groupby(final.order_by(*order), key=_whose):
        for one in list(same)[:-1]:
            react(case=one, code="supersede", by=by)


def _make_due(new: Sequence[Assessment], by: Actor) -> None:
    """Whose latest assessment came just now is due again by it, as after one made here."""
    came = survivors({one.person_id for one in new}).values()
    people = not_over(Person.objects.filter(pk__in=set(came))).select_related("unit__agency")
    own = {person.pk: person for person in people}
    latest, added = latest_final(own), {one.pk for one in new}
    for person, one in latest.items():
        if one.pk in added:
            due_after(one, own[person], by)


def _whose(one: Assessment) -> tuple[Any, str]:
    return one.person_id, one.instrument
