"""Where states and arrows stand in the picture of a machine: Sugiyama's layers, by grandalf.

Layers go from left to right; grandalf lays them out from top to bottom, so its axes are swapped.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap

from grandalf.graphs import Edge, Graph, Vertex
from grandalf.layouts import SugiyamaLayout

WIDTH, HEIGHT = 168, 48  # of a state, in the picture's units
ACROSS, DOWN = 80, 36  # free space between layers, and between states of one
MARGIN = 36  # around the picture
LOOP = 28  # half the width of an arrow from a state to itself, and how high it reaches
ASIDE = 13  # how far an arrow stands from its opposite, so that both are seen
ROUNDS = 10  # of putting states of a layer into a better order
APART = 20  # between the middles of two numbers
LETTERS, LEADING = 20, 17  # of a state's name in one line; height of a line

Spot = tuple[int, int]
Curve = tuple[Spot, Spot, Spot, Spot]  # a cubic Bézier curve


@dataclass(frozen=True)
class Box:
    """A state; once laid out its left and top. A double frame says that the case is closed."""

    code: str
    title: str
    closed: bool = False
    first: bool = False
    x: int = 0
    y: int = 0

    @property
    def middle(self) -> int:
        """Where its texts are centred across."""
        return self.x + WIDTH // 2

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each line of the name with its height."""
        lines = wrap(self.title, LETTERS)
        top = self.y + HEIGHT // 2 + 5 - LEADING * (len(lines) - 1) // 2
        return [(top + LEADING * place, line) for place, line in enumerate(lines)]


@dataclass(frozen=True)
class Arrow:
    """A move between two states: the path of its line, its number and where that stands."""

    number: int
    path: str
    x: int
    y: int


