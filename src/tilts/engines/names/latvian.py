"""Latvian: names follow the declensions of nouns.

Sources: Cabinet Regulation 114/2004 on personal names, point 12 (names in -us after the third
declension, and names in -o, -u and what has no Latvian ending are not inflected); Latviešu valodas
gramatika (Rīga 2013) on the six declensions, on the definite ending of surnames such as Platais,
on the dative -am, -em of men's names in -a, -e, and on given names of two syllables in -tis, -dis,
whose consonant is not softened.
"""

import re

from .tables import Pattern, Sex, pattern, softened

# genitive, dative, accusative, instrumental, locative, vocative
PATTERNS: tuple[Pattern, ...] = (
    pattern("ējais", "ējā ējam ējo ējo ējā ējais", sex="male"),
    pattern("ais", "ā ajam o o ajā ais", sex="male"),
    pattern("ējā", "ējās ējai ējo ējo ējā ējā", sex="female"),
    pattern("ā", "ās ajai o o ajā ā", sex="female"),
    pattern("us", "us um u u ū u", sex="male"),
    pattern("is", "a im i i ī i", soft="genitive", sex="male"),
    pattern("s", "a am u u ā -", sex="male", not_after="aeioāēīū"),
    pattern("š", "a am u u ā -", sex="male"),
    pattern("a", "as am u u ā a", sex="male"),
    pattern("a", "as ai u u ā a", sex="female"),
    pattern("e", "es em i i ē e", sex="male"),
    pattern("e", "es ei i i ē e", sex="female"),
)
SOFT = (
    ("ll", "ļļ"),
    ("nn", "ņņ"),
    ("ln", "ļņ"),
    ("sn", "šņ"),
    ("zn", "žņ"),
    ("sl", "šļ"),
    ("zl", "žļ"),
    ("dz", "dž"),
    ("st", "st"),
    ("c", "č"),
    ("d", "ž"),
    ("l", "ļ"),
    ("n", "ņ"),
    ("s", "š"),
    ("t", "š"),
    ("z", "ž"),
    ("b", "bj"),
    ("m", "mj"),
    ("p", "pj"),
    ("v", "vj"),
)
VOWELS = re.compile("ie|au|ai|ei|ui|iu|[aāeēiīoōuū]")
HARD = ("tis", "dis")


def stem_in(word: str, found: Pattern, case: str, *, given: bool) -> str:
    """What of a name stands before the ending of a case; Andris, Juris keep their r."""
    bare = word.removesuffix(found.ending)
    if case not in found.soft or (given and _is_hard(word)):
        return bare
    if bare.endswith(("lst", "kst")):
        return bare
    return softened(bare, SOFT)


def _is_hard(word: str) -> bool:
    """A given name of two syllables in -tis, -dis: Gatis, of whom the genitive is Gata."""
    return word.endswith(HARD) and len(VOWELS.findall(word.lower())) == 2


def sex_of(word: str) -> Sex:
    """Whose name it seems to be, by its ending."""
    if word.endswith(("s", "š")):
        return "male"
    return "female" if word.endswith(("a", "e", "ā")) else "unknown"


def is_fixed(word: str) -> bool:
    """Names in -o, -u, -i, -ē and the like stand as they are in every case: Raivo, Bruno."""
    return word.endswith(("o", "u", "i", "ē", "ī", "ū", "ō"))
