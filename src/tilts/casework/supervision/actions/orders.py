"""An order under supervision: received, registered, explained, begun and ended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.locking import locked
from tilts.casework.proceedings.actions.sentencing import end_running
from tilts.casework.proceedings.freeing import tell_if_free
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.moments import midnight
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move
from tilts.platform.workflow.deadlines import due_date

from ..capabilities import SUPERVISE
from ..models import Identity, Signed, Supervision
from ..order_guards import OVER, registration_of, why_not_on, why_not_received
from ..queries.orders import held_measure
from .following import follow_the_left

ERRING = ("mark_error", "mark_wrong_person")
ENDED_MEASURE = ("completed", "revoked", "converted", "transferred")  # it ended with them
OWN_STEPS = ("register", "explain", "check")
OWN_STEP = Reason("own-step", _("More must be said for this. Take the step made for it."))
ENDS = {
    "revoke": Ending.REPLACED,
    "convert": Ending.REPLACED,
    "hand_over": Ending.TRANSFERRED,
}


@dataclass(frozen=True, kw_only=True)
class Explained:
    """The first meeting: its day, in which language, through whom, and whether it was signed."""

    on: date
    language: str
    signed: Signed
    interpreter: str = ""


def receive(
    *, by: Actor, measure: Measure, unit: Unit, received_on: date, counted_from: date | None = None
) -> Supervision:
    """Begin the supervision of a measure in the unit of the declared residence.

    The days to register count from `counted_from`, which is the day of an early release; without
    it from the arrival of the decision. The unit carries the measure out from now on.
    """
    require(by, SUPERVISE, measure.person_id)
    start = counted_from or received_on
    with act("supervision.receive", by=by, effective_at=midnight(received_on)):
        locked(measure.person_id)
        measure = held_measure(measure)
        refuse_if(
            why_not_received(measure, unit, day=received_on, counted_from=start, model=Supervision)
        )
        deadline = registration_of(measure)
        case = Supervision(
            person=measure.person,
            unit=unit,
            measure=measure,
            received_on=received_on,
            counted_from=start,
            register_by=due_date(unit.agency.country, deadline, start),
        )
        measure.unit = unit
        measure.save()
        begin(case=case, by=by, effective_at=midnight(received_on))
    return case


def register(*, by: Actor, case: Supervision, on: date, identity: Identity) -> Supervision:
    """The person came to register, and showed who they are."""
    refuse_if(why_not_on(on, case.counted_from))
    at = midnight(on)
    move(case=case, code="register", by=by, effective_at=at, registered_on=on, identity=identity)
    return case


def explain(*, by: Actor, case: Supervision, what: Explained) -> Supervision:
    """Course, rights, duties and consequences were explained; what is known already follows."""
    refuse_if(why_not_on(what.on, case.registered_on))
    with act("supervision.explain", by=by, effective_at=midnight(what.on)):
        move(
            case=case,
            code="explain",
            by=by,
            effective_at=midnight(what.on),
            explained_on=what.on,
            explained_in=what.language,
            interpreter=what.interpreter,
            signed=what.signed,
        )
        follow_the_left(by=by, case=case)
    return case


def end(*, by: Actor, case: Supervision, code: str, on: date, decision: str) -> Supervision:
    """A court or another service ended it: revoked, converted, handed over. The measure ends."""
    refuse_if([] if code in ENDS else [OWN_STEP])
    refuse_if(why_not_on(on, case.received_on))
    with act("supervision.end", by=by, reason=decision, effective_at=midnight(on)):
        told = {"ended_on": on, "decision": decision}
        move(case=case, code=code, by=by, reason=decision, effective_at=midnight(on), **told)
        _end_measure(by, case, on, ENDS[code])
    return case


def advance_supervision(
    *, by: Actor, case: Supervision, code: str, reason: str = ""
) -> Supervision:
    """A move that wants no more than perhaps a reason: activate, complete, reopen, error."""
    declared = case.machine.moves.get(code)
    own = code in OWN_STEPS or code in ENDS
    refuse_if([OWN_STEP] if declared is None or declared.is_system or own else [])
    refuse_if([OVER] if code in ERRING and case.state in ENDED_MEASURE else [])
    was_ended = case.ended_on
    with act(f"supervision.{code}", by=by, reason=reason):
        move(case=case, code=code, by=by, reason=reason, **_changed_with(case, code))
        if code == "complete" and case.ended_on:
            _end_measure(by, case, case.ended_on, Ending.SERVED)
        if code == "reopen":
            if was_ended:
                _resume_measure(by, case, was_ended)
            follow_the_left(by=by, case=case)
    return case


def _changed_with(case: Supervision, code: str) -> dict[str, Any]:
    if code == "complete":
        return {"ended_on": case.ends_on or timezone.localdate()}
    return {"ended_on": None, "decision": ""} if code == "reopen" else {}


def _end_measure(by: Actor, case: Supervision, on: date, how: Ending) -> None:
    """The measure ends with its supervision, and whoever is free now is told of."""
    rows = Measure.objects.filter(pk=case.measure_id)
    end_running(by=by, measures=rows, on=on, how=how)
    case.measure.refresh_from_db(fields=["ended_on", "ended_how"])
    tell_if_free(by=by, person_id=case.person_id)


def _resume_measure(by: Actor, case: Supervision, ended_on: date) -> None:
    """What ended with its supervision runs again when that is reopened."""
    with act("supervision.resume_measure", by=by):
        row = Measure.objects.filter(pk=case.measure_id, ended_on=ended_on).first()
        if row is not None:
            row.ended_on, row.ended_how = None, ""
            row.save()
            case.measure = row
