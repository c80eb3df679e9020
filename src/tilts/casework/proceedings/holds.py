"""What forbids that somebody be erased: what is not over yet, and the term of retention."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilts.engines.calendars.months import add_months
from tilts.jurisdictions.loading import packs
from tilts.jurisdictions.validity import select
from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.erasure.rules import holds, retains
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.machines import closed_states
from tilts.platform.workflow.models import Status

from .models import Measure, Proceeding
from .queries import records


@holds
def not_over(subject: UUID) -> Reasons:
    """Proceedings that are open and measures that have not ended, merged records included."""
    with seen_by(SERVICE):
        people = list(records([subject]))
        closed = closed_states(Proceeding.machine)
        going_on = Proceeding.objects.filter(person_id__in=people).exclude(state__in=closed)
        running = Measure.objects.filter(person_id__in=people, ended_on=None)
        running = running.exclude(proceeding__state__in=ERRORS)
        return [*_open(going_on.count()), *_running(running.count())]


def _open(count: int) -> Reasons:
    text = ngettext(
        "%(n)s proceeding of this person is not over yet.",
        "%(n)s proceedings of this person are not over yet.",
        count,
    )
    return [Reason("proceedings-open", text % {"n": count})] if count else []


def _running(count: int) -> Reasons:
    text = ngettext(
        "%(n)s sentence or measure of this person has not ended.",
        "%(n)s sentences or measures of this person have not ended.",
        count,
    )
    return [Reason("measure-running", text % {"n": count})] if count else []


@retains
def in_retention(subject: UUID) -> Reasons:
    """The time to keep what is over, by the country pack of each proceeding."""
    with seen_by(SERVICE):
        cases = Proceeding.objects.filter(person_id__in=list(records([subject])))
        sound = list(
            cases.filter(state__in=closed_states(Proceeding.machine)).exclude(state__in=ERRORS)
        )
        ended = _ends(sound)
    kept = [_kept_until(case, ended[case.pk]) for case in sound if case.pk in ended]
    if not kept or max(kept) <= timezone.localdate():
        return []
    text = _("The time to keep what is recorded of this person runs until %(day)s.")
    return [Reason("in-retention", text % {"day": local(max(kept))})]


def _ends(cases: Sequence[Proceeding]) -> dict[UUID, date]:
    """When each of these was over: its last measure, or else its last step."""
    refs = {case.case_ref(): case.pk for case in cases}
    steps = Status.objects.filter(case__in=refs).order_by("number")
    ended = {
        refs[case]: timezone.localdate(at) for case, at in steps.values_list("case", "effective_at")
    }
    of = Measure.objects.filter(proceeding__in=cases).exclude(ended_on=None).order_by("ended_on")
    return ended | dict(of.values_list("proceeding_id", "ended_on"))


def _kept_until(case: Proceeding, ended: date) -> date:
    code = "not_convicted" if case.presumed_innocent else "convicted"
    term = select(packs(settings.PACKS)[case.country].retention, code, on=ended)
    return add_months(ended, 12 * term.years)
