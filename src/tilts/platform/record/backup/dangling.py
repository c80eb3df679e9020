"""Rows that refer to one that was left out: they forget it, or go as well."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from .tables import Table


def mend(tables: list[Table]) -> dict[str, int]:
    """Empty or delete until nothing refers to what is not there; rows touched, by column."""
    touched: dict[str, int] = {}
    while found := {name: count for t in tables for name, count in _mend_table(t).items()}:
        for name, count in found.items():
            touched[name] = touched.get(name, 0) + count
    return touched


def _mend_table(table: Table) -> dict[str, int]:
    touched = {}
    for column in table.columns:
        if column.is_relation and (count := _mend_column(table, column)):
            touched[f"{table.label}.{column.attname}"] = count
    return touched


def _mend_column(table: Table, column: Any) -> int:
    there = column.related_model._base_manager.filter(
        **{column.target_field.attname: OuterRef(column.attname)}
    )
    rows: QuerySet[Any] = table.rows().exclude(**{column.attname: None}).filter(~Exists(there))
    keys = list(rows.values_list("pk", flat=True))
    dangling = table.model._base_manager.filter(pk__in=keys)
    if column.null:
        return int(dangling.update(**{column.attname: None}))
    dangling._raw_delete("default")
    return len(keys)
