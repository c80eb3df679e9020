"""A row of people: from text to values, or to the reasons why not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.jurisdictions.schema import Identifier
from tilts.platform.organisation.models import Unit

from ..codes import types_of
from ..identifiers import normalise
from ..models.identity import Category, Precision, Sex
from .kinds import Fault, Row

DAY = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)(-(?P<d>\d\d))?|(?P<d2>\d\d?)\.(?P<m2>\d\d?)\.(?P<y2>\d{4})\.?"
)
LIST = re.compile(r"[,;\s]+")
COUNTRY, LANGUAGE = re.compile("[A-Z]{2}"), re.compile("[a-z]{2,3}")
CHOICES = {"sex": Sex.values, "category": Category.values}
LONGEST = {"key": 80, "family": 80, "given": 80, "patronymic": 80, "personal_code": 40,
           "former_family": 80}  # fmt: skip


@dataclass(frozen=True)
class PersonValues:
    """What a row says of a person: fields of Person by name, a code, a former family name.

    `code_check` names the checksum of codes of that kind, empty when they have none.
    """

    fields: dict[str, object]
    code_kind: str
    code_check: str
    code: str
    former_family: str


@dataclass(frozen=True)
class Birth:
    """A birth date and how exactly it is known."""

    day: date | None
    precision: Precision


def parse_birth(text: str) -> Birth | None:
    """1985-03-07, 07.03.1985, 1985-03, 1985, or nothing; None when it is no such date."""
    if not text:
        return Birth(None, Precision.UNKNOWN)
    if re.fullmatch(r"\d{4}", text):
        return _birth(text, "1", "1", Precision.YEAR)
    match = DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (match[name] or match[f"{name}2"] for name in "ymd")
    return _birth(year, month, day or "1", Precision.DAY if day else Precision.MONTH)


def _birth(year: str, month: str, day: str, precision: Precision) -> Birth | None:
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Birth(born, precision) if date(1850, 1, 1) <= born <= timezone.localdate() else None


def parse_day(text: str) -> date | None:
    """2025-03-07 or 07.03.2025; None for what is no such day."""
    match = DAY.fullmatch(text)
    if match is None:
        return None
    parts = [match[name] or match[f"{name}2"] for name in "ymd"]
    try:
        return date(*(int(part) for part in parts))
    except (TypeError, ValueError):  # no day is named, or no month has it
        return None


class PersonParser:
    """Reads rows against the units, and the types of code, that there are now."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self.units = units
        countries = {unit.agency.country for unit in units.values()}
        self.types = {country: types_of(country) for country in countries}

    def __call__(self, row: Row) -> PersonValues | list[Fault]:
        """The values of a row, or all its faults."""
        birth, unit = parse_birth(row["birth_date"]), self.units.get(row["unit"])
        faults = [*_too_long(row), *_not_chosen(row), *_no_codes(row)]
        if birth is None:
            text = _("“%(value)s” is no birth date like 1985-03-07, 07.03.1985, 1985-03 or 1985.")
            faults.append(Fault("birth_date", text % {"value": row["birth_date"]}))
        if unit is None:
            text = _("There is no unit “%(value)s”. Use its code, or its path if codes repeat.")
            faults.append(Fault("unit", text % {"value": row["unit"]}))
            return faults
        types = self.types[unit.agency.country]
        if row["code_kind"] and row["code_kind"] not in types:
            faults.append(_none_of("code_kind", row, types))
        if faults or birth is None:
            return faults
        return _values(row, birth, unit, types)


def _too_long(row: Row) -> list[Fault]:
    return [
        Fault(column, _("Longer than %(most)s characters.") % {"most": most})
        for column, most in LONGEST.items()
        if len(row[column]) > most
    ]


def _not_chosen(row: Row) -> list[Fault]:
    return [
        _none_of(column, row, choices)
        for column, choices in CHOICES.items()
        if row[column] and row[column] not in choices
    ]


def _none_of(column: str, row: Row, choices: Iterable[str]) -> Fault:
    text = _("“%(value)s” is none of %(choices)s.")
    return Fault(column, text % {"value": row[column], "choices": ", ".join(choices)})


def _no_codes(row: Row) -> Iterator[Fault]:
    """Words in lists of codes that are no codes."""
    text = _("“%(value)s” is no code of a country, such as LV.")
    for word in _list(row["citizenships"].upper()):
        if not COUNTRY.fullmatch(word):
            yield Fault("citizenships", text % {"value": word})
    text = _("“%(value)s” is no code of a language, such as lv.")
    for column in ("languages", "interpreter"):
        for word in _list(row[column].lower()):
            if not LANGUAGE.fullmatch(word):
                yield Fault(column, text % {"value": word})
    if len(_list(row["interpreter"])) > 1:
        yield Fault("interpreter", _("Name one language: that of the interpreter."))


def _values(row: Row, birth: Birth, unit: Unit, types: Mapping[str, Identifier]) -> PersonValues:
    fields: dict[str, object] = {
        "family": row["family"],
        "given": row["given"],
        "patronymic": row["patronymic"],
        "birth_date": birth.day,
        "birth_precision": birth.precision.value,
        "sex": row["sex"] or Sex.UNKNOWN.value,
        "category": row["category"],
        "citizenships": _list(row["citizenships"].upper()),
        "languages": _list(row["languages"].lower()),
        "interpreter": row["interpreter"].lower(),
        "unit_id": unit.pk,
        "country": unit.agency.country,
    }
    code = normalise(row["personal_code"])
    kind = row["code_kind"] or _kind(code, unit.agency.country, types)
    check = types[kind].check if kind in types else None
    return PersonValues(fields, kind, check or "", code, row["former_family"])


def _kind(code: str, country: str, types: Mapping[str, Identifier]) -> str:
    """The type of a national code, by how it is written: Latvia has an old and a new one."""
    written = (
        kind.code
        for kind in types.values()
        if kind.country == country and kind.pattern and re.fullmatch(kind.pattern, code)
    )
    return next(written, f"{country.lower()}_personal_code")


def _list(text: str) -> list[str]:
    return [word for word in LIST.split(text) if word]


def units_by_name() -> dict[str, Unit]:
    """Units by path without its last dot, and by code where only one has it."""
    units = list(Unit.objects.select_related("agency"))
    codes = [unit.code for unit in units]
    named = {unit.code: unit for unit in units if codes.count(unit.code) == 1}
    return named | {unit.path.rstrip("."): unit for unit in units}
