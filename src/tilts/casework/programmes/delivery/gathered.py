"""What programmes say to gatherings: a licence, certified leaders and a referral are wanted."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.jurisdictions.schema import Programme
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.gatherings.hooks import Intent, veto
from tilts.platform.organisation.certified import uncertified

from ..catalogue import programme_on
from ..choices import PLACED_IN
from ..licences import why_not_given_on
from ..models import Participation
from .guards import of_person, why_not_second
from .progress import wants_place

KIND = "programme"  # of templates of gatherings
NOT_WAITING = Reason(
    "not-waiting",
    lazy("They do not wait for this programme. Refer them to it from a goal of their plan first."),
)


def programme_of(intent: Intent) -> Programme | None:
    """The programme of the country's pack that a gathering gives; None for any other gathering."""
    template = intent.template
    if template.kind != KIND:
        return None
    return programme_on(template.agency.country, template.code, intent.day)


@veto
def why_not_programme(intent: Intent) -> Reasons:
    """Every reason why a programme cannot be given, led or begun as it is wanted."""
    programme = programme_of(intent)
    if programme is None:
        return []
    country, days = intent.template.agency.country, intent.days or [intent.day]
    reasons = [] if intent.what == "lead" else why_not_given_on(country, programme.code, days)
    if intent.what == "open":
        reasons += _too_few(programme, intent.leaders)
    if intent.what == "enrol" and intent.party:
        return reasons + _why_not_begun(programme, intent.party)
    return reasons + why_not_leading(country, programme, intent.leaders, days)


def _too_few(programme: Programme, leaders: Collection[UUID]) -> Reasons:
    missing = programme.leaders - len(set(leaders))
    if missing <= 0:
        return []
    text = ngettext(
        "The programme wants %(n)s more trained leader. Choose one who is certified.",
        "The programme wants %(n)s more trained leaders. Choose some who are certified.",
        missing,
    )
    return [Reason("too-few-trained", text % {"n": missing})]


def why_not_leading(
    country: str, programme: Programme, leaders: Collection[UUID], days: Collection[date]
) -> Reasons:
    """Each leader without the programme's certificate on the first of these days, or the last."""
    found: dict[UUID, Reason] = {}
    for day in sorted({min(days), max(days)}):
        code = programme.certificate
        found = {**uncertified(leaders, code, country=country, day=day), **found}
    return list(found.values())


def _why_not_begun(programme: Programme, party: UUID) -> Reasons:
    """Whoever waits for this programme, and is on no other one, is given a place.

    On a transfer they have left one group of it a moment before, and go on in the next.
    """
    mine = of_person(Participation, party)
    own = mine.filter(programme=programme.code)
    if any(wants_place(one) for one in own.filter(state__in=PLACED_IN)):
        return []
    waits = own.filter(state="waiting").exists()
    return ([] if waits else [NOT_WAITING]) + why_not_second(mine)
