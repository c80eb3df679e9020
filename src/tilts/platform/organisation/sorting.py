"""How names are compared, whatever their marks and case."""

from unicodedata import combining, normalize


def folded(text: str) -> str:
    """Lower case without marks, words parted by one space: "Kļaviņa  Ilze" → "klavina ilze".

    Folds twice, as the Unicode Standard (3.13, D146) has it: "℠" becomes "SM" only when decomposed.
    """
    for _ in range(2):
        text = normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in text if not combining(c)).split())
