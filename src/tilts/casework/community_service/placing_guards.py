"""Why somebody cannot be placed so, and what is agreed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons

from .matching import Match, as_reason
from .models import Placement, Service
from .provider_guards import NO_DAY, NO_TIME

SAY_WHY = Reason(
    "despite-missing", _("Something speaks against it. Say why it suits all the same.")
)
OTHER_DAYS = Reason("other-days", _("The provider has no work on one of these days."))
TOO_EARLY = Reason("too-early", _("It begins before the person was registered."))


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """From when on somebody works at a provider, on which weekdays, from what time to what time."""

    since: date
    weekdays: Sequence[int]
    from_time: time
    to_time: time
    despite: str = ""


def why_not_place(case: Service, found: Match, what: Agreement) -> Reasons:
    """Every reason why somebody cannot be placed so."""
    known = set(found.provider.weekdays)
    checks = (
        (not what.weekdays, NO_DAY),
        (not set(what.weekdays) <= known, OTHER_DAYS),
        (what.to_time <= what.from_time, NO_TIME),
        (case.registered_on is None or what.since < case.registered_on, TOO_EARLY),
        (bool(found.against) and not what.despite.strip(), SAY_WHY),
    )
    wrong = [reason for so, reason in checks if so]
    return [*map(as_reason, found.blocked)] or wrong


def placement_now(case: Service) -> Placement | None:
    """Where somebody works now, or is to work."""
    rows = Placement.plain.filter(service=case, until=None)
    found: Placement | None = rows.select_related("provider__unit__agency").first()
    return found
