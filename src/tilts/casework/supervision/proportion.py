"""Whether an answer to a breach is in proportion to what came before.

Somebody is heard, warned, warned again, and only then brought before the court. Warnings for
earlier breaches of the same order count, as long as the country remembers them.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.casework.proceedings.catalogue import pack_of
from tilts.engines.calendars.months import add_months

from .models import Breach

WARNINGS = 2  # before the court is asked
HARSH = ("warn", "warn_again", "go_to_court")


def remembered(case: Breach, others: Iterable[Breach], day: date) -> int:
    """Warnings for this breach and for earlier ones of the order that still count on a day."""
    months = pack_of(case.country).threshold("breach_memory_months", on=day)
    since = add_months(day, -months)
    days = [on for one in others for on in (one.warned_on, one.warned_again_on) if on]
    return case.warnings + sum(since <= on <= day for on in days)


def left_out(case: Breach, others: Iterable[Breach], code: str, day: date) -> list[str]:
    """The milder steps that a step would leave out, in words; empty when it is the next one."""
    skipped = []
    if code in HARSH and case.heard_on is None:
        skipped.append(_("The person was not heard yet."))
    if code == "go_to_court":
        count = remembered(case, others, day)
        if count == 0:
            skipped.append(_("The person was not warned yet."))
        elif count < WARNINGS:
            text = ngettext("There was %(n)s warning.", "There were %(n)s warnings.", count)
            skipped.append(text % {"n": count})
    return skipped
