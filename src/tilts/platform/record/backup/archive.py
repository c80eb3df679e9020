"""Opens an archive, and believes nothing in it that the writer has not signed."""

import hashlib
import hmac
import json
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from ..entries import canonical, writers_code
from .writing import FORMAT

BLOCK = 1 << 20  # bytes
# What reading a zip and its JSON raises when bytes are missing, changed, or of something else.
UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class BrokenArchive(Exception):
    """The file is no archive, not one of this service, or not as it was written."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, dict[str, Any]]]:
    """An archive and its manifest, every file of it checked. Raises BrokenArchive."""
    with path.open("rb") as file:
        try:
            with ZipFile(file) as archive:
                manifest = _manifest(archive)
                _check(archive, manifest)
        except UNREADABLE as error:
            raise BrokenArchive(f"{path.name} is no whole archive: {error}") from error
        with ZipFile(file) as archive:
            yield archive, manifest


def _manifest(archive: ZipFile) -> dict[str, Any]:
    manifest = json.loads(archive.read("manifest.json"))
    code = str(manifest.pop("code")) if isinstance(manifest, dict) else ""
    if not hmac.compare_digest(code.encode(), writers_code(canonical(manifest)).hex().encode()):
        raise BrokenArchive("the archive was not written by this service, or changed since")
    if manifest["format"] != FORMAT:
        raise BrokenArchive(f"the archive has format {manifest['format']}, this is {FORMAT}")
    found: dict[str, Any] = manifest
    return found


def _check(archive: ZipFile, manifest: dict[str, Any]) -> None:
    tables = {f"tables/{label}.jsonl": t["sha256"] for label, t in manifest["tables"].items()}
    for name, digest in {**tables, **manifest["documents"]}.items():
        if _digest(archive, name) != digest:
            raise BrokenArchive(f"{name} is not as it was written")


def _digest(archive: ZipFile, name: str) -> str:
    sha256 = hashlib.sha256()
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            sha256.update(block)
    return sha256.hexdigest()
