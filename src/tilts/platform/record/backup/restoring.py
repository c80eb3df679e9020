"""Restores an archive into an empty database, in one transaction: whole or not at all."""

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

from ..models import Seal
from ..sealing import tell_outside
from .archive import opened
from .chapters import Row, open_chapters
from .dangling import mend
from .files import documents_folder, whole_file
from .tables import NOT_A_PERSONS, Progress, Table, reader, schema, silent, tables


class NotEmpty(Exception):
    """The database has rows already; nothing was changed."""


class OtherSchema(Exception):
    """The archive was made by another version; restore it with that one, then upgrade."""


@dataclass
class Restored:
    """Rows by table; rows left out by subject, whose key is destroyed; rows that went with them."""

    rows: dict[str, int] = field(default_factory=dict)
    left_out: Counter[UUID] = field(default_factory=Counter)
    mended: dict[str, int] = field(default_factory=dict)
    documents: int = 0


def restore(path: Path, progress: Progress = silent) -> Restored:
    """Fill this database from an archive. Needs the keys: see `restore_keys`.

    Who was erased since stays erased: their rows are left out, and their party is kept.
    Raises BrokenArchive, NotEmpty, OtherSchema or KeyMissing, and has then changed nothing.
    """
    done = Restored()
    with opened(path) as (archive, manifest):
        if manifest["schema"] != schema():
            raise OtherSchema(f"the archive was made by version {manifest['version']}")
        present = tables()
        with transaction.atomic():
            _refuse_unless_empty(present)
            for table in present:
                _restore_table(archive, manifest, table, done, progress)
            if done.left_out:
                done.mended = mend(
                    [t for t in present if t.model._meta.app_label not in NOT_A_PERSONS]
                )
            connection.check_constraints()
            _reset_sequences(present)
        done.documents = _restore_documents(archive, manifest["documents"])
    _begin_seal_log()
    return done


def _refuse_unless_empty(present: Iterable[Table]) -> None:
    filled = [table.label for table in present if table.rows().exists()]
    if filled:
        raise NotEmpty(", ".join(filled))


def _restore_table(
    archive: ZipFile, manifest: dict[str, Any], table: Table, done: Restored, progress: Progress
) -> None:
    total, read = manifest["tables"][table.label]["rows"], 0
    with archive.open(f"tables/{table.label}.jsonl") as lines:
        for chapters in open_chapters(lines, f"{manifest['id']}|{table.label}"):
            _insert(table, chapters.rows)
            done.left_out += chapters.left_out
            read += len(chapters.rows)
            progress(table.label, read, total)
    done.rows[table.label] = read


def _insert(table: Table, rows: list[Row]) -> None:
    """Insert rows exactly as they were: no default, no clock, no signal."""
    columns = table.columns
    readers = [reader(column) for column in columns]
    names = [column.attname for column in columns]
    objects = [
        table.model(**{n: read(v) for n, read, v in zip(names, readers, row, strict=True)})
        for row in rows
    ]
    manager: Any = table.model._base_manager
    size = max(1, connection.ops.bulk_batch_size(columns, objects))
    for start in range(0, len(objects), size):
        batch = objects[start : start + size]
        manager._insert(batch, fields=columns, using="default", raw=True)


def _reset_sequences(present: Iterable[Table]) -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), [table.model for table in present])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _restore_documents(archive: ZipFile, names: Iterable[str]) -> int:
    written = 0
    for name in names:
        path = documents_folder() / name.removeprefix("documents/")
        with archive.open(name) as source, whole_file(path) as target:
            shutil.copyfileobj(source, target)
        written += 1
    return written


def _begin_seal_log() -> None:
    """A log of another life of the database is put aside; this one's begins with what is here."""
    log: Path = settings.RECORD_SEAL_LOG
    if log.exists():
        log.rename(log.with_name(f"{log.name}.until-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"))
    for seal in Seal.objects.order_by("number").iterator():
        tell_outside(seal)
