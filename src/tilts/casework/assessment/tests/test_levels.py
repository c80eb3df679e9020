"""Levels by name, and numbers of questions as people write them."""

import pytest

from tilts.casework.assessment.levels import bands, level_of, level_title, named, numbers, spelt
from tilts.platform.forms.catalogue import versions


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ([], ""),
        ([3], "3"),
        ([3, 4], "3, 4"),
        ([3, 4, 5], "3–5"),
        ([1, 3, 4, 5, 9, 10], "1, 3–5, 9, 10"),
    ],
)
def test_numbers_are_spelt_in_runs(given, text):
    assert spelt(given) == text


def test_forty_questions_are_numbered_without_what_the_record_knows():
    (rvn,) = versions("rvn-demo")
    numbered = numbers(rvn)
    assert list(numbered.values()) == list(range(1, 41))
    assert not [item for item in numbered if rvn.items[item].known]


@pytest.mark.parametrize(
    ("level", "language", "title"),
    [("very_high", "en", "Very high"), ("low", "lv", "Zems"), ("other", "en", "other")],
)
def test_levels_have_titles(level, language, title):
    (rvn,) = versions("rvn-demo")
    assert level_title(rvn, level, language) == title
    assert level_title(None, level, language) == level


def test_what_the_record_should_know_is_named():
    (rvn,) = versions("rvn-demo")
    first = next(iter(numbers(rvn)))
    assert named(rvn, [first, "sex"]) == f"1, {rvn.items['sex'].label.to('en')}"


def test_levels_by_group_are_each_named_once():
    (psa,) = versions("ogrs3")
    assert [band.id for band in bands(level_of(psa))] == list(
        dict.fromkeys(band.id for band in bands(level_of(psa)))
    )
