"""What the pages say in a language, from the translators' files."""

from collections.abc import Callable

import polib

from tools.messages import catalogues

Words = Callable[[str], str]


def words(language: str) -> Words:
    """Gives an English text as the pages of a language say it; KeyError for one they do not say."""
    if language == "en":
        return str
    said = {entry.msgid: _text(entry) for entry in catalogues()[language] if not entry.obsolete}
    return said.__getitem__


def _text(entry: polib.POEntry) -> str:
    return str(entry.msgstr or entry.msgstr_plural.get(0, ""))
