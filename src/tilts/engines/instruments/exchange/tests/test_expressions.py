"""Conditions of XLSForm and of ours."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.instruments.exchange.draft import Unreadable
from tilts.engines.instruments.exchange.expressions import Unwritable, from_xpath, to_xpath
from tilts.engines.instruments.formulas import DAY, NUMBER, Kind, Type, build

CODES = frozenset({"x", "y", "1"})
KNOWN = {
    "a": ("a", NUMBER),
    "Of.B": ("of_b", NUMBER),
    "c": ("c", Type(Kind.CODE, CODES)),
    "m": ("m", Type(Kind.CODES, CODES)),
    "d": ("d", DAY),
}
TYPES = dict(KNOWN.values())

PAIRS = [
    ("${a} > 2", "a > 2"),
    ("${a} <= -1.5", "a <= -1.5"),
    ("${a} != 0", "a != 0"),
    ("${c} = 'x'", "c = 'x'"),
    ("selected(${m}, 'x')", "ARRAY_CONTAINS(m, 'x')"),
    ("not(selected(${m}, 'x'))", "NOT ARRAY_CONTAINS(m, 'x')"),
    ("not(${a} = 1 or ${c} = 'y')", "NOT (a = 1 OR c = 'y')"),
    ("count-selected(${m}) >= 2", "ARRAY_LENGTH(m) >= 2"),
    ("${d} < date('2026-01-31')", "d < DATE '2026-01-31'"),
    (
        "${a} > 2 and selected(${m}, 'x') or ${c} = 'y'",
        "a > 2 AND ARRAY_CONTAINS(m, 'x') OR c = 'y'",
    ),
    ("${a} > 2 and (${a} < 5 or ${c} = 'x')", "a > 2 AND (a < 5 OR c = 'x')"),
]


@pytest.mark.parametrize(("theirs", "ours"), PAIRS)
def test_both_ways(theirs: str, ours: str):
    assert (from_xpath(theirs, KNOWN), to_xpath(ours, TYPES)) == (ours, theirs)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("${a}>2and ${a}<5", "a > 2 AND a < 5"),
        ('${c}="x"', "c = 'x'"),
        ("${c} = 1", "c = '1'"),
        ("1 = ${c}", "'1' = c"),
        ("selected(${c}, 'x')", "c = 'x'"),
        ("${ Of.B } > 1", "of_b > 1"),
        ("  ( ${a} = 1 )  ", "(a = 1)"),
        ('${c} != "it\'s"', "c != 'it''s'"),
    ],
)
def test_other_ways_of_writing(theirs: str, ours: str):
    assert from_xpath(theirs, KNOWN) == ours


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        ("${z} > 2", "z is no question further up that was taken over."),
        ("${c} != ''", "it asks whether there is an answer."),
        ("${a} + 1 > 2", "“+ 1 > 2” is not understood."),
        ("today() > ${d}", "“today” is not understood."),
        ("${a} >", "it ends too early."),
        ("${a} > 2 2", "“2” is not expected."),
        ("${a}, 2", "“,” is no comparison."),
        ("selected(${m} 'x')", "“'x'” stands where “,” is expected."),
        ("(" * 51, "it is too long."),
    ],
)
def test_what_cannot_be_read(theirs: str, why: str):
    with pytest.raises(Unreadable) as unreadable:
        from_xpath(theirs, KNOWN)
    assert str(unreadable.value) == why


@pytest.mark.parametrize(
    "ours", ["a + 1 > 2", "a BETWEEN 1 AND 2", "c IN ('x', 'y')", "c = 'it''s'", "TRUE"]
)
def test_what_cannot_be_written(ours: str):
    with pytest.raises(Unwritable):
        to_xpath(ours, TYPES)


CONDITIONS = st.recursive(
    st.sampled_from([ours for _, ours in PAIRS[:6]]),
    lambda inner: st.one_of(
        st.builds("({} AND {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("NOT ({})".format, inner),
    ),
    max_leaves=6,
)
ROWS = [
    {"a": float(a), "c": c, "m": m}
    for a in (-2, 0, 3)
    for c in ("x", "y")
    for m in (["x"], ["y", "1"])
]


@given(CONDITIONS)
def test_there_and_back_it_holds_for_the_same_answers(ours: str):
    back = from_xpath(to_xpath(ours, TYPES), KNOWN)
    both = pl.DataFrame(ROWS).select(own=build(ours, TYPES).expr, other=build(back, TYPES).expr)
    assert both["own"].to_list() == both["other"].to_list()


@given(st.text(alphabet="${}ac>=!'()., 12andornotselected", max_size=30))
def test_any_text_is_a_condition_or_refused(text: str):
    try:
        assert isinstance(from_xpath(text, KNOWN), str)
    except Unreadable:
        return
