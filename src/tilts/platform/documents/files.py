"""Documents on the disk, each under its person's key: without the key they say nothing."""

from pathlib import Path
from uuid import UUID

from tilts.platform.record.backup.files import documents_folder, whole_file
from tilts.platform.record.keys import Erased, decrypt, encrypt, existing_keys, keys_for


def path_of(document: UUID) -> str:
    """Where a document lies below the folder; the tail of its id spreads them over 256 folders."""
    return f"{document.hex[-2:]}/{document.hex}"


def store(document: UUID, person: UUID, content: bytes) -> str:
    """Write a document, encrypted; returns its path. Raises Erased."""
    path = path_of(document)
    with whole_file(_there(path)) as file:
        file.write(encrypt(keys_for([person])[person], content, str(document)))
    return path


def read(document: UUID, person: UUID, path: str) -> bytes:
    """What a document says. Raises Erased when its person's key was destroyed."""
    key = existing_keys([person]).get(person)
    if key is None:
        raise Erased(str(person))
    return decrypt(key, _there(path).read_bytes(), str(document))


def discard(path: str) -> None:
    """Remove a document whose making failed."""
    _there(path).unlink(missing_ok=True)


def _there(path: str) -> Path:
    return documents_folder() / path
