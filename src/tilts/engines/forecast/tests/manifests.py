"""A manifest as it stands in its file."""

from typing import Any

MANIFEST: dict[str, Any] = {
    "model": "by hand",
    "trained_on": "2026-11-01",
    "data_sha256": "0" * 64,
    "tilts": "1.0",
    "libraries": {"numpy": "2.0"},
    "seed": 3,
    "settings": {"rules": 20, "pairs": 0},
    "outcome": "returned",
    "positive": None,
    "identity": "person",
    "start": None,
    "rows": 400,
    "base_rate": 0.25,
    "features": [
        {"name": "age", "kind": "number", "reason": "why", "monotone": -1, "from_date": False},
        {
            "name": "darbs",
            "kind": "category",
            "reason": "why",
            "monotone": None,
            "from_date": False,
        },
    ],
    "left_out": [{"name": "race", "reason": "its name shows origin."}],
    "quantiles": [0.1, 0.9],
    "cross_validation": {"brier": 0.2, "brier_se": 0.01, "auc": 0.7, "auc_se": 0.02},
    "held_out": [
        {
            "by": "time",
            "whom": "from 2025-01-01 on",
            "people": 300,
            "events": 70,
            "brier": {"value": 0.2, "low": 0.19, "high": 0.21, "draws": 1000},
            "auc": {"value": 0.7, "low": None, "high": None, "draws": 3},
        }
    ],
}
