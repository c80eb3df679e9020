"""The manifest of a trained model: taken in by the engine's own reader, and shown in words."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tilts.engines.forecast.artefact.manifest import read_manifest
from tilts.engines.forecast.refusals import DataRefused
from tilts.platform.access.reasons import Reason, Refused

Kept = Mapping[str, Any]  # a manifest as it is kept
FILE = "manifest.json"
LARGEST = 500_000  # bytes: some two thousand features with their reasons
TOO_LARGE = Reason(
    "manifest-too-large",
    lazy("The file is larger than 500 kB. Send manifest.json from the folder of the model."),
)
ODD = Reason("manifest-odd", lazy("The file holds a character that cannot be kept. Train anew."))
NO_DIGEST = Reason(
    "no-digest",
    lazy("The SHA-256 of model.skops has 64 digits from 0 to 9 and a to f. Compute it anew."),
)
DIGEST = re.compile(r"[0-9a-f]{64}")


def taken_in(content: bytes) -> dict[str, Any]:
    """What a manifest says, as it is kept. Raises Refused with what is wrong with the file."""
    if len(content) > LARGEST:
        raise Refused([TOO_LARGE])
    try:
        read = read_manifest(content, FILE)
    except DataRefused as refused:
        raise Refused([Reason("no-manifest", str(fault)) for fault in refused.faults]) from None
    if "\\u0000" in read.model_dump_json():
        raise Refused([ODD])
    return read.model_dump(mode="json")


def why_not_digest(text: str) -> list[Reason]:
    """Why a text is no digest of a model's file."""
    return [] if DIGEST.fullmatch(text) else [NO_DIGEST]


def in_words(kept: Kept) -> list[tuple[str, str]]:
    """What a manifest says of a model, as names and values. It may be of an earlier version."""
    positive = kept.get("positive")
    outcome = _said(kept, "outcome")
    return [
        (_("Kind of model"), _said(kept, "model")),
        (_("Trained on"), _said(kept, "trained_on")),
        (_("Outcome"), f"{outcome} = {positive}" if positive else outcome),
        (_("People followed from"), _said(kept, "start")),
        (_("Rows it learnt from"), _said(kept, "rows")),
        (_("Share with the outcome"), _said(kept, "base_rate")),
        (_("In cross-validation"), _pairs(kept, "cross_validation")),
        (_("Seed"), _said(kept, "seed")),
        (_("Settings"), _pairs(kept, "settings")),
        (_("Version of Tilts"), _said(kept, "tilts")),
        (_("Libraries"), _pairs(kept, "libraries")),
        (_("SHA-256 of the data"), _said(kept, "data_sha256")),
    ]


def features(kept: Kept) -> list[dict[str, str]]:
    """The features of a model: name, kind, direction that was laid down, and why it may be used."""
    ways = {1: _("more means a higher probability"), -1: _("more means a lower probability")}
    return [
        {
            **{name: _said(one, name) for name in ("name", "kind", "reason")},
            "way": ways.get(one.get("monotone"), "–"),
        }
        for one in kept.get("features", [])
    ]


def left_out(kept: Kept) -> list[tuple[str, str]]:
    """The columns that the model never saw, with why."""
    return [(_said(one, "name"), _said(one, "reason")) for one in kept.get("left_out", [])]


def _said(kept: Kept, name: str) -> str:
    """A value, its number short; a dash where there is none."""
    value = kept.get(name)
    if isinstance(value, float):
        return f"{value:.4g}"
    return "–" if value in (None, "") else str(value)


def _pairs(kept: Kept, name: str) -> str:
    """Names with their values in one line."""
    found = kept.get(name) or {}
    return ", ".join(f"{one} {_said(found, one)}" for one in found) or "–"
