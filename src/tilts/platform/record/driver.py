"""Queries through the database's own driver: Django's cursor takes as long as they do."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connections


def rows(sql: str, params: Sequence[Any] = (), using: str = "default") -> list[tuple[Any, ...]]:
    """The rows of a query with %s for its parameters, in the values of the driver."""
    database = connections[using]
    if database.connection is None:
        database.connect()
    with database.wrap_database_errors:
        cursor = database.connection.cursor()
        cursor.execute(_marked(sql, database.vendor), params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@lru_cache(maxsize=256)
def _marked(sql: str, vendor: str) -> str:
    return sql.replace("%s", "?").replace("%%", "%") if vendor == "sqlite" else sql


@lru_cache(maxsize=256)
def marks(count: int) -> str:
    """Places for so many parameters."""
    return ", ".join(["%s"] * count)
