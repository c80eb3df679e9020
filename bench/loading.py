"""Many rows at once, without the checks and the durability that a service needs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

from tilts.platform.record.inserting import insert_values

CARELESS = ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000")


@contextmanager
def loading() -> Iterator[None]:
    """One transaction without foreign keys; for an empty database that nobody else has open."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for pragma in CARELESS:
                cursor.execute(f"PRAGMA {pragma}")
        else:
            cursor.execute("SET session_replication_role = replica")
    with transaction.atomic():
        yield
    connection.close()  # the next one has the service's settings


def copy(model: type[models.Model], columns: Sequence[str], rows: Iterable[Any]) -> None:
    """Insert rows of values in these columns: by COPY on PostgreSQL."""
    if connection.vendor == "sqlite":
        insert_values(model, columns, rows)
        return
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as target:
        for row in rows:
            target.write_row(row)
