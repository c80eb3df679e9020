"""A country pack names agencies and units; here they come to be, change and end.

A pack lists versions of a unit under one code, each with its validity: together they are one unit,
open from the first day of the first to the last day of the last, named as in the version of today.
Units that the pack does not name, and an end set by hand, stay as they are. Nothing is deleted.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils import timezone

from tilts.jurisdictions.pack import Pack
from tilts.jurisdictions.schema import Entry
from tilts.jurisdictions.schema import Unit as PackUnit
from tilts.platform.access.authority import require
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..models import Agency, Unit
from ..queries import path_of, version_of
from ..rules import RUN


def sync_units(*, by: Actor, pack: Pack) -> None:
    """Bring agencies and units to what the pack says today. A second run changes nothing."""
    require(by, RUN)
    today = timezone.localdate()
    with act("organisation.sync_units", by=by):
        for versions in _by_code(pack.agencies):
            _sync_agency(pack, version_of(versions, today))
        units: dict[str, Unit] = {}
        for versions in _parents_first(pack.units, today):
            units[versions[0].code] = _sync_unit(versions, units, today)
        _take_along(units.values())


def _by_code(entries: Iterable[Entry]) -> Iterator[list[Any]]:
    ordered = sorted(entries, key=attrgetter("code", "valid_from"))
    return (list(versions) for _, versions in groupby(ordered, attrgetter("code")))


def _parents_first(entries: Sequence[PackUnit], day: date) -> list[list[PackUnit]]:
    """Versions of each unit, a unit after the one above it."""
    above = {v[0].code: version_of(v, day).parent for v in _by_code(entries)}

    def depth(code: str) -> int:
        return 1 + depth(above[code]) if above[code] else 0

    return sorted(_by_code(entries), key=lambda versions: depth(versions[0].code))


def _sync_agency(pack: Pack, entry: Any) -> None:
    agency = Agency.objects.filter(pk=entry.code).first() or Agency(code=entry.code)
    agency.country, agency.kind = pack.country.code, entry.kind
    agency.names = dict(entry.names)
    agency.save()


def _sync_unit(versions: list[PackUnit], units: dict[str, Unit], day: date) -> Unit:
    entry = version_of(versions, day)
    found = Unit.objects.filter(agency_id=entry.agency, code=entry.code).first()
    unit: Unit = found or Unit(agency_id=entry.agency, code=entry.code)
    unit.kind, unit.names = entry.kind, dict(entry.names)
    unit.parent = units[entry.parent] if entry.parent else None
    unit.path = path_of(unit.agency, unit.code, unit.parent)
    unit.since, unit.until = versions[0].valid_from, _end(versions, unit.until)
    unit.save()
    return unit


def _take_along(parents: Iterable[Unit]) -> None:
    """Units opened by hand go where the unit goes that they are below, and those below them."""
    below = list(Unit.objects.filter(parent__in=parents).select_related("parent", "agency"))
    moved = [unit for unit in below if unit.path != path_of(unit.agency, unit.code, unit.parent)]
    for unit in moved:
        unit.path = path_of(unit.agency, unit.code, unit.parent)
        unit.save()
    if moved:
        _take_along(moved)


def _end(versions: list[PackUnit], now: date | None) -> date | None:
    """The end of the last version; where it has none, an end set by hand but no former one."""
    ends = [version.valid_to and version.valid_to + timedelta(days=1) for version in versions]
    return ends[-1] or (None if now in ends else now)
