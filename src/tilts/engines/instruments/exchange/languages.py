"""Names of languages as headings of XLSForm bear them: `Latvian (lv)`."""

import re

NAMES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "it": "Italian",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "uk": "Ukrainian",
}
YES_NO = {"en": ("Yes", "No"), "lv": ("Jā", "Nē"), "lt": ("Taip", "Ne"), "ru": ("Да", "Нет")}


def heading(code: str) -> str:
    """A language as a heading names it."""
    return f"{NAMES.get(code, code)} ({code})"


def code(name: str) -> str:
    """The code of a language from its heading; a name that nobody knows stands for itself."""
    if given := re.search(r"\(([\w-]+)\)\s*$", name):
        return given[1]
    known = {one.lower(): two for two, one in NAMES.items()}
    return known.get(name.strip().lower(), name.strip())
