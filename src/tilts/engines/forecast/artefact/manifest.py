"""The manifest: where a model comes from, in JSON that people can read."""

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..refusals import refuse

LIBRARIES = ("numpy", "polars", "scikit-learn", "interpret-core", "lightgbm", "skops", "joblib")
TRAIN_ANEW = "Train it anew with this version: tilts forecast train."


class Used(BaseModel):
    """A feature of the model."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    kind: str
    reason: str
    monotone: int | None
    from_date: bool


class Left(BaseModel):
    """A column that the model never saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    reason: str


class Span(BaseModel):
    """A number and its interval, from so many draws; None where hardly any draw gave a number."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    value: float | None
    low: float | None
    high: float | None
    draws: int


class KeptBack(BaseModel):
    """How the learner did on people kept from it: those of a later time, or of a unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    by: Literal["time", "unit"]
    whom: str
    people: int
    events: int
    brier: Span
    auc: Span


class Manifest(BaseModel):
    """What a model was made of.

    `quantiles` are the 0, 5, …, 100 % quantiles of the probabilities of the training rows, against
    which a later population can be held. `held_out` is empty where nobody was kept back, and in
    manifests of versions before it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    model: str
    trained_on: str
    data_sha256: str
    tilts: str
    libraries: dict[str, str]
    seed: int
    settings: dict[str, int]
    outcome: str
    positive: str | None
    identity: str | None
    start: str | None
    rows: Annotated[int, Field(ge=1)]
    base_rate: float
    features: tuple[Used, ...]
    left_out: tuple[Left, ...]
    quantiles: tuple[float, ...]
    cross_validation: dict[str, float]
    held_out: tuple[KeptBack, ...] = ()


def read_manifest(text: bytes, where: str) -> Manifest:
    """The manifest that a file holds; `where` names the file in a refusal.

    Raises DataRefused with the first thing that is wrong when it is no manifest.
    """
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        at = ".".join(map(str, first["loc"]))
        what = f"{at}: {first['msg']}." if at else f"{first['msg']}."
        raise refuse(where, what, TRAIN_ANEW) from None


def libraries() -> Mapping[str, str]:
    """The versions of what trains models."""
    return {name: version(name) for name in LIBRARIES}


def quantiles(probabilities: NDArray[np.float64]) -> tuple[float, ...]:
    """The 0, 5, …, 100 % quantiles."""
    return tuple(float(one) for one in np.quantile(probabilities, np.linspace(0, 1, 21)))


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
