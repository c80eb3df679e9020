"""Logit and EBM as tables: what each code of a feature says."""

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.additive import Additive
from tilts.engines.forecast.features import Feature
from tilts.engines.forecast.learning import Learner
from tilts.engines.forecast.models.ebm import Ebm
from tilts.engines.forecast.models.logit import PENALTIES, Logit
from tilts.engines.forecast.tests.made import outcome, people

ROWS = np.repeat([1, 1, 0, 0], [60, 20, 40, 80])
TRUTH = np.repeat([1, 0, 1, 0], [60, 20, 40, 80]).astype(np.int8)
WORDS = pl.DataFrame({"seen": np.where(ROWS == 1, "jā", "nē")})


def ebm(**asked: object) -> Learner:
    return Ebm(bags=2, rounds=60, jobs=1, **asked)  # type: ignore[arg-type]  # fields of the class


def learnt(learner: Learner, frame: pl.DataFrame) -> Additive:
    found = learner.fit(frame, TRUTH, seed=1)
    assert isinstance(found, Additive)
    return found


@pytest.mark.parametrize("learner", [Logit(jobs=1), ebm()], ids=lambda one: one.name)
def test_the_tables_are_centred_and_silent_of_what_training_lacked(learner: Learner):
    found = learnt(learner, WORDS)
    missing, yes, no, unseen = found.tables[0].tolist()
    assert (missing, unseen) == (0.0, 0.0)
    assert yes * 80 + no * 120 == pytest.approx(0.0, abs=1e-9)
    assert yes > 0 > no


def test_the_logit_shrinks_towards_the_average():
    found = learnt(Logit(jobs=1), WORDS).tables[0]
    assert 0 < found[1] - found[2] < np.log(60 * 80 / (20 * 40))
    assert tuple(sorted(PENALTIES, reverse=True)) == PENALTIES


@pytest.mark.parametrize("learner", [Logit(jobs=1), ebm()], ids=lambda one: one.name)
def test_gaps_have_a_number_of_their_own(learner: Learner):
    frame = pl.DataFrame({"seen": pl.Series(ROWS.astype(float)).replace(1.0, None)})
    found = learnt(learner, frame)
    assert found.bins[0].labels == ("missing", "any", "unseen")
    assert found.tables[0][0] > 0 > found.tables[0][1]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("kind", [Logit, Ebm])
def test_a_direction_against_the_data_leaves_nothing(kind: type, sign: int):
    feature = Feature("seen", "number", "test", monotone=-sign)  # type: ignore[arg-type]  # 1 or -1
    frame = pl.DataFrame({"seen": sign * ROWS})
    few = {"bags": 2, "rounds": 60} if kind is Ebm else {}
    found = learnt(kind((feature,), jobs=1, **few), frame)
    np.testing.assert_allclose(found.tables[0], 0.0, atol=1e-6)


def test_monotone_features_enter_no_pair():
    frame = people(200)
    features = (
        Feature("age", "number", "test", monotone=-1),
        Feature("priors", "number", "test"),
        Feature("work", "category", "test"),
    )
    model = ebm(features=features, pairs=3).fit(frame, outcome(frame), seed=1)
    assert isinstance(model, Additive)
    assert [(pair.first, pair.second) for pair in model.pairs] == [(1, 2)]
    assert [pair.table.shape for pair in model.pairs] == [(model.bins[1].size, 5)]
    name = "priors × work"
    assert model.contributions(frame).columns == ["age", "priors", "work", name, "baseline"]
