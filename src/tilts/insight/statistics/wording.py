"""What codes of the dimensions are called, and in what order those stand that have none."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tilts.casework.assessment.levels import bands, level_of
from tilts.engines.instruments import Instrument
from tilts.engines.instruments.schema.quantities import Score
from tilts.engines.instruments.schema.text import Text as Translated
from tilts.platform.access.reasons import Text
from tilts.platform.forms.catalogue import known, versions
from tilts.platform.organisation.models import Unit
from tilts.platform.organisation.queries import names_of

from .dimensions import UNKNOWN

Named = Mapping[str, str]
WORDS: dict[str, Text] = {
    "people": gettext_lazy("People"),
    "female": gettext_lazy("female"),
    "male": gettext_lazy("male"),
    "unknown": gettext_lazy("not known"),
    "under-18": gettext_lazy("under 18"),
    "55-and-over": gettext_lazy("55 and over"),
    "lower": gettext_lazy("lower than before"),
    "same": gettext_lazy("as before"),
    "higher": gettext_lazy("higher than before"),
    "first": gettext_lazy("the first one"),
    "as-scored": gettext_lazy("the level of the score"),
    "otherwise": gettext_lazy("another level"),
    "in-time": gettext_lazy("in time"),
    "late": gettext_lazy("late"),
    "up-to-30": gettext_lazy("up to 30 days"),
    "31-90": gettext_lazy("31 to 90 days"),
    "over-90": gettext_lazy("more than 90 days"),
    UNKNOWN: gettext_lazy("not known"),
}


def with_levels() -> dict[str, str]:
    """Instruments that give a level: id → title, in the present language."""
    return {one.id: _translated(one.title) for one in known().values() if one.level}


def level_names(name: str) -> Named:
    """Levels of an instrument, lowest first; of all its versions, the newest words."""
    found: dict[str, str] = {}
    for one in _levelled(name):
        found |= {band.id: _translated(band.label) for band in bands(level_of(one))}
    return found


def domain_names(name: str) -> Named:
    """Domains of an instrument, in its order."""
    return {score.id: _translated(score.label) for score in _domains(name)}


def need_names(name: str) -> Named:
    """Bands that its domains have in common, lowest first, as most of the domains call them."""
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for score in _domains(name):
        for band in bands(score):
            called[band.id][_translated(band.label)] += 1
    return {need: words.most_common(1)[0][0] for need, words in called.items()}


def _domains(name: str) -> list[Score]:
    """The scores that are divided as most are; others (protective factors, say) are no needs."""
    scores = {score.id: score for one in _levelled(name) for score in one.scores if bands(score)}
    for one in _levelled(name):
        scores.pop(one.level or "", None)
    ways = Counter(tuple(band.id for band in bands(score)) for score in scores.values())
    usual = ways.most_common(1)[0][0] if ways else ()
    return [s for s in scores.values() if tuple(band.id for band in bands(s)) == usual]


def unit_names(units: Iterable[str]) -> Named:
    """Names of units."""
    rows = Unit.objects.in_bulk([UUID(unit) for unit in units])
    return {str(pk): unit.name_in(get_language() or "en") for pk, unit in rows.items()}


def staff_names(staff: Iterable[str]) -> Named:
    """Names of staff; where nobody is named, that it is not known."""
    found = names_of(UUID(one) for one in staff if one != UNKNOWN)
    return {str(party): name for party, name in found.items()}


def period_name(period: str) -> str:
    """`2026`, or “2026, quarter 3”."""
    year, _dash, quarter = period.partition("-")
    if not quarter:
        return year
    return _("%(year)s, quarter %(number)s") % {"year": year, "number": quarter}


def named(dimension: str, codes: Iterable[str], instrument: str) -> Named:
    """Words for codes of a dimension."""
    plain = {code: str(WORDS.get(code, code.replace("-", "–"))) for code in codes}
    special: dict[str, Callable[[], Named]] = {
        "level": lambda: level_names(instrument),
        "domain": lambda: domain_names(instrument),
        "need": lambda: need_names(instrument),
        "unit": lambda: unit_names(plain),
        "assessor": lambda: staff_names(plain),
        "year": lambda: {code: period_name(code) for code in plain},
        "quarter": lambda: {code: period_name(code) for code in plain},
    }
    known_words = special[dimension]() if dimension in special else {}
    return {code: known_words.get(code, word) for code, word in plain.items()}


def placed(dimension: str, instrument: str, words: Named) -> Callable[[str], Any]:
    """The key by which codes without an order stand: as in the instrument, else by their words."""
    inorder: dict[str, Callable[[str], Named]] = {
        "level": level_names,
        "domain": domain_names,
        "need": need_names,
    }
    if dimension not in inorder:
        return lambda code: words[code]
    places = {code: index for index, code in enumerate(inorder[dimension](instrument))}
    return lambda code: places.get(code, len(places))


def _levelled(name: str) -> list[Instrument]:
    return [one for one in versions(name) if one.level]


def _translated(text: Translated) -> str:
    return text.to(get_language() or "en")
