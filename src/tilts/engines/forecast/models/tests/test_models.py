"""What holds for every model."""

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sklearn.metrics import roc_auc_score

from tilts.engines.forecast.features import Feature
from tilts.engines.forecast.learning import Fitted, Learner
from tilts.engines.forecast.models.ebm import Ebm
from tilts.engines.forecast.models.logit import Logit
from tilts.engines.forecast.models.scorecard import ScorecardLearner
from tilts.engines.forecast.models.yardstick import Yardstick
from tilts.engines.forecast.odds import log_odds
from tilts.engines.forecast.refusals import DataRefused
from tilts.engines.forecast.tests.made import outcome, people

TRAIN, NEW = people(), people(300, seed=2)
FEATURES = (
    Feature("age", "number", "test", monotone=-1),
    Feature("priors", "number", "test", monotone=1),
    Feature("work", "category", "test"),
)
LEARNERS: list[Learner] = [
    Logit(FEATURES, jobs=1),
    ScorecardLearner(FEATURES),
    Ebm(FEATURES, bags=2, rounds=300, jobs=1),
    Yardstick(FEATURES, trials=2, jobs=1),
]


@pytest.fixture(scope="module", params=LEARNERS, ids=lambda one: one.name)
def fitted(request: pytest.FixtureRequest) -> Fitted:
    return request.param.fit(TRAIN, outcome(TRAIN), seed=1)


def test_it_tells_people_apart(fitted: Fitted):
    assert roc_auc_score(outcome(NEW), fitted.probabilities(NEW)) > 0.7


def test_contributions_sum_to_the_log_odds(fitted: Fitted):
    total = fitted.contributions(NEW).sum_horizontal().to_numpy()
    np.testing.assert_allclose(total, log_odds(fitted.probabilities(NEW)), atol=1e-9)


def test_the_order_of_people_changes_nothing(fitted: Fitted):
    order = np.random.default_rng(3).permutation(NEW.height)
    assert (fitted.probabilities(NEW[order]) == fitted.probabilities(NEW)[order]).all()


def test_a_person_twice_has_the_same_score(fitted: Fitted):
    once = fitted.probabilities(NEW)
    assert (fitted.probabilities(pl.concat([NEW, NEW])) == np.concatenate([once, once])).all()


@pytest.mark.parametrize(("name", "sign"), [("age", -1), ("priors", 1)])
def test_monotone_stays_monotone(fitted: Fitted, name: str, sign: int):
    values = pl.int_range(0, 100, eager=True)
    frame = TRAIN[:1].select(pl.exclude(name)).join(values.to_frame(name), how="cross")
    assert (sign * np.diff(fitted.probabilities(frame)) >= -1e-12).all()


def test_a_needed_column_is_absent(fitted: Fitted):
    with pytest.raises(DataRefused, match="column age: the model needs it"):
        fitted.probabilities(NEW.drop("age"))


def test_extra_columns_are_ignored(fitted: Fitted):
    more = NEW.with_columns(shoe=pl.lit(42))
    assert_frame_equal(fitted.contributions(more), fitted.contributions(NEW))


def test_unseen_categories_are_logged(fitted: Fitted, caplog: pytest.LogCaptureFixture):
    assert np.isfinite(fitted.probabilities(NEW.with_columns(work=pl.lit("abroad")))).all()
    if fitted.name != "scorecard" or "work" in fitted.contributions(NEW).columns:
        said = f"Column work: {NEW.height} rows hold an unseen category, it counts 0"
        assert said in caplog.messages


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda one: one.name)
def test_the_same_seed_gives_the_same_model(learner: Learner):
    one, other = (learner.fit(TRAIN, outcome(TRAIN), seed=5) for _ in range(2))
    assert (one.probabilities(NEW) == other.probabilities(NEW)).all()


def test_a_scorecard_is_small_and_whole():
    card = ScorecardLearner(FEATURES, rules=4).fit(TRAIN, outcome(TRAIN), seed=1)
    assert 0 < len(card.rules) <= 4
    risks = card.intercept + card.scale * card.points(NEW)
    np.testing.assert_allclose(log_odds(card.probabilities(NEW)), risks, atol=1e-9)
    assert card.page().startswith("Points\n")


def test_pairs_are_tables_too():
    plain = tuple(Feature(one.name, one.kind, "test") for one in FEATURES)
    model = Ebm(plain, pairs=1, bags=2, rounds=100, jobs=1).fit(TRAIN, outcome(TRAIN), seed=1)
    assert len(model.pairs) == 1
    total = model.contributions(NEW).sum_horizontal().to_numpy()
    np.testing.assert_allclose(total, log_odds(model.probabilities(NEW)), atol=1e-9)
