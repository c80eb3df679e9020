"""A tool as a list shows it: its picture, its months, its place in the order of the page."""

import pytest

from tilts.insight.adoption.counting import Counted
from tilts.insight.adoption.months import code_of
from tilts.insight.adoption.presenting import Bar, Shown, in_order
from tilts.insight.adoption.queries import Adopted
from tilts.insight.adoption.shelf import Rule
from tilts.insight.adoption.tests.conftest import LONG, TODAY, TWO_YEARS, ago
from tilts.insight.adoption.trained import Trained
from tilts.platform.workflow.tools import Tool, ToolKind

KIND = ToolKind(code="method", title="Method", tools=lambda agency, day: [], retire="none")
UNIT = "00000000-0000-0000-0000-00000000000a"


def shown(*numbers: int, of_people: bool = False, exact: bool = True, **other) -> Shown:
    """A tool whose uses in the last months are these, the present one last."""
    counted = Counted(of_people=of_people, paths={UNIT: "ievp.riga."} if numbers else {})
    for back, number in enumerate(reversed(numbers)):
        if number:
            counted.number[UNIT, code_of(ago(back))] = number
            counted.first = ago(back)
            counted.last = counted.last_of_all = counted.last or ago(back)
    values = {"code": "chairs", "title": "Two chairs", "standing": "taught", "in_force": True}
    tool = Tool(**{**values, "since": LONG, **other})
    rule = Rule(in_force=12, unused=12, lapsing=6)
    return Shown(Adopted(KIND, tool, counted, Trained(), rule, TODAY, exact))


def test_the_picture_is_as_high_as_the_greatest_month():
    assert shown(10, 0, 5).bars[-3:] == [
        Bar(63, 0.0, 20.0),
        Bar(70, 20.0, 0.0),
        Bar(77, 10.0, 10.0),
    ]
    assert {bar.height for bar in shown().bars} == {0.0}
    assert len(shown().bars) == 12


def test_a_hidden_month_has_no_height():
    row = shown(9, 3, of_people=True)
    assert [bar.height for bar in row.bars[-2:]] == [0.0, 0.0]
    assert [month["shown"] for month in row.months[-2:]] == ["…", "<5"]
    assert row.year == "12"


def test_months_have_their_numbers():
    row = shown(2, 4)
    assert [(m["value"], m["shown"]) for m in row.months] == [(0, 0)] * 10 + [(2, 2), (4, 4)]


@pytest.mark.parametrize(
    ("of_people", "exact", "rounded"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_only_people_whom_one_may_not_see_are_rounded(of_people, exact, rounded):
    row = shown(7, 7, of_people=of_people, exact=exact)
    assert row.of.rounded == rounded
    assert (row.of.of_year == 14) == (not rounded)


def places(*rows: Shown) -> list[list[str]]:
    found = in_order([row.of for row in rows])
    return [[row.of.tool.code for row in part] for part in (found.shelf, found.used, found.others)]


def test_the_order_of_the_page():
    rows = [
        shown(1, code="used"),
        shown(code="shelved"),
        shown(code="new", since=ago(2)),
        shown(code="trial", in_force=False, since=None),
        shown(1, code="tried", in_force=False, since=None),
        shown(code="lapsed", in_force=False, since=None, until=ago(1)),
    ]
    assert places(*rows) == [["shelved"], ["used", "new", "tried"], ["trial", "lapsed"]]


def test_a_licence_about_to_lapse_unused_is_on_the_shelf():
    assert places(shown(code="soon", since=ago(3), until=TODAY)) == [["soon"], [], []]
    assert places(shown(1, code="soon", since=TWO_YEARS, until=TODAY)) == [[], ["soon"], []]


def test_what_it_says_of_itself():
    row = shown(1, in_force=False, standing="withdrawn")
    assert (row.tone, row.address, row.learnt, row.idle) == (
        "neutral", "/statistics/tools/method/chairs/", 0, 0,
    )  # fmt: skip
    assert (shown().first, shown().last) == ("", "")
