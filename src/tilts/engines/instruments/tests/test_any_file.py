"""Whatever stands in a file, it is an instrument or has faults; and no formula escapes its row."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import Scorer, faults, load, score_one
from tilts.engines.instruments.formulas import NUMBER, FormulaFault, build

from .made import ANSWERS, NEEDS

LINES = NEEDS.read_text(encoding="utf-8").splitlines()
WORDS = st.sampled_from(
    [
        "",
        "null",
        "-1",
        "1.5",
        "yes",
        "[]",
        "{}",
        "{en: A, lv: B}",
        "age",
        "total",
        "'",
        "a: b",
        "sex = 'x'",
    ]
)


@settings(max_examples=60)
@given(st.integers(0, len(LINES) - 1), WORDS)
def test_a_value_exchanged_for_another(at: int, word: str):
    """Nothing raises but what says the faults, and whatever is sound can score."""
    key, colon, _ = LINES[at].partition(":")
    text = "\n".join([*LINES[:at], f"{key}{colon} {word}", *LINES[at + 1 :]])
    with TemporaryDirectory() as folder:
        file = Path(folder) / "any.yaml"
        file.write_text(text, encoding="utf-8")
        if not faults(file):
            score_one(Scorer(load(file)), ANSWERS)


@settings(max_examples=40)
@given(st.randoms(use_true_random=False))
def test_lines_left_out_doubled_or_exchanged(chance: random.Random):
    lines = list(LINES)
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.choice(("leave out", "double", "exchange"))
        if change == "leave out":
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        else:
            lines[at], lines[other] = lines[other], lines[at]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "any.yaml"
        file.write_text("\n".join(lines), encoding="utf-8")
        if not faults(file):
            score_one(Scorer(load(file)), ANSWERS)


PARTS = st.recursive(
    st.sampled_from(["a", "b", "1", "2.5"]),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*"), inner),
        st.builds("GREATEST({}, {})".format, inner, inner),
        st.builds("CASE WHEN {} < {} THEN {} ELSE {} END".format, inner, inner, inner, inner),
        st.builds("ABS(-{})".format, inner),
    ),
    max_leaves=8,
)
NUMBERS = st.integers(-50, 50)
PYTHON = {"GREATEST": "max", "ABS": "abs"}


def in_python(formula: str, row: dict[str, float]) -> float:
    """The same formula as Python computes it, CASE turned into a conditional."""
    for sql, ours in PYTHON.items():
        formula = formula.replace(sql, ours)
    while (start := formula.rfind("CASE WHEN ")) >= 0:
        end = formula.index(" END", start)
        condition, rest = formula[start + 10 : end].split(" THEN ", 1)
        then, otherwise = rest.rsplit(" ELSE ", 1)
        chosen = f"(({then}) if ({condition}) else ({otherwise}))"
        formula = formula[:start] + chosen + formula[end + 4 :]
    found: float = eval(formula, {"max": max, "abs": abs}, row)  # noqa: S307 - made above
    return found


@settings(max_examples=60)
@given(
    PARTS, st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=5)
)
def test_a_formula_computes_as_python_does(formula: str, pairs: list[tuple[int, int]]):
    rows = [{"a": float(a), "b": float(b)} for a, b in pairs]
    expression = build(formula, {"a": NUMBER, "b": NUMBER}).expr
    found = pl.DataFrame(rows).select(value=expression + pl.col("a") * 0)["value"].to_list()
    assert found == [in_python(formula, row) for row in rows]


@given(st.text(alphabet="ab1.'()+-*/<>=, ;\"SELECTFROMWHENCASEND", max_size=40))
def test_any_text_is_a_formula_or_refused(text: str):
    """No text makes anything but an expression over the known columns, or a fault."""
    try:
        built = build(text, {"a": NUMBER, "b": NUMBER})
    except FormulaFault:
        return
    assert set(built.expr.meta.root_names()) <= {"a", "b"}
