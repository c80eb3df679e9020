"""Whom gatherings are about, over all their records, and who must not meet whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from tilts.platform.organisation.models import AgencyKind, Unit

from .booking import busy
from .hooks import records_of
from .models import Apart, Elsewhere, Enrolment, Series, Session
from .planning import slots


def all_records(parties: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Each party with every record of the same person: time taken under one is taken under all."""
    wanted = set(parties)
    standing = records_of(wanted)
    together: dict[UUID, set[UUID]] = defaultdict(set)
    for record, stands in standing.items():
        together[stands].add(record)
    return {party: together[standing[party]] for party in wanted}


def enrolled_on(series: Series, day: date) -> list[Enrolment]:
    """Who is enrolled on a day, without regard to who may see them: for seats and bookings."""
    return list(Enrolment.plain.on(day).filter(series=series).order_by("pk"))


def enrolled_from(series: Series, day: date) -> list[Enrolment]:
    """Who is enrolled on a day, or later."""
    rows = Enrolment.plain.filter(Q(until=None) | Q(until__gt=day), series=series)
    return list(rows.order_by("pk"))


def kept_apart(parties: Collection[UUID], day: date) -> dict[UUID, set[UUID]]:
    """Who must not meet whom on a day or later, by each of these; over all their records."""
    of = {record: party for party, records in all_records(parties).items() for record in records}
    pairs = Apart.objects.filter(Q(until=None) | Q(until__gt=day), Q(one__in=of) | Q(other__in=of))
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for one, other in pairs.values_list("one", "other"):
        for mine, enemy in ((one, other), (other, one)):
            if mine in of:
                found[of[mine]].add(enemy)
    theirs = all_records(set().union(*found.values())) if found else {}
    return {party: set().union(*(theirs[one] for one in others)) for party, others in found.items()}


def near(series: Series, parties: Collection[UUID], since: datetime) -> dict[object, set[int]]:
    """When somebody whom each of these must not meet is at a gathering of the same house.

    The house is the whole prison, whose wings have the same corridors, or the unit of probation.
    """
    apart = kept_apart(parties, since.date())
    others = set().union(*apart.values()) if apart else set()
    elsewhere = Session.objects.exclude(series__unit__path__under=house_of(series.unit))
    taken = busy(others, [], since, but=elsewhere.values("pk")) if others else {}
    return {
        party: set().union(*(taken.get(one, set()) for one in whom))
        for party, whom in apart.items()
    }


def house_of(unit: Unit) -> str:
    """The path below which people would meet: agency and prison, or agency, region, department."""
    in_prison = unit.agency.kind == AgencyKind.PRISON
    return f"{'.'.join(unit.path.split('.')[:2])}." if in_prison else unit.path


def elsewhere_from(parties: Collection[UUID], since: datetime) -> dict[object, set[int]]:
    """When these are at court, at work, in isolation: known from a moment on."""
    found: dict[object, set[int]] = defaultdict(set)
    rows = Elsewhere.plain.filter(party__in=parties, ends_at__gt=since)
    for party, starts_at, ends_at in rows.values_list("party", "starts_at", "ends_at"):
        found[party].update(slots(starts_at, ends_at))
    return found
