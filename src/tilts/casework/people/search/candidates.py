"""From the parts of a searched name to the tokens that people's names have."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from tilts.platform.record.driver import rows

from ..models.index import pair_key
from ..names import FUZZY_FROM, edits, variants

Tokens = dict[int, int]  # token → edits
Rows = list[tuple[Any, ...]]  # token, its text
FURTHEST = 2  # edits of a suggestion
NEVER = 99  # more edits than any way needs
MOST = 64  # tokens of a part that are looked for further away: the nearest ones

# Joined: for IN, SQLite would first sort the texts into a tree of their own.
LOOK_UP = """
SELECT v.token_id, v.spelt FROM (VALUES {}) AS wanted
CROSS JOIN people_namevariant v WHERE v.text = wanted.column1
"""
OF_LENGTH = "SELECT id, text FROM people_nametoken WHERE length(text) BETWEEN %s AND %s"


def candidates(parts: tuple[str, ...]) -> list[Tokens]:
    """For each part the tokens within one edit; nothing when one part has none."""
    return _of_each(parts, near_tokens(parts))


def further(parts: tuple[str, ...]) -> list[Tokens]:
    """For each part the nearest tokens within two edits; nothing when one part has none.

    Every token is compared: that is worth it only when nobody was found otherwise.
    """
    near = near_tokens(parts)
    lengths = [len(part) for part in parts]
    found = rows(OF_LENGTH, (min(lengths) - FURTHEST, max(lengths) + FURTHEST))
    ids = {text: token for token, text in found}
    return _of_each(parts, {part: _nearest(part, near[part], ids) for part in parts})


def _nearest(part: str, near: Tokens, ids: dict[str, int]) -> Tokens:
    if len(part) < FUZZY_FROM:
        return near
    found = extract(part, ids.keys(), scorer=OSA.distance, score_cutoff=FURTHEST, limit=None)
    scored = [(near.get(ids[text], int(score)), text) for text, score, _ in found]
    most = {ids[text]: needed for needed, text in sorted(scored)[:MOST]}
    return {**most, **near}


def _of_each(parts: tuple[str, ...], near: dict[str, Tokens]) -> list[Tokens]:
    return [near[part] for part in parts] if all(near.values()) else []


def near_tokens(parts: Collection[str]) -> dict[str, Tokens]:
    """The tokens within one edit of each part, read in one query."""
    found = _look_up([text for part in parts for text in variants(part)])
    return {part: _near(part, found) for part in parts}


def _near(part: str, found: Rows) -> Tokens:
    near = Tokens()
    for token, text in found:
        if token not in near and (needed := edits(part, text)) is not None:
            near[token] = needed
    return near


def _look_up(texts: list[str]) -> Rows:
    return rows(_sql(len(texts)), texts) if texts else []


@lru_cache(maxsize=256)
def _sql(count: int) -> str:
    return LOOK_UP.format(", ".join(["(%s)"] * count))


def pairs(one: Tokens, other: Tokens) -> dict[int, int]:
    """Keys of two parts together, with the edits of both."""
    keys: dict[int, int] = {}
    for a, edits_a in one.items():
        for b, edits_b in other.items():
            if a != b:
                key, needed = pair_key(a, b), edits_a + edits_b
                if needed < keys.get(key, NEVER):
                    keys[key] = needed
    return keys


def fewest_edits(parts: list[Tokens], tokens: set[int]) -> int | None:
    """Edits of the best way to give each part a token of its own; None when there is none."""
    if not parts:
        return 0
    first, *rest = parts
    sums = []
    for token in first.keys() & tokens:
        others = fewest_edits(rest, tokens - {token})
        if others is not None:
            sums.append(first[token] + others)
    return min(sums, default=None)
