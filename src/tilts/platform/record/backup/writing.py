"""Writes an archive: the tables, the documents, and at last a manifest signed by the writer."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from ..entries import canonical, writers_code
from .chapters import by_subject, close
from .files import Digesting, documents, documents_folder, whole_file
from .snapshot import one_moment
from .tables import CHUNK, Progress, Table, schema, silent, tables

FORMAT = 1


@dataclass
class BackedUp:
    """What an archive holds: rows by table, and how many documents."""

    rows: dict[str, int] = field(default_factory=dict)
    documents: int = 0


def backup(path: Path, progress: Progress = silent) -> BackedUp:
    """Write an archive to `path`, whole or not at all. Keys are not in it: see `copy_keys`."""
    done = BackedUp()
    with whole_file(path) as file, ZipFile(file, "w") as archive, one_moment():
        manifest = _manifest()
        for table in tables():
            name = f"tables/{table.label}.jsonl"
            place = f"{manifest['id']}|{table.label}"
            rows, digest = _write_table(archive, name, table, place, progress)
            manifest["tables"][table.label] = {"rows": rows, "sha256": digest}
            done.rows[table.label] = rows
        for document in documents():
            name = f"documents/{document.relative_to(documents_folder()).as_posix()}"
            manifest["documents"][name] = _write_document(archive, name, document)
        done.documents = len(manifest["documents"])
        archive.writestr("manifest.json", signed(manifest))
    return done


def _manifest() -> dict[str, Any]:
    return {
        "format": FORMAT,
        "id": str(uuid4()),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": version("tilts"),
        "schema": schema(),
        "tables": {},
        "documents": {},
    }


def signed(manifest: dict[str, Any]) -> bytes:
    """The manifest with the writer's code, so that an archive of another's making is refused."""
    return canonical({**manifest, "code": writers_code(canonical(manifest)).hex()})


def _write_table(
    archive: ZipFile, name: str, table: Table, place: str, progress: Progress
) -> tuple[int, str]:
    total, done = table.rows().count(), 0
    with archive.open(name, "w", force_zip64=True) as entry:
        file = Digesting(entry)
        for chunk in _chunks(table.values().iterator(CHUNK)):
            for line in close(by_subject(chunk), place):
                file.write(line)
            done += len(chunk)
            progress(table.label, done, total)
    return done, file.sha256.hexdigest()


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _write_document(archive: ZipFile, name: str, path: Path) -> str:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as entry:
        file = Digesting(entry)
        shutil.copyfileobj(source, file)
    return file.sha256.hexdigest()
