"""A breach is noted, heard and answered; what the court decides is carried over to the order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.moments import midnight
from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin, move, open_item
from tilts.platform.workflow.deadlines import due_date

from ..breach_cases import WAIT
from ..breach_guards import why_not_heard, why_not_of, why_not_opened
from ..capabilities import SUPERVISE
from ..cases import CHANGE_DUTIES
from ..models import About, Answer, Appointment, Asks, Breach, Duty, Outcome, Supervision
from ..order_guards import why_not_on
from ..proportion import left_out
from ..queries.breaches import others_before
from ..queries.orders import held
from .orders import OWN_STEP, end

WARNED = {"warn": "warned_on", "warn_again": "warned_again_on"}
OWN_STEPS = ("ask", "hear", *WARNED, "go_to_court", "decide")
ENDS = {Outcome.REVOKED: "revoke", Outcome.CONVERTED: "convert"}


@dataclass(frozen=True, kw_only=True)
class NewBreach:
    """What was not kept, on which day, and what happened; which duty, or which appointment."""

    about: About
    on: date
    told: str
    duty: Duty | None = None
    appointment: Appointment | None = None


@dataclass(frozen=True, kw_only=True)
class Motion:
    """What the court is asked for, and why."""

    on: date
    asks: Asks
    text: str
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the court decided, in which decision."""

    on: date
    outcome: Outcome
    decision: str


def note_breach(*, by: Actor, case: Supervision, what: NewBreach) -> Breach:
    """Note a breach of an order; the person is asked to explain it next."""
    require(by, SUPERVISE, case.person_id)
    with act("supervision.note_breach", by=by, effective_at=midnight(what.on)):
        order = held(case)  # nothing completes it meanwhile
        refuse_if(why_not_opened(order, what.about, what.duty, what.on))
        if what.appointment:
            refuse_if(why_not_of(order, what.appointment, what.on))
        breach = Breach(
            person=order.person,
            unit=order.unit,
            supervision=order,
            about=what.about,
            duty=what.duty,
            appointment=what.appointment,
            happened_on=what.on,
            told=what.told,
        )
        begin(case=breach, by=by)
    return breach


def ask(*, by: Actor, case: Breach, on: date) -> Breach:
    """Ask the person to explain it, by a day that the country sets."""
    refuse_if(why_not_on(on, case.happened_on))
    by_day = due_date(case.country, WAIT.deadline, on)
    move(case=case, code="ask", by=by, effective_at=midnight(on), asked_on=on, answer_by=by_day)
    return case


def hear(*, by: Actor, case: Breach, on: date, answer: Answer, words: str = "") -> Breach:
    """Record what the person says, or that nothing came in time."""
    given = answer == Answer.GIVEN
    refuse_if(why_not_heard(case, given, words, on))
    told = {"heard_on": on, "answer": answer, "words": words if given else ""}
    return _moved(by, case, "hear", on, told)


def warn(*, by: Actor, case: Breach, on: date, code: str = "warn", because: str = "") -> Breach:
    """Warn in writing; `code` says whether for the first time. Who was not heard: say why."""
    refuse_if(why_not_on(on, case.last_step))
    return _moved(by, case, code, on, {WARNED[code]: on, **_skipping(case, code, on, because)})


def go_to_court(*, by: Actor, case: Breach, what: Motion) -> Breach:
    """Ask the court to decide. When a milder step is left out, say why."""
    refuse_if(why_not_on(what.on, case.last_step))
    told = {"motion_on": what.on, "asks": what.asks, "motion": what.text}
    told |= _skipping(case, "go_to_court", what.on, what.because)
    return _moved(by, case, "go_to_court", what.on, told)


def decide_breach(*, by: Actor, case: Breach, what: Decision) -> Breach:
    """Record what the court decided; the order is revoked, converted, changed, or goes on."""
    refuse_if(why_not_on(what.on, case.last_step))
    with act("supervision.decide_breach", by=by, effective_at=midnight(what.on)):
        told = {"decided_on": what.on, "outcome": what.outcome, "decision": what.decision}
        _moved(by, case, "decide", what.on, told)
        order = case.supervision
        code = ENDS.get(what.outcome)
        if code and not order.is_over:
            end(by=by, case=order, code=code, on=what.on, decision=what.decision)
        if what.outcome == Outcome.CHANGED and not order.is_over:
            _to_be_changed(by, order)
    return case


def advance_breach(*, by: Actor, case: Breach, code: str, reason: str = "") -> Breach:
    """A move that wants no more than perhaps a reason: settle, close_without, reopen, error."""
    declared = case.machine.moves.get(code)
    refuse_if([OWN_STEP] if declared is None or declared.is_system or code in OWN_STEPS else [])
    undone = code == "reopen" and case.state == "decided"
    told: dict[str, Any] = {"decided_on": None, "outcome": "", "decision": ""} if undone else {}
    move(case=case, code=code, by=by, reason=reason, **told)
    return case


def _moved(by: Actor, case: Breach, code: str, on: date, told: dict[str, Any]) -> Breach:
    move(case=case, code=code, by=by, effective_at=midnight(on), **told)
    return case


def _skipping(case: Breach, code: str, on: date, because: str) -> dict[str, str]:
    """What is noted when milder steps are left out, after what was; refused without a reason."""
    skipped = left_out(case, others_before(case), code, on)
    if not skipped:
        return {}
    if not because.strip():
        text = _("A milder step is left out. Say why it is not enough. %(steps)s")
        raise Refused([Reason("step-left-out", text % {"steps": " ".join(skipped)})])
    return {"skipped": "\n".join(filter(None, (case.skipped, because)))}


def _to_be_changed(by: Actor, order: Supervision) -> None:
    open_item(
        by=by,
        kind=CHANGE_DUTIES,
        person=order.person_id,
        unit=order.unit,
        owner=order.work_owner(),
        case=order.case_ref(),
    )
