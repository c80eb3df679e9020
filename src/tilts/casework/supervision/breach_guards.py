"""What must hold of a breach, each with its reasons why not."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.casework.proceedings.moments import why_not_past
from tilts.casework.proceedings.queries import records
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local

from .models import About, Appointment, Breach, Duty, Supervision
from .order_guards import why_not_on
from .queries.missed import breach_of, was_missed
from .queries.orders import open_supervisions

OVER = Reason("order-over", lazy("This order is over. Nothing of it can be breached any more."))
UNEXPLAINED = Reason(
    "not-explained", lazy("The duties were not explained yet. Explain them first.")
)
NO_DUTY = Reason("no-duty", lazy("Say which duty of this order was not kept."))
NOT_YET = Reason("duty-not-standing", lazy("This duty did not stand on that day."))
REGISTERED = Reason("registered", lazy("The person has registered. Choose what was not kept."))
TOO_EARLY = Reason("too-early", lazy("This day lies before the order came."))
NO_WORDS = Reason("no-words", lazy("Write down what the person says, in their own words."))
OTHER_PERSON = Reason("other-person", lazy("This appointment was with somebody else."))
OTHER_DAY = Reason("other-day", lazy("The appointment was on another day."))
KEPT = Reason("not-missed", lazy("Nothing is recorded of this appointment that would be a breach."))
NOTED = Reason("breach-noted", lazy("A breach was noted of this appointment already."))
ANSWERED = Reason(
    "breach-stands",
    lazy("A breach of it is being answered. Close that, or mark it as an error, first."),
)
NOT_WARNED = Reason("not-warned", lazy("Nobody was warned. Record the warning first."))


def why_not_opened(case: Supervision, about: str, duty: Duty | None, on: date) -> Reasons:
    """Reasons why no such breach can be noted on an order; empty when it can."""
    of_duty = about == About.DUTY
    told_before = about == About.REGISTRATION
    checks = (
        (case.is_over, OVER),
        (not told_before and case.explained_on is None, UNEXPLAINED),
        (told_before and case.registered_on is not None, REGISTERED),
        (of_duty and (duty is None or duty.supervision_id != case.pk), NO_DUTY),
        (of_duty and duty is not None and not duty.is_on(on), NOT_YET),
        (on < case.received_on, TOO_EARLY),
    )
    return why_not_past(on) + [reason for wrong, reason in checks if wrong]


def why_not_of(case: Supervision, appointment: Appointment, on: date) -> Reasons:
    """Reasons why a breach cannot be noted of an appointment; empty when it can."""
    others = records([case.person_id])
    checks = (
        (appointment.person_id not in others, OTHER_PERSON),
        (timezone.localdate(appointment.starts_at) != on, OTHER_DAY),
        (not was_missed(appointment), KEPT),
        (breach_of(appointment) is not None, NOTED),
    )
    return [reason for wrong, reason in checks if wrong]


def could_be_breached(appointment: Appointment) -> list[Supervision]:
    """Orders of its person of which a breach can be noted for a missed appointment."""
    day = timezone.localdate(appointment.starts_at)
    rows = open_supervisions([appointment.person_id])
    orders = [case for found in rows.values() for case in found]
    return [case for case in orders if not why_not_opened(case, About.CONTACT, None, day)]


def why_not_taken_back(appointment: Appointment) -> Reasons:
    """What became of it stands as long as somebody has to answer for it."""
    breach = breach_of(appointment)
    return [ANSWERED] if breach and not breach.is_over else []


def why_not_heard(case: Breach, given: bool, words: str, on: date) -> Reasons:
    """Words are written down; that none came is said only once the time is over."""
    reasons = why_not_on(on, case.asked_on)
    if given:
        return reasons + ([] if words.strip() else [NO_WORDS])
    if case.answer_by and on <= case.answer_by:
        text = _("The person can answer until %(day)s.") % {"day": local(case.answer_by)}
        reasons.append(Reason("time-to-answer", text))
    return reasons
