"""Case machines: a class of states and moves, on python-statemachine.

    class Supervision(CaseMachine):
        title = _("Supervision")
        received = Stage(_("received"), initial=True)
        active = Stage(_("active"))
        completed = Closed(_("completed"))

        register = Move(transitions=received.to(active), title=_("Register"), needs=RECORD)

Every machine has the common moves (`common.py`) as well, unless it declares its own of that name.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from statemachine import State, StateMachine
from statemachine.callbacks import CallbackPriority, CallbacksRegistry
from statemachine.exceptions import TransitionNotAllowed
from statemachine.factory import StateMachineMetaclass

from tilts.platform.access.reasons import Reason, Reasons, Refused, Text

from .common import common_moves, common_states
from .guards import Guard
from .kinds import WorkKind
from .moves import Attempt, Closed, Move, Paused

NOT_FROM_HERE = Reason("not-from-here", _("This cannot happen at the present stage of the case."))


@dataclass
class Standing:
    """Where a case stands, as python-statemachine reads and writes it."""

    state: str


class CaseMachineMeta(StateMachineMetaclass):
    """Adds what every case can do, and binds guards."""

    def __init__(cls, name: str, bases: tuple[type], attrs: dict[str, Any]) -> None:  # noqa: N805 - a metaclass's self is a class
        states = {code: value for code, value in attrs.items() if isinstance(value, State)}
        moves = {code: value for code, value in attrs.items() if isinstance(value, Move)}
        if states:
            of_person = attrs.get("of_person", True)
            states |= {c: s for c, s in common_states(of_person).items() if c not in attrs}
            common = common_moves(states, attrs.get("reopens_if", ()), of_person)
            moves |= {c: m for c, m in common.items() if c not in attrs}
        for move in moves.values():
            for transition in move.transitions:
                transition.cond.add(
                    move.passes, priority=CallbackPriority.INLINE, expected_value=True
                )
        events = {code: move.transitions for code, move in moves.items()}
        super().__init__(name, bases, {**attrs, **states, **events})
        cls.moves = moves


class CaseMachine(StateMachine, metaclass=CaseMachineMeta):
    """Base of every case machine. `title` names the kind of case; `opens` is its first work.

    `reopens_if` guards the reopening of one that is over; `of_person` is False
    for what is nobody's.
    """

    do_not_call_in_templates: ClassVar[bool] = True  # naming one there would start a machine
    title: ClassVar[Text]
    opens: ClassVar[tuple[WorkKind, ...]] = ()
    of_person: ClassVar[bool] = True
    reopens_if: ClassVar[tuple[Guard, ...]] = ()
    found: ClassVar[CallbacksRegistry]
    moves: ClassVar[dict[str, Move]]

    def _register_callbacks(self, listeners: list[object]) -> None:
        """What moves ask for is the same for every case: found once, not for each move anew."""
        kind = type(self)
        if "found" not in vars(kind):
            super()._register_callbacks(listeners)
            kind.found = self._callbacks
        self._callbacks = kind.found


Machine = type[CaseMachine]


def state_title(machine: Machine, code: str) -> str:
    """The name of a state in the present language; the code itself for one that is no more."""
    state = machine.states_map.get(code)
    return str(state.name) if state else code


def initial(machine: Machine) -> str:
    """Code of the state in which a case begins."""
    return next(str(code) for code, state in machine.states_map.items() if state.initial)


def closed_states(machine: Machine) -> list[str]:
    """Codes of the stages in which a case is over."""
    return [code for code in machine.states_map if is_closed(machine, code)]


def is_closed(machine: Machine, code: str) -> bool:
    """True when the case is over in this state."""
    return isinstance(machine.states_map.get(code), Closed)


def is_usual(machine: Machine, code: str) -> bool:
    """True when the case is under way in this state: neither over nor waiting for its person."""
    return not isinstance(machine.states_map.get(code), Closed | Paused)


def targets(machine: Machine, code: str, state: str) -> list[str]:
    """States to which a move may lead from this one; empty when it does not start there."""
    move = machine.moves.get(code)
    starting = (t for t in move.transitions if t.source.id == state) if move else ()
    return [t.target.id for t in starting if t.target]


def moves_from(machine: Machine, state: str) -> dict[str, Move]:
    """Moves that start from a state, by code."""
    return {c: move for c, move in machine.moves.items() if targets(machine, c, state)}


def work_at(machine: Machine, state: str) -> list[WorkKind]:
    """The work that belongs to a state and is done by a step: what the moves into it open."""
    begun = machine.opens if initial(machine) == state else ()
    into = [
        kind
        for move in machine.moves.values()
        if any(t.target.id == state and t.source.id != state for t in move.transitions if t.target)
        for kind in move.opens
    ]
    return [kind for kind in dict.fromkeys([*begun, *into]) if kind.by_step]


def next_state(machine: Machine, code: str, attempt: Attempt) -> str:
    """The state to which a move leads now; raises Refused with the reasons why it cannot."""
    standing = Standing(attempt.case.state)
    if not targets(machine, code, standing.state):
        raise Refused([NOT_FROM_HERE])
    try:
        machine(standing).send(code, attempt=attempt)
    except TransitionNotAllowed:
        raise Refused(_kept(attempt)) from None
    return standing.state


def _kept(attempt: Attempt) -> Reasons:
    return attempt.reasons or [NOT_FROM_HERE]
