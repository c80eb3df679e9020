"""Which provider suits somebody: what speaks for each and against it, and how far it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.access.reasons import Reason
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor

from .choices import Trait
from .distance import kilometres
from .limits import town
from .models import Placement, Service, WorkProvider
from .providing import contract_on, providers_of
from .victims import VICTIM_SAFETY, unsafe

NEAR = 30  # kilometres; farther is a reason against, which staff may put aside
BLOCKING = ("contract", "places", VICTIM_SAFETY.code)


@dataclass(frozen=True)
class Line:
    """One reason: for a provider when `met`, else against it."""

    code: str
    met: bool
    text: str


@dataclass(frozen=True)
class Match:
    """A provider for somebody; `km` is None where it cannot be said."""

    provider: WorkProvider
    km: int | None
    lines: tuple[Line, ...]

    @property
    def against(self) -> list[Line]:
        """What speaks against it."""
        return [line for line in self.lines if not line.met]

    @property
    def blocked(self) -> list[Line]:
        """What forbids it, whatever staff say."""
        return [line for line in self.against if line.code in BLOCKING]

    @property
    def suits(self) -> bool:
        """True when nothing speaks against it."""
        return not self.against


def matches(by: Actor, case: Service, day: date | None = None) -> list[Match]:
    """Every provider of the agency, those that suit best first; a fixed number of queries."""
    on = day or timezone.localdate()
    known = providers_of(case.unit.agency_id)
    protected = unsafe(by, case.person_id, known)
    taken = places_taken(on)
    found = [_match(case, one, on, taken[one.pk], one.pk in protected) for one in known]
    return sorted(found, key=_order)


def match(by: Actor, case: Service, provider: WorkProvider, day: date) -> Match:
    """One provider for somebody."""
    protected = unsafe(by, case.person_id, [provider])
    return _match(case, provider, day, places_taken(day)[provider.pk], provider.pk in protected)


def _order(one: Match) -> tuple[bool, int, int, str]:
    return bool(one.blocked), len(one.against), _far(one.km), one.provider.name.casefold()


def _far(km: int | None) -> int:
    return 10**6 if km is None else km


def places_taken(day: date) -> Counter[UUID]:
    """How many people work at each provider on a day, or are expected later."""
    rows = Placement.plain.filter(until=None) | Placement.plain.filter(until__gt=day)
    return Counter(rows.values_list("provider_id", flat=True))


def _match(case: Service, provider: WorkProvider, day: date, taken: int, protected: bool) -> Match:
    km = _km(case, provider, day)
    lines = [
        _contract(provider, day),
        _places(provider, taken),
        *_traits(case, provider),
        _days(case, provider),
        _distance(case, provider, km),
        *([Line(VICTIM_SAFETY.code, False, VICTIM_SAFETY.for_reader())] if protected else []),
    ]
    return Match(provider, km, tuple(lines))


def _contract(provider: WorkProvider, day: date) -> Line:
    held = contract_on(provider, day)
    if held is None:
        return Line("contract", False, _("No contract with the provider holds on that day."))
    if held.until is None:
        return Line("contract", True, _("The contract has no end."))
    days = (held.until - day).days
    text = _("The contract ends on %(day)s.") % {"day": local(held.until)}
    if days <= pack_of(provider.country).threshold("provider_contract_days", on=day):
        text += " " + _("It lapses soon.")
    return Line("contract", True, text)


def _places(provider: WorkProvider, taken: int) -> Line:
    free = provider.places - taken
    if free <= 0:
        return Line("places", False, _("No place is free there."))
    text = ngettext("%(n)s place is free.", "%(n)s places are free.", free) % {"n": free}
    return Line("places", True, text)


def _traits(case: Service, provider: WorkProvider) -> list[Line]:
    """What the work must not be, and what it must be."""
    wrong = [one for one in case.must_not if one in provider.traits]
    missing = [one for one in case.must if one not in provider.traits]
    lines = [
        *(
            Line(f"not-{one}", False, _("Not possible for the person: %(what)s.") % _what(one))
            for one in wrong
        ),
        *(
            Line(f"must-{one}", False, _("Needed, and not offered: %(what)s.") % _what(one))
            for one in missing
        ),
    ]
    return lines or [Line("work", True, _("The work is possible for the person."))]


def _what(trait: str) -> dict[str, str]:
    return {"what": str(Trait(trait).label)}


def _days(case: Service, provider: WorkProvider) -> Line:
    free = case.weekdays or list(range(7))
    shared = [day for day in sorted(provider.weekdays) if day in free]
    if not shared:
        return Line("days", False, _("There is no work on a day on which the person is free."))
    days = ", ".join(str(WEEKDAYS[day]) for day in shared)
    return Line("days", True, _("Days that fit: %(days)s.") % {"days": days})


def _km(case: Service, provider: WorkProvider, day: date) -> int | None:
    here = town(provider.country, case.municipality, day)
    there = town(provider.country, provider.municipality, day)
    return kilometres(here, there) if here and there else None


def _distance(case: Service, provider: WorkProvider, km: int | None) -> Line:
    if km is None:
        return Line("distance", True, _("How far it is cannot be said: a town is not known."))
    if km == 0:
        return Line("distance", True, _("In the same town."))
    text = _("%(km)s km between the towns, as the crow flies.") % {"km": km}
    return Line("distance", km <= NEAR, text)


def as_reason(line: Line) -> Reason:
    """A line against a provider as a reason for a refusal."""
    return VICTIM_SAFETY if line.code == VICTIM_SAFETY.code else Reason(line.code, line.text)
