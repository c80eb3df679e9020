"""Levels by name, and numbers of questions as people write them."""

import pytest

from tilts.casework.assessment.actions import begin_assessment
from tilts.casework.assessment.levels import bands, level_of, level_title, named, spelt
from tilts.engines.instruments import load
from tilts.engines.instruments.tests.made import NEEDS
from tilts.platform.forms.catalogue import versions
from tilts.platform.forms.results import numbered

pytestmark = pytest.mark.usefixtures("all_seen")


def test_bands_of_groups_are_told_once_lowest_first():
    total = next(one for one in load(NEEDS).scores if one.id == "total")
    assert [(band.id, band.label.to("lv")) for band in bands(total)] == [
        ("low", "Zems"),
        ("high", "Augsts"),
    ]


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


def test_forty_questions_are_numbered_without_what_the_record_knows(desk, edgars):
    made = begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    numbers = numbered(made.answered)
    assert list(numbers.values()) == list(range(1, 41))
    assert "sex" not in numbers
    assert named(made.answered, [*list(numbers)[:3], "sex"]) == "1–3"


def test_what_the_record_should_know_is_asked(desk):
    nobody = desk.add("Bērziņš", sex="unknown")
    made = begin_assessment(by=desk.actor, person_id=nobody.pk, of=desk.rvn)
    numbers = numbered(made.answered)
    assert named(made.answered, ["sex"]) == str(numbers["sex"])
    assert len(numbers) == 41


@pytest.mark.parametrize(
    ("level", "language", "title"),
    [("very_high", "en", "Very high"), ("low", "lv", "Zems"), ("other", "en", "other")],
)
def test_levels_have_titles(level, language, title):
    (rvn,) = versions("rvn-demo")
    assert level_title(rvn, level, language) == title
    assert level_title(None, level, language) == level


def test_levels_by_group_are_each_named_once():
    (psa,) = versions("ogrs3")
    assert [band.id for band in bands(level_of(psa))] == list(
        dict.fromkeys(band.id for band in bands(level_of(psa)))
    )
