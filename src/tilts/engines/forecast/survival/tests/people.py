"""People by the time and the kind of their end, and Rossi's released prisoners."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

DATA = Path(__file__).resolve().parents[7] / "shared" / "data"
FEATURES = ("fin", "age", "race", "wexp", "mar", "paro", "prio")


def arrays(people):
    """Times, and events: 1 where it came, 0 where follow-up ended."""
    times, events = zip(*people, strict=True)
    return np.array(times, dtype=float), np.array(events, dtype=np.int8)


def released():
    """Features, weeks and arrests; skips where the data are absent."""
    if not (DATA / "rossi.csv").exists():
        pytest.skip("needs real data beside the repository: ../shared/data/rossi.csv")
    table = pl.read_csv(DATA / "rossi.csv")
    times = table["week"].cast(pl.Float64).to_numpy()
    return table.select(FEATURES), times, table["arrest"].cast(pl.Int8).to_numpy()
