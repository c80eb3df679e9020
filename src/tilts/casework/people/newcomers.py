"""Is the person about to be registered on record already?"""

from .actions import Code, Identity
from .duplicates import Description, Twin, possible_duplicates
from .identifiers import normalise


def likely_twins(who: Identity, codes: tuple[Code, ...]) -> list[Twin]:
    """Visible people who may be this newcomer, the likeliest first."""
    exact = who.birth_date if who.birth_precision == "day" else None
    name = " ".join((who.family, who.given, who.patronymic))
    values = frozenset(value for code in codes if (value := normalise(code.value)))
    return possible_duplicates(Description((name,), exact, values))
