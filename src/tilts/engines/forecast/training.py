"""Training: from a table to models beside each other, each with what it costs outside its rows."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from .artefact.manifest import Manifest, libraries, quantiles
from .artefact.storing import save
from .contract import Asked, Prepared
from .features import Feature
from .holding_out import HeldOut
from .instrument import instrument_yaml
from .learning import Fitted, Learner
from .models.scorecard import Scorecard
from .validation.measures import auc, brier

LOG = logging.getLogger(__name__)
Progress = Callable[[int], None]
FOLDS = 5
INSTRUMENT = "instrument.yaml"
ALL = ("logit", "scorecard", "ebm")
NAMES = (*ALL, "lightgbm")


@dataclass(frozen=True)
class Settings:
    """How to train: rules of the scorecard, pairs of the EBM, the seed of all that is random."""

    rules: int = 20
    pairs: int = 0
    seed: int = 0


@dataclass(frozen=True)
class Checked:
    """A model's figures outside the rows it learnt from: means over folds, and standard errors."""

    model: str
    brier: float
    brier_se: float
    auc: float
    auc_se: float


def learner(name: str, features: tuple[Feature, ...], settings: Settings, jobs: int = 1) -> Learner:
    """The learner of that name. Its library is loaded only now."""
    if name == "logit":
        from .models.logit import Logit

        return Logit(features, jobs=jobs)
    if name == "scorecard":
        from .models.scorecard import ScorecardLearner

        return ScorecardLearner(features, rules=settings.rules)
    if name == "ebm":
        from .models.ebm import Ebm

        return Ebm(features, pairs=settings.pairs, jobs=jobs)
    from .models.yardstick import Yardstick

    return Yardstick(features, jobs=jobs)


def cross_validated(
    learners: Sequence[Learner],
    prepared: Prepared,
    seed: int,
    progress: Progress = lambda more: None,
    jobs: int = -1,
) -> list[Checked]:
    """Each learner on the same five folds, so that they can be compared."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    splits = list(folds.split(prepared.outcome, prepared.outcome))
    work = [(one, train, test) for one in learners for train, test in splits]
    pairs = []
    for pair in Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_fold)(one, prepared, train, test, seed) for one, train, test in work
    ):
        pairs.append(pair)
        progress(1)
    figures = np.array(pairs).reshape(len(learners), FOLDS, 2)
    return [_checked(one.name, rows) for one, rows in zip(learners, figures, strict=True)]


def _fold(
    one: Learner, prepared: Prepared, train: NDArray[np.intp], test: NDArray[np.intp], seed: int
) -> tuple[float, float]:
    fitted = one.fit(prepared.frame[train], prepared.outcome[train], seed=seed)
    found = fitted.probabilities(prepared.frame[test])
    truth = prepared.outcome[test]
    return brier(truth, found), auc(truth, found)


def _checked(name: str, figures: NDArray[np.float64]) -> Checked:
    mean, error = figures.mean(axis=0), figures.std(axis=0, ddof=1) / np.sqrt(len(figures))
    return Checked(name, float(mean[0]), float(error[0]), float(mean[1]), float(error[1]))


@dataclass(frozen=True)
class Source:
    """What a model is trained on: the question, the SHA-256 of the data, and the day."""

    asked: Asked
    sha256: str
    today: date


def train(
    names: Iterable[str],
    prepared: Prepared,
    source: Source,
    settings: Settings,
    out: Path,
    progress: Progress = lambda more: None,
    held_out: Sequence[HeldOut] = (),
) -> list[Checked]:
    """Cross-validate the named models, then fit each on all rows and keep it in OUT/NAME.

    Each manifest has what of `held_out` is of its model. A scorecard's folder also holds it as an
    instrument, `instrument.yaml`.
    """
    learners = [learner(name, prepared.features, settings) for name in names]
    figures = cross_validated(learners, prepared, settings.seed, progress)
    for one, checked in zip(learners, figures, strict=True):
        final = learner(one.name, prepared.features, settings, jobs=-1)
        fitted = final.fit(prepared.frame, prepared.outcome, seed=settings.seed)
        manifest = described(fitted, checked, prepared, source, settings, held_out)
        save(fitted, manifest, out / one.name)
        if isinstance(fitted, Scorecard):
            _keep_instrument(fitted, prepared, source, out / one.name / INSTRUMENT)
        progress(1)
    return figures


def _keep_instrument(card: Scorecard, prepared: Prepared, source: Source, file: Path) -> None:
    """The card as an instrument beside it; a card without rules has none, and the log says so."""
    file.unlink(missing_ok=True)
    if not card.rules:
        LOG.warning("The scorecard has no rules, so there is no instrument to complete.")
        return
    about = {
        "id": "scorecard",
        "version": source.today.isoformat(),
        "title": f"Scorecard: {source.asked.outcome}",
        "licence": "Belongs to the service that trained it.",
        "source": f"tilts forecast train on the table with SHA-256 {source.sha256}",
    }
    file.write_text(instrument_yaml(card, prepared.frame, about), encoding="utf-8")


def described(
    fitted: Fitted,
    checked: Checked,
    prepared: Prepared,
    source: Source,
    settings: Settings,
    held_out: Sequence[HeldOut] = (),
) -> Manifest:
    """The manifest of a model that has just been fitted on all rows."""
    asked = source.asked
    return Manifest.model_validate(
        {
            "model": fitted.name,
            "trained_on": source.today.isoformat(),
            "data_sha256": source.sha256,
            "tilts": version("tilts"),
            "libraries": libraries(),
            "seed": settings.seed,
            "settings": {"rules": settings.rules, "pairs": settings.pairs},
            "outcome": asked.outcome,
            "positive": asked.positive,
            "identity": asked.identity,
            "start": asked.start,
            "rows": len(prepared.outcome),
            "base_rate": float(prepared.outcome.mean()),
            "features": [asdict(one) for one in prepared.features],
            "left_out": [asdict(one) for one in prepared.left_out],
            "quantiles": quantiles(fitted.probabilities(prepared.frame)),
            "cross_validation": _figures(checked),
            "held_out": [_figures(one) for one in held_out if one.model == fitted.name],
        }
    )


def _figures(of: Checked | HeldOut) -> dict[str, Any]:
    """What was measured, without the name of the model, which the manifest has already."""
    return {name: value for name, value in asdict(of).items() if name != "model"}
