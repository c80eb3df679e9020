"""Lets a transactional test clear the tables of the record when it ends, as Django does."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models.signals import post_migrate

from tilts.platform.record.models import (
    Act,
    Consultation,
    Payload,
    Seal,
    SealedEntry,
    Shown,
)
from tilts.platform.record.triggers import lifting, statements

TABLES = [m._meta.db_table for m in (Act, Payload, Consultation, Shown, Seal, SealedEntry)]


def execute(sql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def stand_again(using: str, **kwargs: object) -> None:
    """Django says `post_migrate` once the tables are clear."""
    if using == "default":
        post_migrate.disconnect(stand_again)
        execute([sql for table in TABLES for sql in statements(connection.vendor, table)])


@pytest.fixture
def flushable_record(transactional_db) -> Iterator[None]:
    """The tables of the record can be cleared after this test, and are append-only again then."""
    yield
    execute([sql for table in TABLES for sql in lifting(connection.vendor, table)])
    post_migrate.connect(stand_again)
