"""What must hold before proceedings move on, each with its reasons why not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.guards import guard

from .catalogue import appeal_ends, measure, name_in


@guard(lazy("an offence is recorded"))
def offence_recorded(case: Any, by: Actor) -> Reasons:
    """A judgment is about at least one offence."""
    if case.offences.exists():
        return []
    return [Reason("no-offence", _("No offence is recorded. Add what the person is judged for."))]


@guard(lazy("a sentence or measure is imposed"))
def measure_imposed(case: Any, by: Actor) -> Reasons:
    """What enters into force is what the judgment imposed."""
    if case.measures.filter(imposed_on__gte=case.judged_on, ended_on=None).exists():
        return []
    return [Reason("no-measure", _("The judgment imposes nothing yet. Add the sentence."))]


@guard(lazy("the term of appeal is over"))
def appeal_term_over(case: Any, by: Actor) -> Reasons:
    """A judgment is not final while it can be appealed."""
    last = appeal_ends(case.country, case.judged_on)
    if timezone.localdate() > last:
        return []
    text = _("It can be appealed until %(day)s.") % {"day": local(last)}
    return [Reason("appeal-term", text)]


@guard(lazy("a sentence or measure has begun"))
def started(case: Any, by: Actor) -> Reasons:
    """Something must have a first day before it is being served."""
    if case.measures.filter(start__lte=timezone.localdate(), ended_on=None).exists():
        return []
    return [Reason("not-started", _("No sentence or measure has begun. Give its first day."))]


@guard(lazy("no sentence or measure is running"))
def nothing_running(case: Any, by: Actor) -> Reasons:
    """Each running measure is a reason of its own."""
    text = _("“%(measure)s” is still running. End it first, and say how.")
    running = case.measures.filter(ended_on=None).order_by("imposed_on", "pk")
    return [Reason("measure-running", text % {"measure": title_of(row)}) for row in running]


def title_of(row: Any) -> str:
    """The name of a measure's kind in the present language; its code when no pack knows it."""
    kind = measure(row.proceeding.country, row.kind, row.imposed_on)
    return name_in(kind, get_language() or "en") if kind else row.kind
