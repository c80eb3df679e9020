"""A run of an invented model, and what its validation printed."""

from tilts.engines.forecast.artefact.manifest import Manifest

MANIFEST = Manifest.model_validate(
    {
        "model": "scorecard",
        "trained_on": "2026-11-26",
        "data_sha256": "ab" * 32,
        "tilts": "0.1.0",
        "libraries": {"polars": "1.0", "joblib": "1.4"},
        "seed": 7,
        "settings": {"rules": 20},
        "outcome": "reoffended",
        "positive": "yes",
        "identity": "id",
        "start": "released_on",
        "rows": 1200,
        "base_rate": 0.25,
        "features": [
            {
                "name": "age",
                "kind": "number",
                "reason": "the older, the less often",
                "monotone": -1,
                "from_date": False,
            },
            {
                "name": "sex",
                "kind": "category",
                "reason": "norms differ",
                "monotone": None,
                "from_date": False,
            },
        ],
        "left_out": [{"name": "race", "reason": "origin"}],
        "quantiles": [0.1, 0.5],
        "cross_validation": {"brier": 0.1719, "brier_se": 0.0011, "auc": 0.71, "auc_se": 0.004},
    }
)


def span(value, low, high):
    return {"value": value, "low": low, "high": high, "draws": 1000}


LATER = {
    "by": "time", "whom": "from 2025-01-01 on", "people": 1300, "events": 90,
    "brier": span(0.1801, 0.17, 0.19), "auc": span(0.69, 0.66, 0.72),
}  # fmt: skip
NORTH = {
    "by": "unit", "whom": "north", "people": 350, "events": 30,
    "brier": span(0.2, 0.19, 0.21), "auc": span(0.7, None, None),
}  # fmt: skip
KEPT_BACK = Manifest.model_validate(MANIFEST.model_dump() | {"held_out": [LATER, NORTH]})


def interval(value, low, high):
    return {"value": value, "low": low, "high": high}


RATES = {
    "base_rate": interval(0.25, 0.2, 0.3),
    "mean_prediction": interval(0.24, 0.2, 0.3),
    "calibration_in_the_large": interval(0.01, -0.1, 0.1),
    "auc": interval(0.7, 0.65, 0.75),
    "selection_rate": interval(0.1, 0.05, 0.15),
    "false_positive_rate": interval(0.05, 0.02, 0.08),
    "false_negative_rate": interval(0.6, 0.5, 0.7),
    "positive_predictive_value": interval(None, None, None),
}
VALIDATION = {
        "model": "scorecard",
        "people": 1000,
        "events": 250,
        "measures": {
            "brier": interval(0.1725, 0.165, 0.18),
            "auc": interval(0.7, 0.67, 0.73),
            "calibration_slope": interval(None, None, None),
        },
        "curve": [
            {"people": 100, "events": 10, "forecast": 0.1, "rate": 0.1, "low": 0.05, "high": 0.175}
        ],
        "thresholds": [
            {
                "threshold": 0.5, "flagged_with": 60, "flagged_without": 40, "missed": 190,
                "left_rightly": 710,
            }
        ],
    "warnings": [],
    "fairness": {
        "sex": {
            "incompatibility": "Not all can be equal.",
            "costs": [],
            "groups": [
            {"group": "men", "people": 900, "events": 230, "measures": RATES, "warning": ""},
            {"group": "women", "people": 90, "events": 9, "measures": {}, "warning": "Too small."},
            ],
        }
    },
}  # fmt: skip
