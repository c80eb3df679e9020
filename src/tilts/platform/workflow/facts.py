"""Facts for statistics: versioned rows that rooms register, read here instead of their models.

A room's facts.py registers them; its provider reads through scoped managers, so that whoever counts
counts nobody whom they do not reach.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

Provider = Callable[[], pl.DataFrame]


@dataclass(frozen=True)
class Facts:
    """Rows of a room: the version and types of their columns, and who reads them."""

    version: int
    columns: Mapping[str, Any]
    provider: Provider


_registered: dict[str, Facts] = {}


def register_facts(
    name: str, *, version: int, columns: Mapping[str, Any], provider: Provider
) -> None:
    """Register facts; the version rises when a column changes its meaning or goes."""
    _registered[name] = Facts(version, columns, provider)


def facts(name: str, version: int) -> pl.DataFrame:
    """The rows of people visible in the present scope. Raises LookupError for another version."""
    found = _registered.get(name)
    if found is None or found.version != version:
        raise LookupError(f"no facts “{name}” of version {version}")
    rows = found.provider()
    return rows.select(pl.col(column).cast(kind) for column, kind in found.columns.items())
