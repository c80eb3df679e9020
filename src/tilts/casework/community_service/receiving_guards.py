"""Why a judgment does not become a case."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.queries import VOID
from tilts.casework.supervision.order_guards import GONE, TOO_EARLY, VOID_CASE
from tilts.platform.access.reasons import Reason, Reasons

from .choices import ERRORS, KIND, Imposer
from .limits import limits_of
from .models import Service
from .presenting_hours import hours

OTHER_MEASURE = Reason("other-measure", lazy("This measure is no community service."))
ENDED = Reason("measure-ended", lazy("This measure has ended already."))
NOT_IN_FORCE = Reason(
    "not-in-force", lazy("The judgment is not in force yet. Record that it came into force first.")
)
HAS_CASE = Reason("has-case", lazy("This judgment has a case already. Go on with that."))
NO_LIMITS = Reason(
    "no-limits", lazy("The country's files say nothing of who imposes it. Ask the administrator.")
)
FUTURE = Reason("future", lazy("This day is still to come. Choose today or earlier."))


def why_not_receive(measure: Measure, imposed_by: str, received_on: date) -> Reasons:
    """Reasons why a measure does not become a case."""
    person = measure.person
    checks = (
        (person.died_on or person.entered_in_error, GONE),
        (measure.proceeding.state in VOID, VOID_CASE),
        (received_on < measure.imposed_on, TOO_EARLY),
        (measure.kind != KIND, OTHER_MEASURE),
        (measure.ended_on is not None, ENDED),
        (measure.in_force_on is None, NOT_IN_FORCE),
        (received_on > timezone.localdate(), FUTURE),
        (Service.plain.filter(measure=measure).exclude(state__in=ERRORS).exists(), HAS_CASE),
    )
    found = [reason for wrong, reason in checks if wrong]
    return found or why_not_ordered(measure, imposed_by)


def why_not_ordered(measure: Measure, imposed_by: str) -> Reasons:
    """Reasons why nobody may impose so much, or so little, by the law of that day."""
    limits = limits_of(measure.proceeding.country, imposed_by, measure.imposed_on)
    if limits is None:
        return [NO_LIMITS]
    minutes = measure.minutes or 0
    if limits.least_minutes <= minutes <= limits.most_minutes:
        return []
    text = _("%(who)s imposes %(least)s to %(most)s, and not %(hours)s. Correct the measure first.")
    told = {
        "who": Imposer(imposed_by).label.capitalize(),
        "least": hours(limits.least_minutes),
        "most": hours(limits.most_minutes),
        "hours": hours(minutes),
    }
    return [Reason("beyond-law", text % told)]
