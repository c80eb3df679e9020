"""One answer set: values, bands, norms, factors, and what stands in their way."""

from typing import Any

import pytest

from tilts.engines.instruments import Problem, Result, Scored, Scorer, score_one
from tilts.engines.instruments.schema import Text

from .made import ANSWERS, without

FACTORS = {"housing": 2.0, "work": 1.0, "substances": 3.0, "days_used": 1.0, "age": 0.0}
SHORT = {"housing": 2.0, "work": 1.0, "days_used": 0.0}


def values(scored: Scored) -> dict[str, object]:
    return {name: result.value for name, result in scored.results.items()}


def said(scored: Scored) -> list[tuple[str, str, str]]:
    return [(one.about, one.code, one.words) for one in scored.problems]


def test_everything_about_a_whole_answer_set(needs: Scorer):
    assert score_one(needs, ANSWERS) == Scored(
        {
            "total": Result(7, "high", 60.0, (), FACTORS),
            "share": Result(0.58, None, None, (), FACTORS),
            "short": Result(3.0, None, None, (), SHORT),
        },
        (),
    )


def test_a_missing_answer_gives_no_score_and_the_reason(needs: Scorer):
    scored = score_one(needs, without("substances", "days_used"))
    waits = ("substances", "days_used")
    factors = {**FACTORS, "substances": None, "days_used": None}
    assert scored.results["total"] == Result(None, None, None, ("substances",), factors)
    assert scored.results["short"].missing == ("substances",)
    assert scored.problems == ()
    both = score_one(needs, without("days_used"))
    assert [r.missing for r in both.results.values()] == [waits[1:]] * 3


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (without(sex="female"), {"total": (7, "high", 99.0)}),
        (
            without(sex="female", housing=0, work="steady", substances=["alcohol"]),
            {"total": (2, "low", 20.0)},
        ),
        (
            without(housing=0, work="steady", substances="alcohol", days_used=0),
            {"total": (1, "low", 10.0)},
        ),
        (without(born="2005-03-02"), {"total": (9, "high", 95.0)}),
        (without(born="2001-03-03"), {"total": (9, "high", 95.0)}),
        (without(born="2001-03-02"), {"total": (7, "high", 60.0)}),
        (without(days_used=20), {"total": (8, "high", 95.0)}),
    ],
    ids=["women", "women low", "open below", "young", "24", "25 today", "last step"],
)
def test_steps_points_bands_and_norms(needs: Scorer, answers: dict[str, Any], expected):
    found = score_one(needs, answers).results
    assert {n: (found[n].value, found[n].band, found[n].norm) for n in expected} == expected


def test_a_hidden_item_counts_as_what_stands_for_it(needs: Scorer):
    hidden = score_one(needs, without(substances=["nothing"], days_used=None))
    assert values(hidden) == {"total": 3, "share": 0.25, "short": 3.0}
    assert values(score_one(needs, without(substances=["nothing"], days_used=31))) == values(hidden)
    nonsense = score_one(needs, without(substances=["nothing"], days_used="often"))
    assert nonsense == score_one(needs, without(substances=["nothing"], days_used=None))


def test_prorated_for_as_many_as_may_be_missing(needs: Scorer):
    assert values(score_one(needs, without("work")))["short"] == 3.0
    assert values(score_one(needs, without("work", housing=1)))["short"] == 1.5
    assert values(score_one(needs, without("work", "housing")))["short"] is None
    faulty = score_one(needs, without(work="sometimes"))
    assert values(faulty) == {"total": None, "share": None, "short": None}


def test_a_refusal_brings_its_reason_in_every_language(needs: Scorer):
    scored = score_one(needs, without(born="1930-01-01"))
    text = {"en": "Not for people of 90 and more.", "lv": "Nav paredzēts no 90 gadu vecuma."}
    assert values(scored) == {"total": None, "share": None, "short": 3.0}
    assert scored.problems == (Problem("total", "refused", text["en"], Text(text)),)


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"housing": 4}, ("housing", "too-high", "“4” is above 3")),
        ({"housing": "-1"}, ("housing", "too-low", "“-1” is below 0")),
        ({"housing": 1.5}, ("housing", "too-fine", "“1.5” is not a whole number")),
        ({"housing": "two"}, ("housing", "wrong-type", "“two” is not a number")),
        ({"housing": "nan"}, ("housing", "wrong-type", "“nan” is not a number")),
        ({"hours": 2.25}, ("hours", "too-fine", "“2.25” has more decimals than 1")),
        ({"work": "Steady"}, ("work", "unknown-code", "“Steady” is none of steady, some, without")),
        (
            {"substances": ["alcohol", "tea"]},
            ("substances", "unknown-code", "“alcohol;tea” is none of nothing, alcohol, opioids"),
        ),
        (
            {"born": "17.05.1990"},
            ("born", "wrong-type", "“17.05.1990” is not a date (year-month-day)"),
        ),
        (
            {"born": "1990-02-30"},
            ("born", "wrong-type", "“1990-02-30” is not a date (year-month-day)"),
        ),
        ({"born": "1899-12-31"}, ("born", "too-low", "“1899-12-31” is below 1900-01-01")),
        ({"born": "2026-03-03"}, ("age", "wrong-order", "assessed lies before born")),
        ({"born": "2012-03-03"}, ("age", "too-low", "13 is below 14")),
    ],
)
def test_a_faulty_answer_says_what_is_wrong_with_it(needs: Scorer, answer, problem):
    scored = score_one(needs, without(**answer))
    assert said(scored) == [problem]
    usable = "hours" in answer
    assert (scored.results["total"].value is not None) == usable
    assert scored.results["total"].missing == ()


def test_spaces_and_empty_answers(needs: Scorer):
    spaced = without(sex=" male ", housing=" 2", substances="alcohol; opioids", born=" 1990-05-17 ")
    assert score_one(needs, spaced) == score_one(needs, ANSWERS)
    assert score_one(needs, without(work="  ")) == score_one(needs, without("work"))
    assert score_one(needs, without(substances=[])) == score_one(needs, without("substances"))
