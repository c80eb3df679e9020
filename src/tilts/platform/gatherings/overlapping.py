"""The database keeps no two bookings of one place or party that overlap, whoever writes them.

PostgreSQL has exclusion constraints for this, with its extension btree_gist; on SQLite, where one
writes at a time, a trigger looks before each row is written.
"""

from typing import Any

from django.db import router
from django.db.migrations.operations.base import Operation

WHOSE = ("party", "place")
SQLITE = """
    CREATE TRIGGER {whose}_booked_once_{when} BEFORE {when} ON gatherings_booking
    WHEN NEW.{whose}_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM gatherings_booking WHERE {whose}_id = NEW.{whose}_id AND id IS NOT NEW.id
        AND first < NEW.stop AND first > NEW.first - {longest} AND stop > NEW.first
    )
    BEGIN SELECT RAISE(ABORT, '{whose} booked twice'); END"""
POSTGRESQL = """
    ALTER TABLE gatherings_booking ADD CONSTRAINT {whose}_booked_once
    EXCLUDE USING gist ({whose}_id WITH =, int4range(first, stop) WITH &&)"""


def statements(vendor: str, longest: int) -> list[str]:
    """The SQL that lets no two bookings overlap; `longest` is how many slots one may have."""
    if vendor == "postgresql":
        extension = "CREATE EXTENSION IF NOT EXISTS btree_gist"
        return [extension, *(POSTGRESQL.format(whose=whose) for whose in WHOSE)]
    return [
        SQLITE.format(whose=whose, when=when, longest=longest)
        for whose in WHOSE
        for when in ("INSERT", "UPDATE")
    ]


class BookedOnce(Operation):
    """Migration operation: no two bookings of one place or party overlap from here on."""

    reversible = True

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Let the database refuse what overlaps."""
        if not router.allow_migrate(schema_editor.connection.alias, app_label):
            return  # the key store has no such table
        for sql in statements(schema_editor.connection.vendor, self.longest):
            schema_editor.execute(sql)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """What refuses goes with the table, which is dropped next."""
