"""What an instrument says is wrong, in the language of the page, by its questions."""

import polars as pl
import pytest
from django.utils import translation
from django.utils.translation import gettext

from tilts.engines.instruments import Scorer, load, score_one
from tilts.engines.instruments.scoring import Problem
from tilts.engines.instruments.scoring.results import Answer
from tilts.engines.instruments.shipped import files
from tilts.engines.instruments.tests.made import NEEDS
from tilts.platform.forms.problems import SAID, called, said

WHOLE: dict[str, Answer] = {
    "sex": "male", "born": "1990-05-17", "assessed": "2026-01-31", "housing": 1, "work": "some",
    "substances": ["alcohol"], "days_used": 3, "hours": 12,
}  # fmt: skip


@pytest.fixture(scope="module")
def scorer():
    return Scorer(load(NEEDS))


def told(scorer: Scorer, **changed: Answer) -> list[str]:
    return [said(one, scorer.instrument) for one in score_one(scorer, WHOLE | changed).problems]


@pytest.mark.parametrize(("changed", "words"), [
    ({"housing": "a lot"}, "Housing: “a lot” is not a number."),
    ({"housing": 1.5}, "Housing: “1.5” is not a whole number."),
    ({"housing": 7}, "Housing: “7” is above 3."),
    ({"housing": -1}, "Housing: “-1” is below 0."),
    ({"work": "purple"}, "Work: “purple” is none of steady, some, without."),
    ({"substances": ["alcohol", "tea"]},
     "Substances: “alcohol;tea” is none of nothing, alcohol, opioids."),
    ({"born": "17.05.1990"}, "Date of birth: “17.05.1990” is not a date like 2026-01-31."),
    ({"born": "1899-12-31"}, "Date of birth: “1899-12-31” is below 1900-01-01."),
    ({"born": "2026-03-03"},
     "“Day of the assessment” lies before “Date of birth”. Look at both dates."),
    ({"born": "2012-03-03"}, "Date of birth, Day of the assessment: “13” is below 14."),
    ({"born": "1901-01-01"}, "Not for people of 90 and more."),
])  # fmt: skip
def test_each_fault_in_the_words_of_its_question(scorer, changed, words):
    assert told(scorer, **changed) == [words]


def test_in_another_language(scorer):
    with translation.override("lv"):
        above = gettext("“%(value)s” is above %(limit)s") % {"value": "7", "limit": "3"}
        order = gettext("“%(second)s” lies before “%(first)s”. Look at both dates.")
        dates = {"first": "Dzimšanas datums", "second": "Novērtēšanas diena"}
        assert told(scorer, housing=7) == [f"Mājoklis: {above}."]
        assert told(scorer, born="2026-03-03") == [order % dates]
        assert told(scorer, born="1901-01-01") == ["Nav paredzēts no 90 gadu vecuma."]


def test_what_nobody_named_keeps_its_name(scorer):
    assert called("nobody", scorer.instrument) == "nobody"
    assert called("total", scorer.instrument) == "Total"


@pytest.mark.parametrize("path", [NEEDS, *files().values()], ids=lambda path: path.stem)
def test_there_are_words_for_everything_that_can_be_wrong(path):
    scorer = Scorer(load(path))
    kinds = scorer.compiled(dict.fromkeys(scorer.definition.items, pl.String())).complaints
    assert {one.code for one in kinds} - {"refused", "wrong-order"} <= set(SAID)
    for kind in kinds:
        values = {"value": "7", **kind.values}
        text = said(Problem(kind.about, kind.code, "", kind.reason, values), scorer.instrument)
        assert (text[-1], "%(" in text, len(text) > 10) == (".", False, True)
