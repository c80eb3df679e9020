"""A machine is drawn so that nothing lies on something else, and a table says the same."""

from itertools import combinations

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from tilts.platform.workflow.drawing import HEIGHT, WIDTH, Line, draw

from .demo.cases import Loan


@pytest.fixture
def drawing():
    return draw(Loan)


def test_states_stand_in_columns_by_their_distance_from_the_first(drawing):
    assert drawing.title == "Loan"
    assert [(box.code, box.x, box.first, box.closed) for box in drawing.boxes] == [
        ("asked", 24, True, False),
        ("lent", 288, False, False),
        ("overdue", 552, False, False),
        ("returned", 552, False, True),
    ]


def test_no_two_states_overlap_and_all_lie_inside(drawing):
    for one, other in combinations(drawing.boxes, 2):
        assert abs(one.x - other.x) > WIDTH or abs(one.y - other.y) > HEIGHT
    assert all(box.x + WIDTH < drawing.width for box in drawing.boxes)
    assert all(box.y + HEIGHT < drawing.height for box in drawing.boxes)


def test_arrows_bear_the_numbers_of_the_rooms_own_moves(drawing):
    assert [arrow.number for arrow in drawing.arrows] == [1, 2, 3, 4, 4]
    spots = [(arrow.x, arrow.y) for arrow in drawing.arrows]
    assert len(set(spots)) == len(spots)
    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in spots)


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
        assert set(" ".join(box.lines).split()) <= set(words)
    assert 'role="img" aria-labelledby="machine-name"' in svg
