"""Lithuanian: names and surnames alike, by their declension.

Source: State Commission of the Lithuanian Language, consultation 14268 on the inflection of
surnames (vlkk.lt/konsultacijos/14268), with its table for -as, -is, -ys, -us, -ius, -a, -ė; the t
and d that soften before io, iu (Petraitis, Petraičio): Dabartinės lietuvių kalbos gramatika
(Vilnius 2005), pp. 68–80.
"""

from .tables import Pattern, Sex, pattern, softened

SOFT_CASES = "genitive dative instrumental"

# genitive, dative, accusative, instrumental, locative, vocative
PATTERNS: tuple[Pattern, ...] = (
    pattern("ias", "io iui ią iu yje iau", sex="male"),
    pattern("jas", "jo jui ją ju juje jau", sex="male"),
    pattern("as", "o ui ą u e ai", sex="male"),
    pattern("ius", "iaus iui ių iumi iuje iau", sex="male"),
    pattern("jus", "jaus jui jų jumi juje jau", sex="male"),
    pattern("us", "aus ui ų umi uje au", sex="male"),
    pattern("is", "io iui į iu yje i", soft=SOFT_CASES, sex="male"),
    pattern("ys", "io iui į iu yje y", soft=SOFT_CASES, sex="male"),
    pattern("a", "os ai ą a oje a"),
    pattern("ė", "ės ei ę e ėje e"),
)
SOFT = (("t", "č"), ("d", "dž"))


def stem_in(word: str, found: Pattern, case: str, *, given: bool) -> str:
    """What of a name stands before the ending of a case; given and family names are alike."""
    bare = word.removesuffix(found.ending)
    return softened(bare, SOFT) if case in found.soft else bare


def sex_of(word: str) -> Sex:
    """Whose name it seems to be, by its ending."""
    return "male" if word.endswith("s") else "female" if word.endswith(("a", "ė")) else "unknown"


def is_fixed(word: str) -> bool:
    """Names that no Lithuanian ending fits stand as they are: Leo, Bruno."""
    return word.endswith(("o", "u", "e", "i"))
