"""Reads for the contact standard: whom it asks for, and what was done. Any number of people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tilts.casework.allocation.models import Allocation
from tilts.casework.assessment.capabilities import SEE
from tilts.casework.assessment.queries import latest_levels
from tilts.casework.people.models import Person
from tilts.casework.proceedings.catalogue import pack_of
from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.queries import records, running_on
from tilts.jurisdictions.schema import ContactStandard
from tilts.jurisdictions.validity import valid
from tilts.platform.access.telling import once
from tilts.platform.organisation.models import AgencyKind
from tilts.platform.parties.actors import Actor

from ..models import Appointment, ContactNote
from ..standard import (
    UNKNOWN,
    VISIT,
    Basis,
    Known,
    Met,
    Standing,
    month_of,
    quarter_of,
    standing_of,
)

DAY = timedelta(days=1)


def standings_for(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """The same for a reader: it tells the level of risk, so whoever sees no level sees none."""
    return standings(person_ids) if SEE in actor.capabilities else {}


def standings(person_ids: Iterable[UUID], day: date | None = None) -> dict[UUID, Standing]:
    """How people under supervision stand against their standard; whoever is not is missing."""
    people, today = frozenset(person_ids), day or timezone.localdate()
    return once(("standings", people, today), lambda: _standings(people, today))


def _standings(people: Iterable[UUID], day: date) -> dict[UUID, Standing]:
    bases = bases_of(people, day)
    known = known_of(bases, day) if bases else {}
    return {key: standing_of(key, basis, known[key], day) for key, basis in bases.items()}


def bases_of(people: Iterable[UUID], day: date) -> dict[UUID, Basis]:
    """Why each of these people is met so often; whom no standard asks for is missing."""
    of = records(people)
    kinds, (since, countries) = _measures(of, day), _since(of, day)
    asked = kinds.keys() & since.keys()
    if unknown := asked - countries.keys():  # whose allocations all stand on merged records
        countries |= Person.objects.about(unknown).values_list("pk", "country")
    levels = latest_levels(asked) if asked else {}
    set_in = {
        country: list(valid(pack_of(country).contact_standards, on=day))
        for country in set(countries.values())
    }
    found = {
        key: _basis(set_in[country], country, kinds[key], levels.get(key), since[key])
        for key in of.values()
        if key in asked and (country := countries.get(key))
    }
    return {key: basis for key, basis in found.items() if basis}


def _basis(
    here: list[ContactStandard],
    country: str,
    kinds: set[str],
    of: tuple[str, date] | None,
    since: date,
) -> Basis | None:
    by_code = {one.code: one for one in here if _fits(one, kinds)}
    level, decided_on = of or ("", None)
    standard = by_code.get(level) or by_code.get(UNKNOWN)
    if standard is None:
        return None
    served = tuple(sorted(kinds & set(standard.measures)) or sorted(kinds))
    return Basis(standard, country, since, level, decided_on, served)


def _fits(standard: ContactStandard, kinds: set[str]) -> bool:
    return not standard.measures or not kinds.isdisjoint(standard.measures)


def _measures(of: Mapping[UUID, UUID], day: date) -> dict[UUID, set[str]]:
    """Kinds of measures that run on a day, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for one in running_on(of, day):
        found[of[one.person]].add(one.kind)
    return dict(found)


def _since(of: Mapping[UUID, UUID], day: date) -> tuple[dict[UUID, date], dict[UUID, str]]:
    """Since when probation is responsible for each of these, without a day between two officers.

    With the country of each record that an officer was given.
    """
    rows = Allocation.objects.about(of).filter(
        kind="officer", unit__agency__kind=AgencyKind.PROBATION, since__lte=day
    )
    told = rows.values_list("person_id", "since", "until", "person__country").order_by("since")
    spans: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    countries: dict[UUID, str] = {}
    for person, since, until, country in told:
        spans[of[person]].append((since, until))
        countries[person] = country
    begun = {person: _unbroken(rows, day) for person, rows in spans.items()}
    return {person: since for person, since in begun.items() if since}, countries


def _unbroken(spans: list[tuple[date, date | None]], day: date) -> date | None:
    """The first day of the run of spans that reaches a day; None when none does."""
    first, reach = None, None
    for since, until in spans:
        if first is None or (reach is not None and since > reach):
            first, reach = since, until
        elif reach is not None:
            reach = None if until is None else max(reach, until)
    return first if reach is None or reach > day else None


def known_of(people: Iterable[UUID], day: date) -> dict[UUID, Known]:
    """Contacts of the month and visits of the quarter done, and what is agreed until its end."""
    of, quarter, zone = records(people), quarter_of(day), timezone.get_current_timezone()
    span = (midnight(quarter.first), midnight(quarter.last + DAY))
    found = {person: Known() for person in of.values()}
    counted = Q(happened_at__gte=midnight(month_of(day).first)) | Q(how=VISIT)
    notes = ContactNote.objects.about(of).filter(counted, withdrawn=False, happened_at__range=span)
    for row in notes.values_list("person_id", "happened_at", "how"):
        found[of[row[0]]].done.append(Met(timezone.localdate(row[1], zone), row[2]))
    ahead: Any = Appointment.objects.about(of).filter(called_off_by="", starts_at__range=span)
    for row in ahead.filter(starts_at__gt=timezone.now()).values_list(
        "person_id", "starts_at", "how"
    ):
        found[of[row[0]]].ahead.append(Met(timezone.localdate(row[1], zone), row[2]))
    return found
