"""What codes are called, in the words of the instrument and of the house."""

import pytest
from django.utils.translation import override

from tilts.insight.statistics.dimensions import OVERDUE, RESULTS, UNKNOWN
from tilts.insight.statistics.wording import (
    WORDS,
    domain_names,
    level_names,
    named,
    need_names,
    period_name,
    placed,
    with_levels,
)


def test_levels_stand_from_the_lowest():
    assert level_names("rvn-demo") == {
        "low": "Low",
        "medium": "Medium",
        "high": "High",
        "very_high": "Very high",
    }
    with override("lv"):
        assert level_names("rvn-demo")["very_high"] == "Ļoti augsts"


def test_domains_are_the_scores_that_are_divided_alike():
    assert [*domain_names("rvn-demo")] == [
        "history", "personality", "attitudes", "associates", "family", "work", "leisure",
        "substances",
    ]  # fmt: skip


def test_needs_are_called_as_most_domains_call_them():
    assert need_names("rvn-demo") == {"low": "Low need", "some": "Some need", "high": "High need"}


def test_an_instrument_that_is_gone():
    assert (level_names("gone"), domain_names("gone"), need_names("gone")) == ({}, {}, {})
    assert named("level", ["low"], "gone") == {"low": "low"}


def test_only_instruments_with_a_level_are_offered():
    assert "rvn-demo" in with_levels()


def test_periods():
    assert (period_name("2026"), period_name("2026-3")) == ("2026", "2026, quarter 3")


@pytest.mark.parametrize(
    ("dimension", "codes", "words"),
    [
        ("sex", ["female", "unknown"], ["female", "not known"]),
        ("age", ["under-18", "18-24", "55-and-over", UNKNOWN],
         ["under 18", "18–24", "55 and over", "not known"]),
        ("change", ["first", "same"], ["the first one", "as before"]),
        ("quarter", ["2025-1"], ["2025, quarter 1"]),
        ("assessor", [UNKNOWN], ["not known"]),
        ("", ["people"], ["People"]),
    ],
)  # fmt: skip
def test_words(db, dimension, codes, words):
    assert named(dimension, codes, "rvn-demo") == dict(zip(codes, words, strict=True))


def test_levels_stand_as_in_the_instrument_and_strange_ones_last():
    key = placed("level", "rvn-demo", {})
    assert sorted(["very_high", "unheard-of", "low"], key=key) == [
        "low", "very_high", "unheard-of",
    ]  # fmt: skip


def test_others_stand_by_their_words():
    key = placed("unit", "rvn-demo", {"a": "Zilupe", "b": "Aizpute"})
    assert sorted("ab", key=key) == ["b", "a"]


def test_every_code_with_an_order_has_words():
    ordered = {code for one in (*RESULTS.values(), *OVERDUE.values()) for code in one.order}
    plain = {"18-24", "25-34", "35-44", "45-54"}  # these say themselves
    assert ordered - plain - WORDS.keys() == set()
