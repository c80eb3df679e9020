"""Names as they are compared: without case, diacritics, script and habits of transcription."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

FUZZY_FROM = 4  # letters from which a part of a name may be misspelt
LONGEST = 80  # letters of a part that count: some letters become two when they are folded

# As Latvian writes Russian names, without the diacritics (Cabinet Regulation 114 of 2004).
CYRILLIC = dict(
    zip("абвгдежзийклмнопрстуфхцчшыэіїєґў", "abvgdezzijklmnoprstufhccsieiiegu", strict=True)
)
LETTERS = str.maketrans(
    CYRILLIC
    | {"щ": "sc", "ё": "jo", "ю": "ju", "я": "ja", "ъ": "", "ь": ""}
    | {"ø": "o", "æ": "ae", "œ": "oe", "å": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"'": "", "’": "", "`": ""}
)
WORD = re.compile(r"[^\W\d_]+")

# Spellings that different countries and decades gave to one name, in the order applied.
HABITS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"(?<=[^aeiouy])s$", ""),  # Latvian and Lithuanian endings: Ivanovs, Andrejs
        (r"shch|szcz|sch|sc|sh|sz", "s"),  # Щукин: Shchukin, Ščukins, Szczukin; Schmidt, Šmits
        (r"zh", "z"),
        (r"tch|ch|cz|ts|tz", "c"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"[jy]", "i"),  # Marija, Mariya; Yana, Jana
        (r"(.)\1+", r"\1"),  # Mariia, Anna
    )
)


def fold(text: str) -> str:
    """Small Latin letters without diacritics: "Bērziņš" → "berzins", "Мария" → "marija"."""
    plain = text.casefold().translate(PLAIN)
    return plain if plain.isascii() else unmarked(text)


def unmarked(text: str) -> str:
    """As `fold`, for any script: letters come apart, and their marks are left out."""
    latin = unicodedata.normalize("NFC", text.casefold()).translate(LETTERS)
    marked = unicodedata.normalize("NFKD", latin).casefold()  # 𝑨 comes apart as a capital
    return "".join([letter for letter in marked if not unicodedata.combining(letter)])


# Letters of Europe with their marks, so that most names need not be taken apart.
PLAIN = LETTERS | {
    code: letters for code in range(0xC0, 0x250) if (letters := unmarked(chr(code))).isascii()
}


def tokens(text: str) -> tuple[str, ...]:
    """The folded parts of a name, in their order: "Kalniņa-Ozola, Anna" → three."""
    return tuple([word[:LONGEST] for word in WORD.findall(fold(text))])


@lru_cache(maxsize=65536)
def common_form(token: str) -> str:
    """One form for what transcriptions write differently: marija, mariya, mariia → maria."""
    for pattern, letters in HABITS:
        token = pattern.sub(letters, token)
    return token


def deletions(token: str) -> set[str]:
    """The token without one of its letters, for each letter; none for a short one."""
    if len(token) < FUZZY_FROM:
        return set()
    return {token[:i] + token[i + 1 :] for i in range(len(token))}


def variants(token: str) -> set[str]:
    """What a token is looked up by: itself, its deletions, and "=" with its common form.

    Two tokens within one edit share a deletion or are each other's: the symmetric deletion
    method of Garbe's SymSpell.
    """
    found = deletions(token)
    found.add(token)
    found.add("=" + common_form(token)[:LONGEST])
    return found


def misspelling(part: str, token: str, most: int = 1) -> int | None:
    """Edits between a searched part and a token of a name, None when more than `most`.

    Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), and
    only in parts of four letters or more.
    """
    if part == token:
        return 0
    distance = OSA.distance(part, token, score_cutoff=most)
    return int(distance) if distance <= most and len(part) >= FUZZY_FROM else None


def edits(part: str, token: str, most: int = 1) -> int | None:
    """As `misspelling`; another transcription of the same name counts as one edit."""
    distance = misspelling(part, token, most)
    if distance in (0, 1) or common_form(part) != common_form(token):
        return distance
    return 1
