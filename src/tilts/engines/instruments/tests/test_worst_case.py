"""What scores can become while answers are missing, against all answers there are."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tilts.engines.instruments import Outlook, Scorer, find, load, outlook, score_one
from tilts.engines.instruments.scoring.trying import apart

from .made import ANSWERS, small, without

ALL: dict[str, list[Any]] = {
    "sex": ["male", "female"],
    "housing": [0, 1, 2, 3],
    "work": ["steady", "some", "without"],
    "substances": [
        [
            code
            for code, chosen in zip(("nothing", "alcohol", "opioids"), bits, strict=True)
            if chosen
        ]
        for bits in product((True, False), repeat=3)
        if any(bits)
    ],
    "days_used": [0, 9, 10, 14, 15, 19, 20, 31],
}


def tried(scorer: Scorer, answers: dict[str, Any], removed: tuple[str, ...]) -> dict[str, set[Any]]:
    """Every value that the scores get, by scoring each combination by itself."""
    found: dict[str, set[Any]] = {}
    for chosen in product(*(ALL[name] for name in removed)):
        row = {**answers, **dict(zip(removed, chosen, strict=True))}
        for name, result in score_one(scorer, row).results.items():
            found.setdefault(name, set()).add((result.value, result.band))
    return found


@pytest.mark.parametrize(
    "removed",
    [
        ("housing",),
        ("sex",),
        ("days_used",),
        ("housing", "work"),
        ("substances",),
        ("sex", "work"),
        ("substances", "days_used"),
    ],
    ids="-".join,
)
def test_equal_to_trying_everything(needs: Scorer, removed: tuple[str, ...]):
    seen = outlook(needs, without(*removed))
    every = tried(needs, ANSWERS, removed)
    for name, found in seen.items():
        assert found is not None
        assert set(found.values) == {value for value, _ in every[name]}, name
        assert set(found.bands) == {band for _, band in every[name]} - {None}, name


def test_whether_the_band_would_change(needs: Scorer):
    low = without("housing", work="steady", substances=["alcohol"], days_used=0)
    assert outlook(needs, low) == {
        "total": Outlook((1, 2, 3, 4), ("low",)),
        "share": Outlook((0.08, 0.17, 0.25, 0.33), ()),
        "short": Outlook((0.0, 1.0, 2.0, 3.0), ()),
    }
    assert outlook(needs, without("housing"))["total"] == Outlook((5, 6, 7, 8), ("high",))
    assert outlook(needs, low | {"work": "some"})["total"] == Outlook((2, 3, 4, 5), ("low", "high"))


def test_when_one_cannot_say(needs: Scorer):
    assert outlook(needs, without("born")) == {"total": None, "share": None}
    assert outlook(needs, without("work", housing=7))["total"] is None


def test_nothing_is_missing(needs: Scorer):
    assert outlook(needs, ANSWERS) == {}
    assert outlook(needs, without("hours", housing=9)) == {}


def test_a_form_without_scores_waits_for_nothing(tmp_path: Path):
    assert outlook(Scorer(small(tmp_path, "")), {"a": 1}) == {}


MANY = "scores:\n  - id: s\n    label: {{en: S}}\n    {recipe}\n    decimals: 2\n"


def test_sums_are_exact_beyond_any_enumeration():
    psa = Scorer(load(find("psa")))
    nothing = outlook(psa, {})
    assert nothing["nca_raw"] == Outlook(tuple(range(14)), ())
    assert nothing["nca"] == Outlook((1, 2, 3, 4, 5, 6), ())
    assert nothing["fta"] == Outlook((1, 2, 3, 4, 5, 6), ())
    zeros = dict.fromkeys(psa.definition.items, 0) | {"age": 30}
    assert outlook(psa, {k: v for k, v in zeros.items() if k != "age"})["nvca_flag"] == Outlook(
        ("No",), ()
    )


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("CASE WHEN a < 3 THEN 1 WHEN a BETWEEN 5 AND 6 THEN 2 ELSE 3 END", (1, 2, 3)),
        ("CASE WHEN a > 8 AND c = 'x' THEN 1 ELSE 0 END", (0, 1)),
        ("a * a", tuple(float(n * n) for n in range(10))),
        ("a + b", None),
    ],
    ids=["thresholds", "two", "every number", "too many"],
)
def test_numbers_are_tried_as_far_as_they_matter(tmp_path: Path, formula: str, values):
    scorer = Scorer(small(tmp_path, MANY.format(recipe=f'formula: "{formula}"')))
    seen = outlook(scorer, {})["s"]
    assert (seen and seen.values) == values


def test_refused_combinations_are_left_out(tmp_path: Path):
    rest = MANY.format(recipe="add: [{of: a}]")
    rest += "refusals: [{when: a > 6, reason: {en: Too much.}}]\n"
    assert outlook(Scorer(small(tmp_path, rest)), {})["s"] == Outlook(tuple(range(7)), ())


NESTED = """\
scores:
  - id: first
    label: {en: First}
    add: [{of: a, steps: {0: 0, 5: 0.5}}, {of: c, values: {x: 1, y: 2}}]
    decimals: 1
  - id: second
    label: {en: Second}
    add: [{of: b, steps: {0: 0, 3: 10}}]
  - id: s
    label: {en: Sum}
    add: [{of: first}, {of: second, steps: {0: 0, 10: -1}}]
