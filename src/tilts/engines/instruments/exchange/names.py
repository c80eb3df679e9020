"""Names of ours for names of others."""

import re
import unicodedata

OURS = re.compile(r"[a-z][a-z0-9_]{0,59}")


class Names:
    """Ids of ours, each given once."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def take(self, name: str) -> str:
        """The id for a foreign name: small letters, digits and underscores, numbered if need be."""
        wanted = own = name if OURS.fullmatch(name) else slug(name, "_", 55)
        number = 1
        while own in self._taken:
            number += 1
            own = f"{wanted}_{number}"
        self._taken.add(own)
        return own


def slug(name: str, joint: str, longest: int) -> str:
    """Small letters and digits with a joint between words, beginning with a letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+" if joint != "_" else r"[^a-z0-9_]+", joint, plain).strip(joint)
    return (words if words[:1].isalpha() else f"q{words}")[:longest].rstrip(joint)
