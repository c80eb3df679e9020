"""How names are compared, whatever their marks and case."""

import unicodedata


def folded(text: str) -> str:
    """Lower case without marks, words parted by one space: "Kļaviņa  Ilze" → "klavina ilze"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
