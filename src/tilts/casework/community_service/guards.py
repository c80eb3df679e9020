"""What must hold before community service moves on, each with its reasons why not."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

from .balance import Balance, balance, latest
from .choices import ERRORS, Response, Step, Went
from .presenting_hours import hours

NOT_WARNED = Reason(
    "not-warned", lazy("The person was not warned. Ask for an explanation and warn them first.")
)
NOT_AGAIN = Reason(
    "not-again",
    lazy("Since the warning no absence was found unacceptable. A motion would come too early."),
)
NO_ABSENCE = Reason(
    "no-absence",
    lazy("No absence was found unacceptable since the last warning. Nothing to warn of."),
)
NOT_HEARD = Reason(
    "not-heard",
    lazy("Note the person's explanation first, or that none was given although they were asked."),
)
ANOTHER_CASE = Reason(
    "another-case", lazy("This judgment has another case of community service. Go on with that.")
)


def balance_of(case: Any) -> Balance:
    """The balance of a case today, by what was said last of each day."""
    lines = latest(case.events.all())
    return balance(case.minutes, lines, due_by=case.due_by, today=timezone.localdate())


@guard(lazy("every hour is approved"))
def all_hours_done(case: Any, by: Actor) -> Reasons:
    """What remains is said in hours."""
    left = balance_of(case).remaining
    if not left:
        return []
    return [Reason("hours-left", _("%(hours)s are still to be done.") % {"hours": hours(left)})]


@guard(lazy("the person was warned, and was absent again without an acceptable reason"))
def warned_in_vain(case: Any, by: Actor) -> Reasons:
    """A motion comes only after a warning, and after another unacceptable absence."""
    warned = case.answers.filter(kind=Response.WARNING).order_by("said_on").last()
    if warned is None:
        return [NOT_WARNED]
    since = [day for day in unacceptable_days(case) if day > warned.said_on]
    return [] if since else [NOT_AGAIN]


def unacceptable_days(case: Any) -> list[Any]:
    """The days on which the person was absent unacceptably, as the officer decided."""
    return [
        one.day
        for one in latest(case.events.all())
        if one.went == Went.UNACCEPTABLE and one.step == Step.APPROVED
    ]


@guard(lazy("no other case of the same judgment is there"))
def no_other_case(case: Any, by: Actor) -> Reasons:
    """One measure is carried out once."""
    rows = type(case).plain.filter(measure=case.measure_id).exclude(state__in=ERRORS)
    return [ANOTHER_CASE] if rows.exclude(pk=case.pk).exists() else []


def why_not_warn(case: Any, on: date) -> Reasons:
    """Reasons why a warning of that day would come too early."""
    last = case.answers.filter(kind=Response.WARNING).order_by("said_on").last()
    days = [day for day in unacceptable_days(case) if last is None or day > last.said_on]
    if not days:
        return [NO_ABSENCE]
    heard = case.answers.filter(kind=Response.EXPLANATION, said_on__gte=max(days), said_on__lte=on)
    return [] if heard.exists() else [NOT_HEARD]
