"""Why a work provider is not kept as said, and what is said of one."""

from dataclasses import dataclass, field
from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor

from .capabilities import PROVIDERS
from .limits import town
from .models import WorkProvider

OTHER_AGENCY = Reason("other-agency", _("Another agency looks after this provider."))
KNOWN_ALREADY = Reason(
    "known-already", _("A provider with this registration number is there already.")
)
NO_TOWN = Reason("no-town", _("The country's files know no such town. Choose one of the list."))
NO_TIME = Reason("no-time", _("It ends before it begins. Correct the times."))
NO_DAY = Reason("no-day", _("Choose at least one day of the week."))


@dataclass(frozen=True, kw_only=True)
class Provider:
    """What is said of a provider; the fields are those of WorkProvider."""

    name: str
    registration_number: str
    kind: str
    street: str
    municipality: str
    work: str
    from_time: time
    to_time: time
    places: int
    traits: list[str] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=lambda: [0, 1, 2, 3, 4])


def why_not_kept(
    by: Actor, unit: Unit, what: Provider, provider: WorkProvider | None = None
) -> Reasons:
    """Reasons why a provider cannot be kept as said."""
    same = WorkProvider.objects.filter(
        unit__agency=unit.agency_id, registration_number=what.registration_number
    )
    twice = same.exclude(pk=provider.pk if provider else None).exists()
    known = town(unit.agency.country, what.municipality, timezone.localdate())
    checks = (
        (not of_agency(by, unit), OTHER_AGENCY),
        (twice, KNOWN_ALREADY),
        (known is None, NO_TOWN),
        (what.to_time <= what.from_time, NO_TIME),
        (not what.weekdays, NO_DAY),
    )
    return [reason for wrong, reason in checks if wrong]


def of_agency(by: Actor, unit: Unit) -> bool:
    """Whether the actor works for the agency of the unit."""
    return by.is_service or by.agency == unit.agency_id


def require_ours(by: Actor, provider: WorkProvider) -> None:
    """Refused, unless the actor keeps providers of the agency that looks after this one."""
    require(by, PROVIDERS)
    refuse_if([] if of_agency(by, provider.unit) else [OTHER_AGENCY])
