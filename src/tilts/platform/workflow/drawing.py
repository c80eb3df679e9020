"""Where the states and arrows of a machine stand in its picture: a pure function, no graphviz.

States stand in columns by their distance from the first. An arrow to the next column runs straight,
one further on bends above, one back bends below; each bears the number of its move in the table.
The table says all of it in words, with the common moves, which would only clutter the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import gettext as _
from statemachine import State

from tilts.platform.access.capabilities import declared

from .common import COMMON, common_states
from .machines import Machine, initial, state_title
from .moves import Closed, Move, Paused

WIDTH, HEIGHT = 168, 48  # of a state, in the picture's units
ACROSS, DOWN = 96, 48  # free space between states
MARGIN, BEND = 24, 28  # around the picture; how far an arrow bends for each column it passes
LETTERS, LEADING = 20, 17  # of a state's name in one line; height of a line

Spot = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """A state in its place: left and top, the lines of its name, whether the case is over."""

    code: str
    x: int
    y: int
    lines: list[str]
    closed: bool = False
    first: bool = False

    @property
    def middle(self) -> int:
        """Where its texts and bent arrows are centred across."""
        return self.x + WIDTH // 2

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each line of the name with its height."""
        top = self.y + HEIGHT // 2 + 5 - LEADING * (len(self.lines) - 1) // 2
        return [(top + LEADING * place, line) for place, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Arrow:
    """A move between two states: the path of its line, its number and where that stands."""

    number: int
    path: str
    x: int
    y: int


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
    edges = _edges(machine)
    boxes = _boxes(machine, _columns(machine, edges))
    arrows = [_arrow(number, boxes[source], boxes[target]) for number, source, target in edges]
    below = [arrow.y for arrow in arrows] + [box.y + HEIGHT for box in boxes.values()]
    return Drawing(
        title=str(machine.title),
        width=max(box.x for box in boxes.values()) + WIDTH + MARGIN,
        height=max(below) + MARGIN,
        boxes=list(boxes.values()),
        arrows=arrows,
        table=[_line(n, machine, move) for n, move in enumerate(machine.moves.values(), 1)],
    )


def _own_states(machine: Machine) -> list[str]:
    return [code for code in machine.states_map if code not in common_states()]


def _edges(machine: Machine) -> list[tuple[int, str, str]]:
    """Number of the move, source and target, for the room's own moves between its own states."""
    own = _own_states(machine)
    return [
        (number, transition.source.id, transition.target.id)
        for number, (code, move) in enumerate(machine.moves.items(), 1)
        for transition in move.transitions
        if code not in COMMON and transition.target and transition.target.id in own
    ]


def _columns(machine: Machine, edges: Sequence[tuple[int, str, str]]) -> dict[str, int]:
    """The fewest moves that lead to each state; what the room's own never reach stands first."""
    columns = {initial(machine): 0}
    waiting = [initial(machine)]
    for state in waiting:
        for _number, source, target in edges:
            if source == state and target not in columns:
                columns[target] = columns[state] + 1
                waiting.append(target)
    return {code: columns.get(code, 0) for code in _own_states(machine)}


def _boxes(machine: Machine, columns: dict[str, int]) -> dict[str, Box]:
    top = MARGIN + BEND * (max(columns.values()) + 1)
    filled: dict[int, int] = {}
    boxes = {}
    for code, column in columns.items():
        row = filled.get(column, 0)
        filled[column] = row + 1
        boxes[code] = Box(
            code=code,
            x=MARGIN + column * (WIDTH + ACROSS),
            y=top + row * (HEIGHT + DOWN),
            lines=wrap(state_title(machine, code), LETTERS),
            closed=isinstance(machine.states_map[code], Closed),
            first=code == initial(machine),
        )
    return boxes


def _arrow(number: int, source: Box, target: Box) -> Arrow:
    passed = (target.x - source.x) // (WIDTH + ACROSS)
    if passed == 1:
        start, end = (source.x + WIDTH, source.y + HEIGHT // 2), (target.x, target.y + HEIGHT // 2)
        return _curve(number, start, end, (ACROSS // 2, 0))
    if source == target:
        start, end = (source.middle - 24, source.y), (source.middle + 24, source.y)
        return _curve(number, start, end, (0, -BEND))
    above = passed > 1
    edge, bend = (0, -BEND) if above else (HEIGHT, BEND)
    start, end = (source.middle, source.y + edge), (target.middle, target.y + edge)
    return _curve(number, start, end, (0, bend * (abs(passed) + 1)))


def _curve(number: int, start: Spot, end: Spot, pull: Spot) -> Arrow:
    """A cubic curve, pulled out of its start and into its end; the number stands half way."""
    (x1, y1), (x4, y4), (across, down) = start, end, pull
    x2, y2, x3, y3 = x1 + across, y1 + down, x4 - across, y4 + down
    path = f"M{x1} {y1}C{x2} {y2} {x3} {y3} {x4} {y4}"
    return Arrow(number, path, (x1 + 3 * x2 + 3 * x3 + x4) // 8, (y1 + 3 * y2 + 3 * y3 + y4) // 8)


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
