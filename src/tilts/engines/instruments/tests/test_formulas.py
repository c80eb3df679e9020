"""Formulas: what they compute, and what they refuse."""

from datetime import date

import polars as pl
import pytest

from tilts.engines.instruments.formulas import (
    CODES,
    DAY,
    NUMBER,
    WORDS,
    FormulaFault,
    Kind,
    Type,
    build,
    names,
)
from tilts.engines.instruments.formulas.building import ALLOWED

SEX = Type(Kind.CODE, frozenset({"male", "female"}))
USES = Type(CODES.kind, frozenset({"alcohol", "opioids"}))
COLUMNS = {"a": NUMBER, "b": NUMBER, "sex": SEX, "d": DAY, "uses": USES, "words": WORDS}
ROWS = pl.DataFrame(
    {
        "a": [1.0, 2.5, -3.0],
        "b": [2.0, 2.0, 0.5],
        "sex": ["male", "female", "male"],
        "d": [date(2026, 1, 31), date(2024, 2, 29), date(1999, 12, 31)],
        "uses": [["alcohol"], ["opioids"], ["alcohol", "opioids"]],
    }
)


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        ("a + b * 2 - 1", [4.0, 5.5, -3.0]),
        ("-(a - b) / 2", [0.5, -0.25, 1.75]),
        ("a / 4", [0.25, 0.625, -0.75]),
        ("POWER(a, 2) + a ^ 2", [2.0, 12.5, 18.0]),
        ("ABS(a) + FLOOR(a) + CEIL(a)", [3.0, 7.5, -3.0]),
        ("ROUND(a) + ROUND(b / 4, 1)", [1.5, 3.5, -2.9]),
        ("LN(EXP(a)) + SQRT(b * b)", [3.0, 4.5, -2.5]),
        ("GREATEST(a, b, 1) - LEAST(a, b)", [1.0, 0.5, 4.0]),
        ("a > 1 AND NOT a > 2.5 OR sex = 'male'", [True, True, True]),
        ("a BETWEEN 1 AND 2.5", [True, True, False]),
        ("sex IN ('male') AND a NOT IN (1, 2)", [False, False, True]),
        ("sex <> 'male'", [False, True, False]),
        ("d >= DATE '2024-02-29'", [True, True, False]),
        ("CASE WHEN a < 0 THEN 0 WHEN b = 2 THEN a ELSE 9 END", [1.0, 2.5, 0.0]),
        ("CASE WHEN TRUE THEN 'male' ELSE sex END", ["male", "male", "male"]),
        ("ARRAY_CONTAINS(uses, 'alcohol')", [True, False, True]),
        ("ARRAY_LENGTH(uses) * 100", [100.0, 100.0, 200.0]),
    ],
)
def test_what_a_formula_computes(formula: str, values: list[object]):
    assert ROWS.select(build(formula, COLUMNS).expr).to_series().to_list() == values


LIKE = "Compare like with like; codes stand in single quotes."


