"""What a quantity can be at least and at most, and which answers make a difference."""

from pathlib import Path

import pytest

from tilts.engines.instruments import Scorer
from tilts.engines.instruments.bounds import bounds
from tilts.engines.instruments.scoring.candidates import candidates

from .made import small

ITEMS = """\
scores:
  - id: s
    label: {{en: S}}
    {recipe}
"""


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ("add: [{of: a}, {of: b}]", (0, 18)),
        ("add: [{of: a, steps: {0: -2, 5: 3}}, {of: c, values: {x: 1, y: 0.5}}]", (-1.5, 4)),
        ("add: [{id: f, formula: a * 2, minimum: 0, maximum: 18}, {of: b}]", (0, 27)),
        ("add: [{id: f, formula: a * 2}, {of: b}]", (None, None)),
        ("add: [{of: a}]\n    minimum: 2", (2, 9)),
        ("lookup: {of: a, steps: {0: 7, 3: -1}}", (-1, 7)),
        ("lookup: {of: a, by: c, groups: {x: {steps: {0: 1}}, y: {steps: {0: 9, 2: 4}}}}", (1, 9)),
        ("lookup: {of: a, steps: {0: few, 3: many}}", (None, None)),
        ("formula: a * 2", (None, None)),
        ("formula: a * 2\n    maximum: 18", (None, 18)),
        ("age: {born: d, on: e}", (0, None)),
        ("interval: {since: d, until: e, unit: days}\n    maximum: 400", (0, 400)),
    ],
)
def test_bounds(tmp_path: Path, recipe: str, expected: tuple[float | None, float | None]):
    instrument = small(tmp_path, ITEMS.format(recipe=recipe))
    assert bounds(instrument, instrument.quantities["s"]) == expected


def test_bounds_of_what_is_computed_of_another(needs: Scorer):
    found = {name: bounds(needs.instrument, q) for name, q in needs.instrument.quantities.items()}
    assert found == {"age": (14, None), "total": (0, 12), "share": (0, 1), "short": (0, 8)}


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ("formula: CASE WHEN a < 3 THEN 1 ELSE 0 END", [0, 2, 3, 4, 9]),
        ("formula: CASE WHEN a BETWEEN 1 AND 8 THEN 1 ELSE 0 END", [0, 1, 2, 7, 8, 9]),
        ("formula: CASE WHEN a IN (4) OR 6 = a THEN 1 ELSE 0 END", [0, 3, 4, 5, 6, 7, 9]),
        ("add: [{of: a, steps: {0: 0, 5: 1}}]", [0, 1, 4, 5, 6, 9]),
        ("lookup: {of: a, steps: {0: 0, 7: 1}}", [0, 1, 6, 7, 8, 9]),
        ("add: [{of: a}]", list(range(10))),
        ("formula: a + 1", list(range(10))),
        ("formula: CASE WHEN a < b THEN 1 ELSE 0 END", list(range(10))),
    ],
)
def test_numbers_beside_those_they_are_compared_with(tmp_path: Path, recipe: str, expected):
    instrument = small(tmp_path, ITEMS.format(recipe=recipe))
    assert candidates(instrument, instrument.items["a"]) == expected


def test_other_answers(tmp_path: Path, needs: Scorer):
    instrument = small(
        tmp_path, ITEMS.format(recipe="formula: CASE WHEN b > 0.5 THEN 1 ELSE 0 END")
    )
    assert candidates(instrument, instrument.items["b"]) == [0, 0.49, 0.5, 0.51, 9]
    assert candidates(instrument, instrument.items["c"]) == ["x", "y"]
    assert candidates(instrument, instrument.items["d"]) is None
    arithmetic = small(tmp_path, ITEMS.format(recipe="formula: b + 1\n    maximum: 99"))
    assert len(candidates(arithmetic, arithmetic.items["b"]) or ()) == 901
    items = needs.instrument.items
    assert candidates(needs.instrument, items["housing"]) == [0, 1, 2, 3]
    assert candidates(needs.instrument, items["substances"]) == [
        "nothing",
        "alcohol",
        "opioids",
        "nothing;alcohol",
        "nothing;opioids",
        "alcohol;opioids",
        "nothing;alcohol;opioids",
    ]
