"""Geometry of the path picture."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.design.path import EDGE, LETTER, Drawn, Lane, Point, Scale, Span, picture

TODAY = date(2026, 11, 23)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
labels = st.text("abcāčķšы 0123", min_size=1, max_size=40)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(days)
    length = draw(st.none() | st.integers(0, 4000))
    end = None if length is None else start + timedelta(days=length)
    return Span(draw(labels), start, end if end or start <= TODAY else start)


items = spans() | st.builds(Point, label=labels, on=days)


def left_edge(drawn: Drawn) -> float:
    return min(drawn.left, drawn.text_at)


@given(st.lists(items, max_size=12))
def test_no_two_items_of_a_row_overlap(found: list[Span | Point]) -> None:
    (lane,) = picture([Lane("One", found)], TODAY).lanes
    for one, other in combinations(lane.items, 2):
        if one.row == other.row:
            first, second = sorted((one, other), key=left_edge)
            assert first.reach <= left_edge(second)


@given(st.lists(items, max_size=12))
def test_every_item_is_drawn_within_the_picture(found: list[Span | Point]) -> None:
    drawn = picture([Lane("One", found)], TODAY)
    (lane,) = drawn.lanes
    key = repr
    assert sorted((d.item for d in lane.items), key=key) == sorted(found, key=key)
    for item in lane.items:
        assert 0 <= item.left <= 100
        assert item.left + item.width <= 100.7  # a bar of one day is drawn wide enough to see
        assert item.text_at >= 0
        assert item.top + 1.75 <= drawn.bottom


@given(days, days, days)
def test_scale_keeps_the_order_of_days(one: date, other: date, third: date) -> None:
    first, last = min(one, other), max(one, other)
    scale = Scale(first, last)
    assert scale.at(first) <= scale.at(third) <= 100
    assert scale.at(third) >= 0


def test_text_stands_inside_beside_or_is_cut() -> None:
    long = Span("a" * 30, date(2016, 1, 1), date(2025, 12, 31))
    short = Span("b" * 30, date(2016, 1, 1), date(2016, 3, 1))
    late = Span("c" * 40, date(2023, 1, 1), date(2025, 12, 31))
    (lane,) = picture([Lane("One", [long, short, late])], date(2020, 1, 1)).lanes
    by_letter = {drawn.item.label[0]: drawn for drawn in lane.items}
    assert (by_letter["a"].inside, by_letter["a"].text) == (True, "a" * 30)
    assert (by_letter["b"].inside, by_letter["b"].text) == (False, "b" * 30)
    assert by_letter["c"].inside
    assert by_letter["c"].text.endswith("c…")
    assert len(by_letter["c"].text) * LETTER <= by_letter["c"].width


def test_a_late_point_has_its_text_on_the_left() -> None:
    point = Point("a long description", date(2026, 11, 1), "danger")
    (lane,) = picture([Lane("One", [point, Point("x", date(2020, 1, 1))])], TODAY).lanes
    drawn = next(d for d in lane.items if d.item == point)
    assert drawn.text_at < drawn.left
    assert drawn.dates == (date(2026, 11, 1), None)


def test_summary_and_times() -> None:
    drawn = picture([Lane("Risk", [Point("high", date(2024, 6, 1))]), Lane("Plan", [])], TODAY)
    assert drawn.summary == "Risk, Plan from 2024 to 2026. The same follows as a list."
    assert [time for time, _ in drawn.times] == [
        "Jul 2024",
        "Oct",
        "2025",
        "Apr",
        "Jul",
        "Oct",
        "2026",
        "Apr",
        "Jul",
        "Oct",
        "2027",
    ]
    assert [lane.top for lane in drawn.lanes] == [1.75, 4.0]
    assert drawn.names_width == 3.0
    assert (drawn.height, drawn.bottom, drawn.foot) == (7.75, 6.5, 7.375)


@pytest.mark.parametrize(
    ("first", "language", "times"),
    [
        (date(2021, 2, 1), "en", ["2021", "2022", "2023", "2024", "2025", "2026", "2027"]),
        (date(2026, 1, 15), "en", ["2026", "Apr", "Jul", "Oct"]),
        (date(2026, 7, 1), "en", ["Jul 2026", "Aug", "Sep", "Oct", "Nov", "Dec"]),
        (date(2026, 7, 1), "lv", ["jūl 2026", "aug", "sep", "okt", "nov", "dec"]),
        (TODAY, "en", ["Nov 2026", "Dec"]),
    ],
)
def test_times_are_as_close_as_the_picture_is_long(
    first: date, language: str, times: list[str]
) -> None:
    with translation.override(language):
        drawn = picture([Lane("One", [Span("a", first)])], TODAY)
    assert [time for time, _ in drawn.times] == times
    assert all(EDGE <= at <= 100 for _, at in drawn.times)
