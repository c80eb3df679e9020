"""Files that are whole or not there."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file, for its owner only, that takes its name once it is written and on the disk."""
    part = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        part.touch(0o600)
        with part.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def documents_folder() -> Path:
    """Where the documents lie, each encrypted under its person's key."""
    return Path(settings.HOME) / "documents"


def documents() -> list[Path]:
    """All documents, by name."""
    folder = documents_folder()
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".part")


class Digesting:
    """Writes on to a file, and knows the SHA-256 of what went through."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.sha256 = file, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write and digest."""
        self.file.write(data)
        self.sha256.update(data)
