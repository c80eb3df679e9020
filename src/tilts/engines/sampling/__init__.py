"""Samples by chance that anybody can draw again: the seed is written down, and the rest follows.

Each piece of a stratum is ranked by the SHA-256 of "seed|stratum|piece" in UTF-8, and the pieces
that rank lowest are drawn. Without the seed nobody can foresee who that is; with it, any tool that
computes SHA-256 draws the same. (A random permutation by keyed hash: each piece is as likely.)
"""

from collections.abc import Iterable
from hashlib import sha256


def rank(seed: str, stratum: str, piece: str) -> str:
    """Where a piece stands in the draw of its stratum: 64 hexadecimal digits, the lowest first."""
    return sha256(f"{seed}|{stratum}|{piece}".encode()).hexdigest()


def sample(seed: str, stratum: str, frame: Iterable[str], wanted: int) -> list[str]:
    """The pieces that are drawn, in the order of their ranks; all of a frame that has no more.

    Neither the order of the frame nor a piece that stands in it twice changes what is drawn.
    """
    return sorted(set(frame), key=lambda piece: (rank(seed, stratum, piece), piece))[:wanted]
