"""What a database keeps beside its tables."""

from django.db import connections


def empty_logs() -> None:
    """Empty the write-ahead logs of SQLite, in which pages from before a deletion may stand.

    Call it outside a transaction; inside one, as in tests, nothing has been deleted for good yet.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
