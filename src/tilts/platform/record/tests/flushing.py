"""Lets a transactional test clear the tables of the record when it ends, as Django does."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models.signals import post_migrate

from tilts.platform.record.triggers import lifting, statements

TRIGGERS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE name LIKE '%_no_DELETE'",
    "postgresql": "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_no_change'",
}


def append_only_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        return [table for (table,) in cursor.fetchall()]


def execute(sql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


@pytest.fixture
def flushable_record(transactional_db) -> Iterator[None]:
    """Append-only tables can be cleared after this test, and are append-only again then."""
    yield
    tables = append_only_tables()
    execute([sql for table in tables for sql in lifting(connection.vendor, table)])

    def stand_again(using: str, **kwargs: object) -> None:
        if using == "default":  # Django says `post_migrate` once the tables are clear
            post_migrate.disconnect(stand_again)
            execute([sql for table in tables for sql in statements(connection.vendor, table)])

    post_migrate.connect(stand_again, weak=False)
