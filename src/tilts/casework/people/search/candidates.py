"""From the parts of a searched name to the tokens that people's names have."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from ..models.index import pair_key
from ..names import deletions, misspelling, variants
from .driver import marks, rows

Tokens = dict[int, int]  # token → edits
Rows = list[tuple[Any, ...]]  # variant, token, its text
NEAREST, FURTHEST = 1, 2  # edits of a hit, and of a suggestion

LOOK_UP = """
SELECT v.text, t.id, t.text FROM people_namevariant v JOIN people_nametoken t ON t.id = v.token_id
WHERE v.text IN ({})
"""


def candidates(parts: tuple[str, ...], most: int = NEAREST) -> list[Tokens]:
    """For each part the tokens within so many edits; nothing when one part has none."""
    near = near_tokens(parts, most)
    return [near[part] for part in parts] if all(near.values()) else []


def near_tokens(parts: Collection[str], most: int = NEAREST) -> dict[str, Tokens]:
    """The tokens within so many edits of each part, read in one query."""
    texts = {part: variants(part) for part in parts}
    if most > NEAREST:
        texts = {part: _widened(own) for part, own in texts.items()}
    found = _look_up(set().union(*texts.values()))
    return {part: _near(part, own, found, most) for part, own in texts.items()}


def _widened(texts: set[str]) -> set[str]:
    return texts.union(*map(deletions, texts))


def _near(part: str, texts: set[str], found: Rows, most: int) -> Tokens:
    near = Tokens()
    for variant, token, text in found:
        if variant in texts:
            edits = 1 if variant[0] == "=" else misspelling(part, text, most)
            if edits is not None:
                near[token] = min(edits, near.get(token, edits))
    return near


def _look_up(texts: set[str]) -> Rows:
    return rows(_sql(len(texts)), list(texts)) if texts else []


@lru_cache(maxsize=256)
def _sql(count: int) -> str:
    return LOOK_UP.format(marks(count))


def pairs(one: Tokens, other: Tokens) -> dict[int, int]:
    """Keys of two parts together, with the edits of both."""
    keys: dict[int, int] = {}
    for a, edits_a in one.items():
        for b, edits_b in other.items():
            if a != b:
                key = pair_key(a, b)
                keys[key] = min(edits_a + edits_b, keys.get(key, edits_a + edits_b))
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
