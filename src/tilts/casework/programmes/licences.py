"""Whether a programme may be given on a day, and if not, why and what to do."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.workflow.deadlines import due_date

from .models import Accreditation
from .queries import licences

LICENCE = "programme_licence"  # the deadline in the country packs


def why_not_given(country: str, programme: str, day: date) -> Reasons:
    """Why no session of a programme may be on a day; empty while its licence holds."""
    licence = licences(country, day).get(programme)
    if licence is None:
        return [
            Reason(
                "never-licensed", _("The programme has no licence. Apply for its accreditation.")
            )
        ]
    return [] if licence.holds_on(day) else [_why_not(licence, day)]


def why_not_given_on(country: str, programme: str, days: Collection[date]) -> Reasons:
    """Why no sessions of a programme may be on all of these days: each reason once."""
    if not days:
        return []
    licence = licences(country, min(days)).get(programme)
    if licence is not None and all(licence.holds_on(day) for day in days):
        return []
    found = [why for day in sorted(set(days)) for why in why_not_given(country, programme, day)]
    return list({why.code: why for why in found}.values())


def _why_not(licence: Accreditation, day: date) -> Reason:
    if licence.state == "suspended":
        return Reason(
            "licence-suspended",
            _("The licence is suspended. Ask the quality manager when it will be lifted."),
        )
    if licence.state == "revoked":
        text = _("The licence was revoked. A new application is needed before it is given again.")
        return Reason("licence-revoked", text)
    if licence.licensed_on and day < licence.licensed_on:
        text = _("The licence begins only on %(day)s. Choose a later day.")
        return Reason("licence-not-begun", text % {"day": local(licence.licensed_on)})
    text = _("The licence holds until %(day)s, not longer. Apply for its extension, or anew.")
    return Reason("licence-lapsed", text % {"day": local(licence.valid_to)})


def last_day(country: str, begins: date) -> date:
    """The last day of a licence that begins on a day, by the country's pack."""
    return due_date(country, LICENCE, begins) - timedelta(days=1)
