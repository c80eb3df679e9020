"""A chapter: rows of one subject from one table, compressed and closed under the subject's key.

It is bound to its archive, table and subject, so that none can be swapped for another.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from ..keys import decrypt, encrypt, existing_keys, keys_for
from .tables import subject_of, written

Row = list[Any]
CHAPTERS = 500  # opened at once


class KeyMissing(Exception):
    """The key store has never had the key of this subject: restore the copy of the keys first."""


@dataclass
class Opened:
    """Rows, and how many more there are of those whose key was destroyed."""

    rows: list[Row] = field(default_factory=list)
    left_out: Counter[UUID] = field(default_factory=Counter)


def by_subject(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[Row]]:
    """Rows by whose they are, which stands last in each."""
    found: dict[UUID, list[Row]] = defaultdict(list)
    for *values, whose in rows:
        found[subject_of(whose)].append(values)
    return found


def close(rows: dict[UUID, list[Row]], place: str) -> Iterator[bytes]:
    """One line a subject. Rows of somebody whose key was destroyed are not written at all."""
    erased = {subject for subject, key in existing_keys(rows).items() if key is None}
    keys = keys_for(rows.keys() - erased)
    for subject, key in sorted(keys.items()):
        body = json.dumps(rows[subject], default=written, separators=(",", ":")).encode()
        box = encrypt(key, zlib.compress(body), f"{place}|{subject}")
        line = {"whose": str(subject), "rows": len(rows[subject]), "box": b64encode(box).decode()}
        yield json.dumps(line, separators=(",", ":")).encode() + b"\n"


def open_chapters(lines: Iterable[bytes], place: str) -> Iterator[Opened]:
    """What the lines hold, some chapters at a time. Raises KeyMissing."""
    rest = iter(lines)
    while chapters := [json.loads(line) for line in islice(rest, CHAPTERS)]:
        keys = existing_keys(UUID(chapter["whose"]) for chapter in chapters)
        opened = Opened()
        for chapter in chapters:
            subject = UUID(chapter["whose"])
            if subject not in keys:
                raise KeyMissing(str(subject))
            if (key := keys[subject]) is None:
                opened.left_out[subject] += chapter["rows"]
            else:
                box = decrypt(key, b64decode(chapter["box"]), f"{place}|{subject}")
                opened.rows += json.loads(zlib.decompress(box))
        yield opened
