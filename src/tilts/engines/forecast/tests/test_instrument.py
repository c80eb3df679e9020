"""A scorecard as an instrument: what is written, and that it scores the same."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import yaml
from polars.testing import assert_frame_equal

from tilts.engines.forecast.binning import Bins
from tilts.engines.forecast.instrument import answers, instrument_yaml, item_ids
from tilts.engines.forecast.models.scorecard import Scorecard, ScorecardLearner
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.instruments import Scorer, load

from .cards import CARD, EMPTY
from .made import people, ready

ABOUT = {
    "id": "made-up",
    "version": "1",
    "title": "Made up",
    "licence": "none",
    "source": "fictional people",
}
PEOPLE = pl.DataFrame(
    {"age": [None, 24.5, 25.0, 60.0], "darbs": ["pastāvīgs", "nav", None, "cits"]}
)
WHOLE = """\
id: made-up
version: '1'
title:
  en: Made up
licence: none
source: fictional people
languages:
- en
sections:
- id: facts
  title:
    en: Facts
  items:
  - id: age_known
    label:
      en: 'age: is it known?'
    type: choice
    options:
    - code: 'yes'
      label:
        en: 'Yes'
    - code: 'no'
      label:
        en: 'No'
  - id: age
    label:
      en: age
    type: number
    minimum: 0.0
    decimals: 1
    visible_if: age_known = 'yes'
    when_hidden: -1.0
  - id: darbs
    label:
      en: darbs
    type: choice
    options:
    - code: missing
      label:
        en: missing
      points: 0
    - code: nav
      label:
        en: nav
      points: 0
    - code: pastāvīgs
      label:
        en: pastāvīgs
      points: -3
    - code: unseen
      label:
        en: unseen
      points: 0
scores:
- id: points
  label:
    en: Points
  add:
  - of: age
    steps:
      -1.0: 1
      0.0: 0
      25.0: -2
      40.0: -3
  - of: darbs
- id: probability
  label:
    en: Probability of the outcome
  decimals: 4
  formula: 1 / (1 + EXP(0 - (-1.0 + 0.5 * points)))
"""


def scored(card: Scorecard, frame: pl.DataFrame, folder: Path) -> pl.DataFrame:
    file = folder / "made-up.yaml"
    file.write_text(instrument_yaml(card, frame, ABOUT), encoding="utf-8")
    found: pl.DataFrame = Scorer(load(file)).score(answers(card, frame).lazy()).collect()
    assert found["errors"].null_count() == found["missing"].null_count() == frame.height
    return found


def same(card: Scorecard, frame: pl.DataFrame, folder: Path) -> None:
    found = scored(card, frame, folder)
    assert found["points"].to_list() == card.points(frame).tolist()
    risks = card.probabilities(frame)
    assert abs(found["probability"].to_numpy() - risks).max() <= 0.5e-4 + 1e-9


def test_the_whole_text():
    assert instrument_yaml(CARD, PEOPLE, ABOUT) == WHOLE


def test_the_answers_that_a_table_holds():
    expected = pl.DataFrame(
        {
            "age_known": ["no", "yes", "yes", "yes"],
            "age": [None, 24.5, 25.0, 60.0],
            "darbs": ["pastāvīgs", "nav", "missing", "unseen"],
        }
    )
    assert_frame_equal(answers(CARD, PEOPLE), expected)


def test_a_card_made_by_hand_scores_the_same(tmp_path: Path):
    found = scored(CARD, PEOPLE, tmp_path)
    assert found["points"].to_list() == [-2, 0, -2, -3]
    assert found["probability"].to_list() == [0.1192, 0.2689, 0.1192, 0.0759]


def test_the_instrument_of_a_learnt_card(tmp_path: Path):
    prepared = ready(people())
    card = ScorecardLearner(prepared.features).fit(prepared.frame, prepared.outcome, seed=1)
    same(card, prepared.frame, tmp_path)


def test_a_card_without_rules_is_no_instrument():
    with pytest.raises(DataRefused) as refused:
        instrument_yaml(EMPTY, PEOPLE, ABOUT)
    said = "the scorecard: it has no rules. Train it on data that tell more."
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Vecums gados", "dienasNaktis", "ĀĒ"], ["vecums_gados", "dienas_naktis", "ae"]),
        (["2nd", "年齢", "Возраст", "住所"], ["x_2nd", "x_", "x__2", "x__3"]),
        (["age", "AGE", "Āge"], ["age", "age_2", "age_3"]),
        (["points", "probability"], ["points_2", "probability_2"]),
        (["age", "age_known"], ["age", "age_known_2"]),
        (["age_known", "age"], ["age_known", "age_2"]),
        (["n" * 80, "n" * 81], ["n" * 40, "n" * 40 + "_2"]),
    ],
)
def test_every_item_has_an_id_of_its_own(names: list[str], ids: list[str]):
    assert item_ids([Bins(name, "number") for name in names]) == ids


def test_levels_that_cannot_be_codes_are_numbered():
    levels = (" x", "a;b", "level 1", "missing", "ok", "unseen", "w" * 101)
    bins = (CARD.bins[0], replace(CARD.bins[1], levels=levels))
    found = yaml.safe_load(instrument_yaml(replace(CARD, bins=bins), PEOPLE, ABOUT))
    options = found["sections"][0]["items"][2]["options"]
    assert [(one["code"], one["label"]["en"]) for one in options] == [
        ("missing", "missing"),
        ("level 1", " x"),
        ("level 2", "a;b"),
        ("level 3", "level 1"),
        ("level 4", "missing"),
        ("ok", "ok"),
        ("level 6", "unseen"),
        ("level 7", "w" * 101),
        ("unseen", "unseen"),
    ]


@pytest.mark.parametrize(
    ("ages", "minimum", "decimals"),
    [
        ([20.0, 30.0], 0.0, 0),
        ([-0.25, 30.0], -1.0, 2),
        ([-7.0, 1.5], -7.0, 1),
        ([1 / 3, 30.0], 0.0, 9),
        ([None, None], 0.0, 0),
    ],
)
def test_bounds_and_decimals_are_those_of_the_table(
    ages: list[float | None], minimum: float, decimals: int
):
    frame = pl.DataFrame({"age": pl.Series(ages, dtype=pl.Float64), "darbs": ["nav", "nav"]})
    found = yaml.safe_load(instrument_yaml(CARD, frame, ABOUT))["sections"][0]["items"][1]
    names = ("minimum", "decimals", "when_hidden")
    assert [found[name] for name in names] == [minimum, decimals, minimum - 1]


def test_a_table_of_odd_columns_scores_the_same(tmp_path: Path):
    draw = np.random.default_rng(0)
    truth = draw.integers(0, 2, 400).astype(np.int8)

    def telling(no: object, yes: object) -> list[object]:
        turned = np.where(draw.random(400) < 0.3, 1 - truth, truth)
        return [yes if one else no for one in turned]

    frame = pl.DataFrame(
        {
            "Svars": telling(-5.5, 3.25),
            "年齢": telling(0, 1),
            "Возраст": telling(0, 1),
            "points": telling(0, None),
            "third": telling(0.0, 1 / 3),
            "age_known": telling("a;b", "level 1"),
            "ü": telling("missing", "unseen"),
            "probability": telling(" x", "y"),
            "truth": telling("true", "false"),
        }
    )
    card = ScorecardLearner().fit(frame, truth, seed=0)
    assert len(card.rules) >= 6
    same(card, frame, tmp_path)