"""


def test_a_sum_of_sums_is_rounded_as_it_is_scored(tmp_path: Path):
    scorer = Scorer(small(tmp_path, NESTED))
    assert outlook(scorer, {}) == {
        "first": Outlook((1.0, 1.5, 2.0, 2.5), ()),
        "second": Outlook((0, 10), ()),
        "s": Outlook((0, 1, 2, 3), ()),
    }
    sums = {score_one(scorer, {"a": a, "b": b, "c": c}).results["s"].value
            for a in range(10) for b in (0, 3) for c in "xy"}  # fmt: skip
    assert sums == {0, 1, 2, 3}


def test_a_sum_beyond_its_bounds_is_no_result(tmp_path: Path):
    bounded = NESTED + "    minimum: 1\n    maximum: 2\n"
    assert outlook(Scorer(small(tmp_path, bounded)), {})["s"] == Outlook((1, 2), ())


def test_a_refusal_of_one_term_reaches_the_whole_sum(tmp_path: Path):
    refusal = "refusals: [{when: c = 'y', reason: {en: Not y.}, scores: [first]}]\n"
    seen = outlook(Scorer(small(tmp_path, NESTED + refusal)), {"b": 0})
    assert seen == {"first": Outlook((1.0, 1.5), ()), "s": Outlook((1, 2), ())}


def test_a_term_with_too_many_combinations(tmp_path: Path):
    wide = NESTED.replace("{of: b, steps: {0: 0, 3: 10}}", "{id: n, formula: a * b}")
    wide = wide.replace("{0: 0, 10: -1}", "{-1000: 0, 10: -1}")
    wide = wide.replace("formula: a * b", "formula: a * b, minimum: -1000, maximum: 1000")
    seen = outlook(Scorer(small(tmp_path, wide)), {})
    assert (seen["second"], seen["s"]) == (None, None)
    assert seen["first"] == Outlook((1.0, 1.5, 2.0, 2.5), ())


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], []),
        ([("a",), ("b", "c")], [("a",), ("b", "c")]),
        ([("a", "b"), ("b",)], [("a", "b")]),
        ([("a",), ("b",), ("c",), ("a", "c")], [("b",), ("a", "c")]),
        ([("a", "b"), ("c", "d"), ("d", "a"), ("e",)], [("a", "b", "c", "d"), ("e",)]),
    ],
)
def test_answers_that_matter_together(groups, expected):
    assert apart(groups) == expected
