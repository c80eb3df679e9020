"""What one other answer would make of a score, against scoring each answer by itself."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import Otherwise, Scorer, find, load, otherwise, score_one
from tilts.engines.instruments.schema import Choice

RVN, OGRS = (Scorer(load(find(name))) for name in ("rvn-demo", "ogrs3"))
CHANGING = [
    item
    for section in RVN.instrument.sections
    if not section.static
    for item in section.items
    if isinstance(item, Choice)
]
FORM = """
id: small
version: "1"
title: {en: Small}
languages: [en]
licence: CC-BY-4.0
source: Made for a test
sections:
  - id: past
    title: {en: Past}
    static: true
    items:
      - {id: sentences, label: {en: Sentences}, type: number, minimum: 0, maximum: 9}
  - id: present
    title: {en: Present}
    items:
      - id: work
        label: {en: Work}
        type: choice
        options:
          - {code: "yes", label: {en: "Yes"}, points: 0}
          - {code: some, label: {en: Some}, points: 2}
          - {code: "no", label: {en: "No"}, points: 5}
      - {id: trouble, label: {en: Trouble}, type: scale, minimum: 0, maximum: 4}
      - {id: wish, label: {en: Wish}, type: text, required: false}
scores:
  - id: sum
    label: {en: Sum}
    add: [{of: sentences}, {of: work}, {of: trouble}]
    bands: [{id: low, label: {en: Low}, to: 5}, {id: high, label: {en: High}, from: 6}]
  - {id: plain, label: {en: Plain}, add: [{of: work}]}
"""


@pytest.fixture
def form(tmp_path: Path) -> Scorer:
    file = tmp_path / "small.yaml"
    file.write_text(FORM, encoding="utf-8")
    return Scorer(load(file))


def answers(how: int) -> dict[str, Any]:
    """Every choice of the demonstration answered by its option of that number, or its last."""
    chosen: dict[str, Any] = {
        item.id: item.options[min(how, len(item.options) - 1)].code
        for item in RVN.instrument.items.values()
        if isinstance(item, Choice)
    }
    return {**chosen, "sex": "male"}


def test_the_answer_that_lowers_it_most_of_each_question_that_can_change(form: Scorer):
    now: dict[str, Any] = {"sentences": 4, "work": "no", "trouble": 2, "wish": "A boat."}
    assert otherwise(form, now, "sum") == (
        Otherwise("work", "yes", 6, "high"),
        Otherwise("trouble", 0.0, 9, "high"),
    )
    assert otherwise(form, {**now, "sentences": 0}, "sum") == (
        Otherwise("work", "yes", 2, "low"),
        Otherwise("trouble", 0.0, 5, "low"),
    )


def test_a_score_without_bands_and_a_question_that_does_not_count(form: Scorer):
    now: dict[str, Any] = {"sentences": 4, "work": "some", "trouble": 2}
    assert otherwise(form, now, "plain") == (Otherwise("work", "yes", 0, None),)


def test_what_is_at_its_best_cannot_be_lowered(form: Scorer):
    assert otherwise(form, {"sentences": 9, "work": "yes", "trouble": 0}, "sum") == ()


def test_where_nothing_is_computed_nothing_is_said(form: Scorer):
    assert otherwise(form, {"work": "no", "trouble": 2}, "sum") == ()


def test_an_instrument_of_the_past_alone_names_nothing():
    now: dict[str, Any] = {
        "sex": "male", "date_of_birth": "1990-01-01", "date_of_current_conviction": "2020-01-01",
        "date_at_start_of_followup": "2020-02-01", "total_sanctions": 9,
        "age_at_first_sanction": 15, "only_cautions": "no", "offence_group": "Violence",
    }  # fmt: skip
    assert score_one(OGRS, now).results["two_year"].band is not None
    assert otherwise(OGRS, now, "two_year") == ()


@settings(max_examples=8, deadline=None)
@given(how=st.integers(0, 3), one=st.sampled_from(CHANGING))
def test_each_is_what_scoring_it_alone_gives(how: int, one: Choice):
    now, of = answers(how), {item.item: item for item in otherwise(RVN, answers(how), "total")}
    before = score_one(RVN, now).results["total"].value
    alone = [
        score_one(RVN, {**now, one.id: option.code}).results["total"] for option in one.options
    ]
    lowest = min(alone, key=lambda result: result.value)  # type: ignore[arg-type,return-value]  # a number
    if one.id not in of:
        assert lowest.value == before
    else:
        assert (of[one.id].value, of[one.id].band) == (lowest.value, lowest.band)
