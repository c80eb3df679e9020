"""Measures are imposed, begin, have remand counted, and end."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..capabilities import RECORD
from ..freeing import tell_if_free
from ..imposing import TOO_MUCH, NewMeasure, is_too_much, why_not_impose
from ..models import Ending, Measure, Proceeding
from ..moments import why_not_begin, why_not_past
from ..signals import ended
from ..terms import expected_end

ENDED_ALREADY = Reason("ended-already", _("This measure has ended already."))
ENDS_TOO_EARLY = Reason("ends-too-early", _("It cannot end before it was imposed."))
SAY_WHY = Reason("reason-missing", _("Say why."))
NOT_SERVED = Reason(
    "not-served",
    _("By the calculation it is not served in full on that day. Choose how it ended, and say why."),
)
DERIVED = Reason("start-derived", _("It follows another measure: its first day is derived."))


def impose_measure(*, by: Actor, proceeding: Proceeding, what: NewMeasure) -> Measure:
    """Record a sentence, measure or order of these proceedings."""
    require(by, RECORD, proceeding.person_id)
    refuse_if(why_not_impose(proceeding, what))
    measure = Measure(person_id=proceeding.person_id, proceeding=proceeding, **what.values())
    measure.in_force_on = proceeding.in_force_on
    with act("proceedings.impose_measure", by=by):
        measure.save()
    return measure


def start_measure(*, by: Actor, measure: Measure, start: date) -> Measure:
    """Give or correct the first day of a measure."""
    require(by, RECORD, measure.person_id)
    refuse_if(why_not_begin(start) + ([DERIVED] if measure.follows_id else _why_ended(measure)))
    with act("proceedings.start_measure", by=by):
        measure.start = start
        measure.save()
    return measure


def count_remand(*, by: Actor, measure: Measure, days: int, reason: str) -> Measure:
    """Count days in remand towards a sentence, as the court decided; replaces what was counted."""
    require(by, RECORD, measure.person_id)
    too_much = is_too_much({"remand_days": days})
    refuse_if(_why_ended(measure) + ([TOO_MUCH] if too_much else []))
    with act("proceedings.count_remand", by=by, reason=reason):
        measure.remand_days = days
        measure.save()
    return measure


def end_measure(
    *, by: Actor, measure: Measure, ended_on: date, how: Ending, reason: str = ""
) -> Measure:
    """End a measure: as served when the calculation agrees, otherwise with the reason."""
    require(by, RECORD, measure.person_id)
    reasons = _why_ended(measure) + why_not_past(ended_on)
    reasons += [ENDS_TOO_EARLY] if ended_on < measure.imposed_on else []
    reasons += _why_not_so(measure, ended_on, how, reason)
    refuse_if(reasons)
    with act("proceedings.end_measure", by=by, reason=reason):
        measure.ended_on, measure.ended_how = ended_on, how
        measure.save()
        ended.send(Measure, measure=measure, by=by)
        tell_if_free(by=by, person_id=measure.person_id)
    return measure


def _why_ended(measure: Measure) -> list[Reason]:
    return [ENDED_ALREADY] if measure.ended_on else []


def _why_not_so(measure: Measure, ended_on: date, how: Ending, reason: str) -> list[Reason]:
    if how != Ending.SERVED:
        return [] if reason.strip() else [SAY_WHY]
    end = expected_end(measure)
    return [NOT_SERVED] if end and ended_on < end else []


def end_running(*, by: Actor, measures: Any, on: date, how: Ending) -> None:
    """End what is running, because of what `by` recorded; nothing ends before it was imposed."""
    with act("proceedings.end_running", by=by):
        for measure in measures.filter(ended_on=None):
            measure.ended_on, measure.ended_how = max(on, measure.imposed_on), how
            measure.save()
            ended.send(Measure, measure=measure, by=by)
