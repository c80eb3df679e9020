"""What two ratings give."""

import pytest

from tilts.platform.forms.models import Sheet
from tilts.workforce.competence.results import (
    Agreement,
    agreement,
    computed,
    pairs,
    settled,
    steps,
    to_develop,
)

from .conftest import used

SCALES = [
    item.id for item in used("facilitator-observation").items.values() if item.type == "scale"
]
COUNTS = [item.id for item in used("miti4").items.values() if item.type == "number"]
GLOBALS = [item.id for item in used("miti4").items.values() if item.type == "scale"]


def sheet(**values: int | str | None) -> Sheet:
    """A sheet with these answers."""
    return Sheet(answers={name: {"value": value, "saved": 1} for name, value in values.items()})


def even(number: int, **other: int | None) -> Sheet:
    """A session at one number throughout, but for some."""
    return sheet(**(dict.fromkeys(SCALES, number) | other))


def test_agreement_of_a_session():
    """One step apart, where chance would give 13/3 steps: 1 - 3/13."""
    of = used("facilitator-observation")
    one = even(3, time_kept=4, fits_learning=2, evokes_change=2)
    other = even(3, time_kept=3, fits_learning=2, evokes_change=2)
    found = agreement(of, one, other)
    assert (found.compared, found.same, found.percent) == (12, 11, 92)
    assert found.differing == (of.items["time_kept"],)
    assert [found.kappa, found.icc] == pytest.approx([10 / 13, 0.8])


def test_words_are_not_compared():
    of = used("facilitator-observation")
    one, other = sheet(strengths="Calm."), sheet(strengths="Clear.")
    assert agreement(of, one, other) == Agreement(0, 0, 0, (), None, None)


def test_what_one_does_not_know_differs_but_is_no_pair():
    of = used("facilitator-observation")
    one, other = even(3), even(3, works_with_leader=None)
    found = agreement(of, one, other)
    assert [item.id for item in found.differing] == ["works_with_leader"]
    assert pairs(of, one, other) == [(3, 3)] * 11


def test_of_miti_the_icc_is_of_what_was_counted():
    of = used("miti4")
    counted = {name: number for number, name in enumerate(COUNTS)}
    one = sheet(**counted, **dict.fromkeys(GLOBALS, 3))
    other = sheet(**counted, **dict.fromkeys(GLOBALS, 4))
    found = agreement(of, one, other)
    assert [found.kappa, found.icc] == pytest.approx([0, 1])
    assert list(steps(of)) == [1, 2, 3, 4, 5]


def test_settled_keeps_what_both_gave():
    of = used("facilitator-observation")
    one, other = even(3, time_kept=4), even(3, time_kept=2)
    stands = settled(of, one, other, {"time_kept": 3, "fits_learning": 1})
    assert stands == dict.fromkeys(SCALES, 3)


def test_settled_lets_an_optional_one_go():
    of = used("facilitator-observation")
    one, other = even(3), even(3, works_with_leader=2)
    expected = {name: 3 for name in SCALES if name != "works_with_leader"}
    assert settled(of, one, other, {}) == expected


def test_areas_in_the_lowest_range_are_to_be_developed():
    of = used("facilitator-observation")
    answers = dict.fromkeys(SCALES, 3) | {"parts_delivered": 1, "time_kept": 2}
    results = computed(of, answers)
    assert results["fidelity"] == {"value": 1.5, "band": "develop"}
    assert to_develop(of, results) == ["fidelity"]
    assert to_develop(of, {}) == []


def test_of_miti_what_has_no_range_asks_for_nothing():
    of = used("miti4")
    answers = dict.fromkeys(COUNTS, 4) | dict.fromkeys(GLOBALS, 4)
    assert to_develop(of, computed(of, answers)) == []
    weak = answers | {"partnership": 2, "empathy": 2, "question": 40}
    assert to_develop(of, computed(of, weak)) == ["relational", "reflections_to_questions"]
