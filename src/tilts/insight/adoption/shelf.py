"""Which tool lies on the shelf, why, and what could be done: a rule of the country, in words."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.engines.calendars.months import add_months
from tilts.jurisdictions.loading import packs
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.workflow.tools import Tool

from .months import month_name


@dataclass(frozen=True)
class Rule:
    """From when on a tool lies on the shelf; all in months.

    It could be used for `in_force` or longer and nobody used it in the last `unused`; or it was
    never used since it may be, and may be no more within `lapsing`.
    """

    in_force: int
    unused: int
    lapsing: int

    def idle(self, tool: Tool, last: date | None, today: date) -> bool:
        """True for what was there long enough to be used, and was not."""
        if tool.since is None or tool.since > add_months(today, -self.in_force):
            return False
        return last is None or last <= add_months(today, -self.unused)

    def lapses(self, tool: Tool, last: date | None, today: date) -> bool:
        """True for what ends soon without having been used since it began."""
        if tool.until is None or tool.until > add_months(today, self.lapsing):
            return False
        return last is None or (tool.since is not None and last < tool.since)


def rule_on(country: str, day: date) -> Rule:
    """The rule of a country, by its thresholds of that day."""
    pack = packs(settings.PACKS)[country]
    return Rule(
        in_force=pack.threshold("shelf_in_force_months", on=day),
        unused=pack.threshold("shelf_unused_months", on=day),
        lapsing=pack.threshold("shelf_lapsing_months", on=day),
    )


def why_shelved(tool: Tool, last: date | None, trained: int, rule: Rule, today: date) -> Reasons:
    """Why a tool lies on the shelf; empty for what does not.

    `last` is when anybody used it last, `trained` how many learnt it. What is on trial, a
    reference, suspended or out of use lies there by decision, so it is none of these.
    """
    if not tool.in_force or not (rule.idle(tool, last, today) or rule.lapses(tool, last, today)):
        return []
    told = [
        Reason("since", _("It has been usable since %(day)s.") % {"day": local(tool.since)}),
        _last(last),
    ]
    if not trained or last is None or last <= add_months(today, -rule.unused):
        told.append(_trained(trained, rule))  # else some of them did use it
    if tool.until:
        text = _("It may be used until %(day)s, not longer.") % {"day": local(tool.until)}
        told.append(Reason("until", text))
    return told


def _last(last: date | None) -> Reason:
    if last is None:
        return Reason("never-used", _("It was never used."))
    text = _("It was last used in %(month)s.")
    return Reason("last-used", text % {"month": month_name(last)})


def _trained(trained: int, rule: Rule) -> Reason:
    if trained == 0:
        return Reason("nobody-trained", _("Nobody is on record as having learnt it."))
    text = ngettext(
        "%(n)s person has learnt it, and did not use it in the last %(months)s months.",
        "%(n)s people have learnt it; none of them used it in the last %(months)s months.",
        trained,
    )
    return Reason("trained", text % {"n": trained, "months": rule.unused})


def remedies(tool: Tool, trained: int, rule: Rule, today: date) -> list[str]:
    """What could be done about a tool on the shelf, first what would bring it into use."""
    found = [
        _("Ask those who learnt it what stands in the way, and plan the next use with them.")
        if trained
        else _("Find out who wanted it and why, and have somebody learn it.")
    ]
    if tool.until and tool.until <= add_months(today, rule.lapsing):
        text = _("Decide before %(day)s whether it shall go on.")
        found.append(text % {"day": local(tool.until)})
    found.append(_("If nobody needs it any more, take it out of use and say why."))
    return found