@pytest.mark.parametrize(
    ("formula", "what", "remedy"),
    [
        ("a + z", "z is unknown.", "Name an item or quantity of this file."),
        ("SUM(a)", "SUM(a) is not allowed.", ALLOWED),
        ("COUNT(*)", "COUNT(*) is not allowed.", ALLOWED),
        ("ROW_NUMBER() OVER ()", "ROW_NUMBER() OVER () is not allowed.", ALLOWED),
        (
            "SUM(a) OVER (PARTITION BY sex)",
            "SUM(a) OVER (PARTITION BY sex) is not allowed.",
            ALLOWED,
        ),
        ("(SELECT 1)", "(SELECT 1) is not allowed.", ALLOWED),
        ("a IN (SELECT 1)", "a IN (SELECT 1) is not allowed.", ALLOWED),
        ("EXISTS(SELECT 1)", "EXISTS(SELECT 1) is not allowed.", ALLOWED),
        ("READ_CSV('/etc/passwd')", "READ_CSV('/etc/passwd') is not allowed.", ALLOWED),
        ("getenv('HOME')", "getenv is not allowed.", ALLOWED),
        ("RANDOM()", "RANDOM() is not allowed.", ALLOWED),
        ("a IS NULL", "a IS NULL is not allowed.", ALLOWED),
        ("COALESCE(a, 0)", "COALESCE(a, 0) is not allowed.", ALLOWED),
        ("a::INT", "CAST(a AS INT) is not allowed.", ALLOWED),
        ("t.a", "t.a is not allowed.", ALLOWED),
        ("a AS z", "a AS z is not allowed.", ALLOWED),
        ("CEIL(a, 1)", "CEIL(a, 1) is not allowed.", ALLOWED),
        ("sex < sex", "sex < sex compares a code.", ALLOWED),
        ("sex BETWEEN sex AND sex", "sex BETWEEN sex AND sex compares a code.", ALLOWED),
        ("uses = uses", "uses = uses compares several codes.", ALLOWED),
        (
            "CASE a WHEN 1 THEN 2 ELSE 3 END",
            "CASE a WHEN 1 THEN 2 ELSE 3 END is not allowed.",
            ALLOWED,
        ),
        ("ROUND(a, b)", "ROUND(a, b) is not allowed.", "Round to a written number of places."),
        ("a; b", "Not one formula.", "Write one expression, without semicolons."),
        ("", "Not one formula.", "Write one expression, without semicolons."),
        ("CASE WHEN a > 1 THEN 1 END", "CASE without ELSE.", "Add ELSE with what holds otherwise."),
        (
            "CASE WHEN a > 1 THEN 1 ELSE 'x' END",
            "CASE gives a number and a code.",
            "Let every branch give the same kind.",
        ),
        (
            "CASE WHEN a THEN 1 ELSE 0 END",
            "a is a number, not a condition.",
            "Correct the formula.",
        ),
        ("sex + 1", "sex is a code, not a number.", "Correct the formula."),
        ("d - d", "d is a date, not a number.", "Correct the formula."),
        ("words = 'x'", "words is written words.", "Written words are not scored."),
        ("a = '1'", "a = '1' compares a number with a code.", LIKE),
        ("sex = 'man'", "'man' in sex = 'man' is no answer.", "Use one of female, male."),
        (
            "sex IN ('male', 'x')",
            "'x' in sex IN ('male', 'x') is no answer.",
            "Use one of female, male.",
        ),
        (
            "ARRAY_CONTAINS(uses, 'tea')",
            "'tea' in ARRAY_CONTAINS(uses, 'tea') is no answer.",
            "Use one of alcohol, opioids.",
        ),
        (
            "ARRAY_CONTAINS(sex, 'male')",
            "ARRAY_CONTAINS(sex, 'male') is not allowed.",
            "Name a multiple item and one code.",
        ),
        ("d < DATE '2026-02-30'", "2026-02-30 is no date.", "Write year-month-day."),
        ("d < '2026-02-03'", "d < '2026-02-03' compares a date with a code.", LIKE),
    ],
)
def test_what_a_formula_may_not_do(formula: str, what: str, remedy: str):
    with pytest.raises(FormulaFault) as refused:
        build(formula, COLUMNS)
    assert (refused.value.what, refused.value.remedy) == (what, remedy)


def test_broken_syntax():
    with pytest.raises(FormulaFault, match=r"^Not a formula: .* Correct its syntax\.$"):
        build("a + (b", COLUMNS)
    with pytest.raises(FormulaFault, match=r"^Not a formula: "):
        build("(" * 5000 + "a" + ")" * 5000, COLUMNS)


def test_names_in_their_order():
    assert names("CASE WHEN b > 1 AND a < b THEN c ELSE 'd' END") == ("b", "a", "c")
    assert names("a + (") == ()