def lay_out(
    states: Mapping[str, Box], moves: Sequence[tuple[int, str, str]], first: str
) -> tuple[list[Box], list[Arrow], tuple[int, int]]:
    """Boxes, arrows, and the width and height of the picture. `moves`: number, source, target."""
    forward = _without_circles([(source, target) for _, source, target in moves], first, states)
    middles, bends = _placed(list(states), forward, first)
    spots = [*middles.values(), *(spot for line in bends.values() for spot in line)]
    across = MARGIN + WIDTH // 2 - min(x for x, _ in spots)
    down = MARGIN - min(y for _, y in spots)
    boxes = {
        code: replace(states[code], x=x + across - WIDTH // 2, y=y + down)
        for code, (x, y) in middles.items()
    }
    arrows = Arrows({(source, target) for _, source, target in moves})
    for number, source, target in moves:
        line = bends.get((source, target)) or bends.get((target, source), [])[::-1]
        arrows.add(number, boxes[source], boxes[target], [(x + across, y + down) for x, y in line])
    size = (max(x for x, _ in spots) + across, max(y for _, y in spots) + down)
    return (
        list(boxes.values()),
        arrows.drawn,
        (size[0] + WIDTH // 2 + MARGIN, size[1] + HEIGHT + MARGIN),
    )


def _without_circles(
    pairs: Sequence[tuple[str, str]], first: str, states: Iterable[str]
) -> list[tuple[str, str]]:
    """The moves as pairs that all lead away from the first state.

    One that leads back to where a way came from is turned round; a state that nothing leads to
    hangs on the first.
    """
    found: dict[tuple[str, str], None] = {}
    seen, done = set(), set()

    def follow(state: str) -> None:
        seen.add(state)
        for source, target in pairs:
            if source != state or target == state:
                continue
            if target not in seen:
                follow(target)
            found[(source, target) if target in done else (target, source)] = None
        done.update({state} - {first})  # every way comes from the first: none leads on to it

    for state in (first, *states):
        if state not in seen:
            if state != first:
                found[first, state] = None
            follow(state)
    return list(found)


def _placed(
    states: Sequence[str], pairs: Sequence[tuple[str, str]], first: str
) -> tuple[dict[str, Spot], dict[tuple[str, str], list[Spot]]]:
    """The middle of each state, and the points between its ends that each pair is led through."""
    vertices = {code: _Vertex(place) for place, code in enumerate(states)}
    edges = {pair: _Edge(vertices[pair[0]], vertices[pair[1]]) for pair in pairs}
    for vertex in vertices.values():
        vertex.view = _View()
    for edge in edges.values():
        edge.view = _Line()
    (part,) = Graph(list(vertices.values()), list(edges.values())).C
    layout = SugiyamaLayout(part)
    layout.xspace, layout.yspace = DOWN, ACROSS
    layout.init_all(roots=[vertices[first]], inverted_edges=[])
    layout.draw(ROUNDS)
    middles = {code: _turned(vertex.view.xy) for code, vertex in vertices.items()}
    return middles, {pair: [_turned(at) for at in edge.view.bends] for pair, edge in edges.items()}


def _turned(spot: tuple[float, float]) -> Spot:
    """A point of a layout from top to bottom in one from left to right."""
    return round(spot[1]), round(spot[0])


class _Vertex(Vertex):  # type: ignore[misc] # grandalf ships no types
    """A state by its place in the machine: grandalf keeps sets, whose order must not vary."""

    def __hash__(self) -> int:
        place: int = self.data
        return place


class _Edge(Edge):  # type: ignore[misc] # grandalf ships no types
    """A move by the places of its ends, for the same reason."""

    def __hash__(self) -> int:
        return hash((self.v[0].data, self.v[1].data))


class _View:
    """What grandalf asks of a state: its size with the axes swapped, and room for its place."""

    w, h = HEIGHT, WIDTH
    xy: tuple[float, float] = (0, 0)


class _Line:
    """What grandalf asks of a move, and the points between its ends that it is led through."""

    bends: Sequence[tuple[float, float]] = ()

    def setpath(self, points: Sequence[tuple[float, float]]) -> None:
        """Keep the points between the ends."""
        self.bends = points[1:-1]


class Arrows:
    """Arrows as they are drawn, each number where no other stands."""

    def __init__(self, pairs: Collection[tuple[str, str]]) -> None:
        self.pairs = pairs
        self.drawn: list[Arrow] = []

    def add(self, number: int, source: Box, target: Box, bends: Sequence[Spot]) -> None:
        """Draw a move as a smooth line through its bends."""
        curves = [_loop(source)] if source == target else self._curves(source, target, bends)
        (x, y), path = curves[0][0], "".join(map(_said, curves))
        at = next(filter(self._is_free, _places(curves)), _middle(curves[0], 0.5))
        self.drawn.append(Arrow(number, f"M{x} {y}{path}", *at))

    def _curves(self, source: Box, target: Box, bends: Sequence[Spot]) -> list[Curve]:
        """From the edge of a box, level past each layer between, to the edge of the other."""
        ahead = 1 if source.x < target.x else -1
        beside = (target.code, source.code) in self.pairs
        aside = HEIGHT // 2 + (ASIDE * ahead if beside else 0)
        start = source.middle + ahead * WIDTH // 2, source.y + aside
        end = target.middle - ahead * WIDTH // 2, target.y + aside
        level = [
            (x + side * WIDTH // 2, y + HEIGHT // 2) for x, y in bends for side in (-ahead, ahead)
        ]
        return [_curve(one, other, ahead) for one, other in pairwise([start, *level, end])]

    def _is_free(self, spot: Spot) -> bool:
        return all(max(abs(a.x - spot[0]), abs(a.y - spot[1])) > APART for a in self.drawn)


def _places(curves: Sequence[Curve]) -> list[Spot]:
    """Where a number may stand: best in the middle of a line."""
    half = len(curves) // 2
    middle = [*curves[half:], *curves[:half]]
    return [_middle(curve, share) for share in (0.5, 0.3, 0.7) for curve in middle]


def _curve(start: Spot, end: Spot, ahead: int) -> Curve:
    """From a point to the next, leaving and coming level."""
    reach = ahead * ACROSS // 2
    return start, (start[0] + reach, start[1]), (end[0] - reach, end[1]), end


def _loop(box: Box) -> Curve:
    """Out of a state and back into it, above."""
    left, right, y = box.middle - LOOP, box.middle + LOOP, box.y
    return (left, y), (left, y - LOOP), (right, y - LOOP), (right, y)


def _said(curve: Curve) -> str:
    return "C" + " ".join(f"{x} {y}" for x, y in curve[1:])


def _middle(curve: Curve, share: float) -> Spot:
    """A point of a cubic curve, at a share of its way."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x = sum(weight * spot[0] for weight, spot in zip(weights, curve, strict=True))
    y = sum(weight * spot[1] for weight, spot in zip(weights, curve, strict=True))
    return round(x), round(y)
