"""Reads of proceedings, measures and placements, for one person or for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from tilts.casework.people.merging import merged_records
from tilts.jurisdictions.schema import Offence as Entry
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.access.telling import once
from tilts.platform.access.walls import open_wall
from tilts.platform.organisation.models import AgencyKind, Unit
from tilts.platform.parties.actors import Actor

from .capabilities import OPEN_SEXUAL
from .catalogue import offences_on
from .models import SEXUAL_OFFENCES, Measure, Offence, OffenceDetail, Placement, Proceeding

VOID = ("entered_in_error", "wrong_person", "acquitted", "terminated")
MOST_FOUND = 20


def records(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each record of these people, merged ones included → the person it belongs to."""
    ids = frozenset(person_ids)
    return dict(once(("records", ids), lambda: _records(ids)))


def _records(ids: frozenset[UUID]) -> dict[UUID, UUID]:
    merged = merged_records(ids)
    return {**{pk: pk for pk in ids}, **{row.pk: pk for pk in merged for row in merged[pk]}}


def proceedings_of(person_ids: Iterable[UUID]) -> "QuerySet[Proceeding]":
    """Proceedings of people and of the records merged into them, newest first."""
    rows: QuerySet[Proceeding] = Proceeding.objects.about(records(person_ids))
    return rows.select_related("unit").order_by("-received_on", "pk")


def one_proceeding(proceeding_id: UUID) -> Proceeding:
    """The proceedings; raises Refused when they are not visible."""
    rows = Proceeding.objects.select_related("unit", "person", "copy_of")
    found: Proceeding | None = rows.filter(pk=proceeding_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def one_measure(measure_id: UUID) -> Measure:
    """A measure; raises Refused when it is not visible."""
    rows = Measure.objects.select_related("proceeding", "unit")
    found: Measure | None = rows.filter(pk=measure_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def offences_of(proceeding: Proceeding) -> "QuerySet[Offence]":
    """Offences of the proceedings, in the order committed."""
    rows: QuerySet[Offence] = proceeding.offences.order_by("committed_on", "pk")
    return rows


def one_offence(offence_id: UUID) -> Offence:
    """An offence; raises Refused when it is not visible."""
    rows = Offence.objects.select_related("proceeding")
    found: Offence | None = rows.filter(pk=offence_id).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def measures_of(person_ids: Iterable[UUID]) -> "QuerySet[Measure]":
    """Measures of sound proceedings of these records, in the order imposed."""
    rows: QuerySet[Measure] = Measure.objects.about(person_ids)
    sound = rows.exclude(proceeding__state__in=VOID)
    return sound.select_related("proceeding", "unit").order_by("imposed_on", "pk")


class Running(NamedTuple):
    """A measure that runs, as lists of many people need it."""

    person: UUID
    kind: str
    in_force_on: date | None
    start: date | None
    ended_on: date | None


def running_on(person_ids: Iterable[UUID], day: date) -> list[Running]:
    """Measures of sound proceedings of these records that have not ended by a day, read once."""
    ids = frozenset(person_ids)

    def read() -> list[Running]:
        running = Q(ended_on=None) | Q(ended_on__gt=day)
        rows = Measure.objects.about(ids).filter(running).exclude(proceeding__state__in=VOID)
        return [Running(*row) for row in rows.values_list("person_id", *Running._fields[1:])]

    return once(("running", ids, day), read)


def measures_in(proceeding: Proceeding) -> "QuerySet[Measure]":
    """All measures of the proceedings, whatever became of them."""
    rows: QuerySet[Measure] = proceeding.measures.select_related("proceeding", "unit", "follows")
    return rows.order_by("imposed_on", "pk")


def gravities_of(measures: Sequence[Measure]) -> dict[UUID, list[str]]:
    """Gravity classes of the offences behind these measures, by proceedings: one query."""
    found: dict[UUID, list[str]] = defaultdict(list)
    theirs = Offence.objects.about({m.person_id for m in measures})
    rows = theirs.filter(proceeding_id__in={m.proceeding_id for m in measures})
    for proceeding_id, gravity in rows.values_list("proceeding_id", "gravity"):
        found[proceeding_id].append(gravity)
    return found


def placements_of(person_ids: Iterable[UUID]) -> "QuerySet[Placement]":
    """Placements of these records, oldest first."""
    rows: QuerySet[Placement] = Placement.objects.about(person_ids)
    return rows.select_related("unit").order_by("since")


def known_placements(person_ids: Iterable[UUID]) -> list[Placement]:
    """Placements of these records, oldest first, read once for a page."""
    wanted = frozenset(person_ids)
    return once(("placements", wanted), lambda: list(placements_of(wanted)))


def placed_on(person_ids: Iterable[UUID], day: date) -> dict[UUID, Placement]:
    """Who of these records is in prison on a day, and where."""
    return {row.person_id: row for row in known_placements(person_ids) if row.is_on(day)}


def last_placement(person_id: UUID) -> Placement | None:
    """The latest placement on any record of the person, ended or not."""
    rows = Placement.objects.about(records([person_id])).select_related("unit")
    found: Placement | None = rows.order_by("-since").first()
    return found


def circumstances(offence: Offence, *, by: Actor, purpose: str) -> str:
    """What happened. For a sexual offence the wall is opened, which is a consultation."""
    if offence.circumstances:
        return offence.circumstances
    person = offence.person_id
    with open_wall(SEXUAL_OFFENCES, by=by, capability=OPEN_SEXUAL, person=person, purpose=purpose):
        detail: OffenceDetail | None = OffenceDetail.objects.filter(offence=offence).first()
    return detail.circumstances if detail else ""


def find_offences(country: str, text: str, day: date) -> list[Entry]:
    """Offences whose number begins with the text, or whose title contains it in any language."""
    sought = text.strip().casefold()
    found = [
        entry
        for entry in offences_on(country, day)
        if entry.code.startswith(sought)
        or any(sought in name.casefold() for name in entry.names.values())
    ]
    return found[:MOST_FOUND]


def units_of(country: str, kinds: Iterable[str], day: date) -> Any:
    """Open units of agencies of these kinds in a country."""
    rows = Unit.objects.on(day).filter(agency__country=country, agency__kind__in=list(kinds))
    return rows.select_related("agency").order_by("path")


def prison_units(country: str, day: date) -> Any:
    """Open units of the prison service."""
    return units_of(country, [AgencyKind.PRISON], day)
