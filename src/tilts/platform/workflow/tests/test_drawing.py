"""A machine is drawn so that nothing lies on something else, and a table says the same."""

from itertools import combinations

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.proceedings.cases import ProceedingMachine
from tilts.platform.workflow.drawing import Line, draw
from tilts.platform.workflow.layout import APART, HEIGHT, WIDTH, Box, lay_out

from .demo.cases import Loan


@pytest.fixture
def drawing():
    return draw(Loan)


def test_states_stand_in_columns_by_their_distance_from_the_first(drawing):
    assert drawing.title == "Loan"
    assert [(box.code, box.x, box.first, box.closed) for box in drawing.boxes] == [
        ("asked", 36, True, False),
        ("lent", 284, False, False),
        ("overdue", 532, False, False),
        ("returned", 780, False, True),
    ]


def test_no_two_states_overlap_and_all_lie_inside(drawing):
    for one, other in combinations(drawing.boxes, 2):
        assert abs(one.x - other.x) > WIDTH or abs(one.y - other.y) > HEIGHT
    assert all(box.x + WIDTH < drawing.width for box in drawing.boxes)
    assert all(box.y + HEIGHT < drawing.height for box in drawing.boxes)


def test_arrows_bear_the_numbers_of_the_rooms_own_moves(drawing):
    assert [arrow.number for arrow in drawing.arrows] == [1, 2, 3, 4, 4]


@pytest.mark.parametrize("machine", [Loan, ProceedingMachine])
def test_every_number_is_read_and_lies_inside(machine):
    drawing = draw(machine)
    for one, other in combinations(drawing.arrows, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) > APART
    for arrow in drawing.arrows:
        assert 10 < arrow.x < drawing.width - 10
        assert 10 < arrow.y < drawing.height - 10
        inside = [b.code for b in drawing.boxes if b.x < arrow.x < b.x + WIDTH and b.y < arrow.y]
        assert [code for code in inside if arrow.y < box(drawing, code).y + HEIGHT] == []


def box(drawing, code):
    return next(box for box in drawing.boxes if box.code == code)


def test_the_picture_is_the_same_every_time():
    assert draw(ProceedingMachine) == draw(ProceedingMachine)


names = st.sampled_from("abcdef")


@given(st.lists(st.tuples(names, names), max_size=12))
def test_any_machine_is_laid_out_without_overlaps(pairs):
    states = {code: Box(code, code) for code in "abcdef"}
    moves = [(number, *pair) for number, pair in enumerate(dict.fromkeys(pairs), 1)]
    boxes, arrows, (width, height) = lay_out(states, moves, "a")
    assert [arrow.number for arrow in arrows] == [number for number, *_ in moves]
    for one, other in combinations(boxes, 2):
        assert abs(one.x - other.x) > WIDTH or abs(one.y - other.y) > HEIGHT
    assert all(0 < box.x < width - WIDTH and 0 < box.y < height - HEIGHT for box in boxes)
    assert min(boxes, key=lambda box: box.x).code == "a"


def test_the_first_state_stands_left_of_all_that_follow():
    boxes, _, _ = lay_out({c: Box(c, c) for c in "xyz"}, [(1, "x", "y"), (2, "y", "x")], "x")
    assert [box.x for box in boxes] == [36, 284, 284]


def test_the_table_says_who_may_move_the_case_and_when(drawing):
    lend = drawing.table[1]
    assert lend == Line(
        number=2,
        title="Lend",
        description="The person takes the book.",
        sources=["asked for"],
        targets=["lent"],
        who=lend.who,
        asks=["a book is chosen", "the book is whole"],
    )
    assert [line.who for line in drawing.table if line.title == "The time is over"] == ["by itself"]


def test_the_table_has_the_common_moves_in_few_words(drawing):
    assert [(line.title, line.sources, line.targets) for line in drawing.table[4:]] == [
        ("Reopen", ["any closed stage"], ["any stage that is not closed"]),
        ("Mark as entered in error", [*SOUND], ["entered in error"]),
        ("Mark as recorded on the wrong person", [*SOUND], ["recorded on the wrong person"]),
        ("The person died", ["any stage that is not closed"], ["ended by death"]),
        ("The person escaped", ["any open stage"], [AT_LARGE]),
        ("The person is back", [AT_LARGE], ["any open stage"]),
        ("The person was transferred", [*STAYS], [*STAYS]),
    ]


AT_LARGE = "suspended while the person is at large"
SOUND = ["asked for", "lent", "overdue", "returned", AT_LARGE, "ended by death"]
STAYS = ["any stage that is not closed"]


def test_the_picture_names_every_state_and_says_what_it_is(drawing):
    svg = render_to_string("workflow/machine_picture.html", {"drawing": drawing})
    assert svg.count("<rect") == 5  # a closed state has two frames
    assert svg.count("<path") == 6  # five arrows and their tip
    words = strip_tags(svg).split()
    for box in drawing.boxes:
        assert set(box.title.split()) <= set(words)
    assert 'role="img" aria-labelledby="machine-name"' in svg
