"""Many rows at once, at a third of what Django's bulk_create takes on SQLite.

Django compiles one long statement for each few hundred values; here one short statement runs for
every row, or for some at a time where the database numbers them.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connections, models, transaction

SQL = "INSERT INTO {table} ({columns}) VALUES {rows}{end}"
PARAMETERS = 900  # in one statement, as every SQLite takes
SKIP = " ON CONFLICT DO NOTHING"
AS_THEY_ARE: dict[type[models.Field[Any, Any]], type] = {
    models.CharField: str,
    models.TextField: str,
    models.IntegerField: int,
    models.BooleanField: bool,
    models.UUIDField: UUID,
    models.BinaryField: bytes,
}


def insert_all(
    rows: Sequence[models.Model], using: str = "default", *, ignore_conflicts: bool = False
) -> None:
    """Insert new rows of one model, in the order given; numbered ones are told their numbers."""
    if not rows:
        return
    model, (columns, values) = type(rows[0]), _values(rows, using)
    if isinstance(model._meta.pk, models.AutoField):
        for row, number in zip(rows, _insert_numbered(model, columns, values, using), strict=True):
            row.pk = number
    else:
        insert_values(model, columns, values, using, ignore_conflicts)
    _inserted_into(using, rows)


def insert_entry(entry: models.Model, beneath: Sequence[models.Model]) -> None:
    """Insert an entry of the record and the rows beneath it, which are not told their numbers.

    PostgreSQL takes both in one trip, if they are few; SQLite makes no trips.
    """
    using, groups = "default", [group for group in ([entry], beneath) if group]
    prepared = [(type(rows[0]), *_values(rows, using)) for rows in groups]
    together = [value for *_, values in prepared for row in values for value in row]
    if connections[using].vendor == "sqlite" or len(together) > PARAMETERS:
        for model, columns, values in prepared:
            insert_values(model, columns, values, using)
    else:
        told = [_statement(model, columns, using, len(v), "") for model, columns, v in prepared]
        with connections[using].cursor() as cursor:
            cursor.execute("; ".join(told), together)
    for rows in groups:
        _inserted_into(using, rows)


def _values(
    rows: Sequence[models.Model], using: str
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The columns of an insert, and the values of each row as the driver takes them."""
    fields, columns = _inserted(type(rows[0]))
    prepared = [_prepared(field, rows, connections[using]) for field in fields]
    return columns, list(zip(*prepared, strict=True))


def _inserted_into(using: str, rows: Iterable[models.Model]) -> None:
    for row in rows:
        row._state.adding, row._state.db = False, using


def _whole(using: str) -> AbstractContextManager[Any]:
    """All rows or none: the transaction under way, or one of their own."""
    if connections[using].in_atomic_block:
        return nullcontext()
    return transaction.atomic(using)


@cache
def _inserted(model: type[models.Model]) -> tuple[list[Any], tuple[str, ...]]:
    """Fields that an insert gives values to, and their columns: all but a number of the row."""
    numbered = isinstance(model._meta.pk, models.AutoField)
    fields = [f for f in model._meta.concrete_fields if not (numbered and f.primary_key)]
    return fields, tuple(field.column or "" for field in fields)


def _prepared(field: Any, rows: Sequence[models.Model], connection: Any) -> list[Any]:
    """The values of one column. Django would come to the same for most, after five calls each."""
    values = [field.pre_save(row, True) for row in rows]
    kept = _kept(field)
    if kept is UUID and not connection.features.has_native_uuid_field:
        return [v.hex if type(v) is UUID else field.get_db_prep_save(v, connection) for v in values]
    return [v if type(v) is kept else field.get_db_prep_save(v, connection) for v in values]


@cache
def _kept(field: Any) -> type | None:
    """The type of values that need no conversion in this column; None when all do."""
    while field.remote_field:
        field = field.target_field
    return next((kind for of, kind in AS_THEY_ARE.items() if isinstance(field, of)), None)


def _insert_numbered(
    model: type[models.Model], columns: tuple[str, ...], values: list[tuple[Any, ...]], using: str
) -> list[int]:
    """Insert some rows at a time, and return the numbers that the database gave them."""
    numbers: list[int] = []
    size = PARAMETERS // len(columns)
    with _whole(using), connections[using].cursor() as cursor:
        for start in range(0, len(values), size):
            chunk = values[start : start + size]
            statement = _statement(model, columns, using, len(chunk), f" RETURNING {_pk(model)}")
            cursor.execute(statement, [value for row in chunk for value in row])
            numbers += [number for (number,) in cursor.fetchall()]
    return numbers


def _pk(model: type[models.Model]) -> str:
    return model._meta.pk.column or ""


@cache
def _statement(
    model: type[models.Model], columns: tuple[str, ...], using: str, count: int, end: str
) -> str:
    quote = connections[using].ops.quote_name
    row = f"({', '.join(['%s'] * len(columns))})"
    return SQL.format(
        table=quote(model._meta.db_table),
        columns=", ".join(map(quote, columns)),
        rows=", ".join([row] * count),
        end=end,
    )


def insert_values(
    model: type[models.Model],
    columns: Sequence[str],
    values: Iterable[Sequence[object]],
    using: str = "default",
    ignore_conflicts: bool = False,
) -> None:
    """Insert values that the database takes as they are, into these columns."""
    statement = _statement(model, tuple(columns), using, 1, SKIP if ignore_conflicts else "")
    with _whole(using), connections[using].cursor() as cursor:
        cursor.executemany(statement, values)  # type: ignore[arg-type] # drivers take iterators


def adapted(value: UUID, using: str = "default") -> UUID | str:
    """An identifier as a database takes it in SQL written by hand."""
    native = connections[using].features.has_native_uuid_field
    return value if native else value.hex
