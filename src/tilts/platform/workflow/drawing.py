"""A machine as a picture and a table.

The picture has the states that are the room's own, from left to right (`layout`); the table says
all of it in words, with the common moves, which would only clutter the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from statemachine import State

from tilts.platform.access.capabilities import declared

from .common import COMMON, common_states
from .layout import Arrow, Box, lay_out
from .machines import Machine, initial, state_title
from .moves import Closed, Move, Paused


@dataclass(frozen=True)
class Line:
    """A row of the table: what happens, whence and whither, who may, what is asked for."""

    number: int
    title: str
    description: str
    sources: list[str]
    targets: list[str]
    who: str
    asks: list[str]


@dataclass(frozen=True)
class Drawing:
    """A machine laid out, with its table."""

    title: str
    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]
    table: list[Line]


def draw(machine: Machine) -> Drawing:
    """Lay out a machine, with its texts in the present language."""
    states = {code: _box(machine, code) for code in _own_states(machine)}
    boxes, arrows, (width, height) = lay_out(states, _edges(machine), initial(machine))
    lines = [_line(n, machine, move) for n, move in enumerate(machine.moves.values(), 1)]
    return Drawing(str(machine.title), width, height, boxes, arrows, lines)


def _box(machine: Machine, code: str) -> Box:
    return Box(
        code=code,
        title=state_title(machine, code),
        closed=isinstance(machine.states_map[code], Closed),
        first=code == initial(machine),
    )


def _own_states(machine: Machine) -> list[str]:
    return [code for code in machine.states_map if code not in common_states()]


def _edges(machine: Machine) -> list[tuple[int, str, str]]:
    """Number of the move, source and target, for the room's own moves between its own states."""
    own = set(_own_states(machine))
    return [
        (number, transition.source.id, transition.target.id)
        for number, (code, move) in enumerate(machine.moves.items(), 1)
        for transition in move.transitions
        if code not in COMMON
        and transition.target
        and {transition.source.id, transition.target.id} <= own
    ]


def _line(number: int, machine: Machine, move: Move) -> Line:
    ends = [(t.source, t.target) for t in move.transitions if t.target]
    return Line(
        number=number,
        title=str(move.title),
        description=str(move.description),
        sources=_spoken(machine, [source for source, _target in ends]),
        targets=_spoken(machine, [target for _source, target in ends]),
        who=_who(move),
        asks=[str(guard.asks) for guard in move.guards],
    )


def _spoken(machine: Machine, states: Sequence[State]) -> list[str]:
    """Names of states without repeats; one word where they are all of a sort."""
    for sort, said in _sorts(machine):
        if len(sort) > 1 and {state.id for state in states} == sort:
            return [said]
    return list(dict.fromkeys(str(state.name) for state in states))


def _sorts(machine: Machine) -> list[tuple[set[str], str]]:
    states = machine.states_map
    closed = {code for code, state in states.items() if isinstance(state, Closed)}
    paused = {code for code, state in states.items() if isinstance(state, Paused)}
    return [
        (states.keys() - closed, _("any stage that is not closed")),
        (states.keys() - closed - paused, _("any open stage")),
        (closed, _("any closed stage")),
    ]


def _who(move: Move) -> str:
    if move.is_system:
        return _("by itself")
    capability = declared().get(move.needs)
    return str(capability.title) if capability else move.needs
