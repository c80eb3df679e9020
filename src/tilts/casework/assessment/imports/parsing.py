"""A row of assessments: from text to values, or to the reasons why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.casework.people.identifiers import normalise
from tilts.casework.people.imports.kinds import Fault, Row
from tilts.casework.people.imports.parsing import parse_day
from tilts.casework.people.models import Identifier, Person
from tilts.casework.proceedings.moments import why_not_past
from tilts.engines.instruments import Instrument, score_one
from tilts.platform.forms.answering import Answer, typed, why_not_answer
from tilts.platform.forms.catalogue import instrument, scorer
from tilts.platform.forms.problems import said
from tilts.platform.organisation.models import Staff

from ..levels import bands, level_of
from ..models import Assessment

LONGEST = {"key": 80, "instrument": 40, "version": 40, "level": 100}
Given = dict[str, Any]


@dataclass(frozen=True)
class Values:
    """What a row says. Without `answers` only the result is recorded."""

    person: Person
    assessed_on: date
    level: str
    assessor: UUID | None
    of: Instrument | None = None
    answers: Given = field(default_factory=dict)
    scores: dict[str, Any] = field(default_factory=dict)
    computed_level: str = ""


class AssessmentParser:
    """Reads the rows of one system against the people and instruments that there are now."""

    def __init__(self, system: str) -> None:
        rows = Assessment.objects.filter(system=system)
        self.known = {row.source_row: row for row in rows.defer("scores")}
        self.staff = {email.casefold(): pk for email, pk in _staff()}

    def __call__(self, row: Row) -> Values | list[Fault]:
        """The values of a row, or its faults."""
        person, day = self._person(row), parse_day(row["assessed_on"])
        faults = [*_too_long(row), *_no_day(row, day), *self._no_assessor(row)]
        if person is None:
            text = _("Nobody has this file number or code. Import the people first.")
            faults.append(Fault("file_number" if row["file_number"] else "personal_code", text))
        if faults or person is None or day is None:
            return faults
        assessor = self.staff.get(row["assessor"].casefold())
        values = _with_result(row, Values(person, day, row["level"], assessor))
        return values if isinstance(values, list) else self._changed(row, values) or values

    def _person(self, row: Row) -> Person | None:
        pk = self._people.get(row["file_number"]) or self._codes.get(
            normalise(row["personal_code"])
        )
        found: Person | None = Person.objects.filter(pk=pk).select_related("unit").first()
        return found

    @cached_property
    def _people(self) -> dict[str, UUID]:
        return dict(Person.objects.values_list("file_number", "pk"))

    @cached_property
    def _codes(self) -> dict[str, UUID]:
        return dict(Identifier.objects.filter(until=None).values_list("value", "person_id"))

    def _no_assessor(self, row: Row) -> Iterator[Fault]:
        if row["assessor"] and row["assessor"].casefold() not in self.staff:
            text = _("Nobody here has the address “%(value)s”. Leave it empty if they left.")
            yield Fault("assessor", text % {"value": row["assessor"]})

    def _changed(self, row: Row, values: Values) -> list[Fault]:
        before = self.known.get(row["key"])
        now = (values.person.pk, row["instrument"], values.assessed_on, values.level)
        if before is None:
            return []
        if now == (before.person_id, before.instrument, before.assessed_on, before.level):
            return []
        text = _("It was another result before. Annul that one here, and give a new key.")
        return [Fault("key", text)]


def _staff() -> Any:
    return Staff.objects.exclude(email="").values_list("email", "pk")


def _no_day(row: Row, day: date | None) -> Iterator[Fault]:
    if day is None:
        text = _("“%(value)s” is no date like 2025-03-07 or 07.03.2025.")
        yield Fault("assessed_on", text % {"value": row["assessed_on"]})
    for reason in why_not_past(day):
        yield Fault("assessed_on", reason.text)


def _too_long(row: Row) -> Iterator[Fault]:
    text = _("Longer than %(most)s characters.")
    for column, most in LONGEST.items():
        if len(row[column]) > most:
            yield Fault(column, text % {"most": most})


def _with_result(row: Row, values: Values) -> Values | list[Fault]:
    """With the level as it is given, or as the answers score."""
    of = instrument(row["instrument"], row["version"])
    if of is not None and of.level and (given := _answers(row, of)):
        return _scored(values, of, given)
    if not values.level:
        return [Fault("level", _("Give the level, or the answers to an instrument known here."))]
    return values


def _answers(row: Row, of: Instrument) -> Given:
    """The columns of a row that are called like questions."""
    told = {name: text for name in of.items if (text := row.raw.get(name, "").strip())}
    return {name: typed(of.items[name], text) for name, text in told.items()}


def _scored(values: Values, of: Instrument, given: Given) -> Values | list[Fault]:
    faults = [
        Fault(item, reason.text)
        for item, value in given.items()
        for reason in why_not_answer(of, item, Answer(value))
    ]
    if faults:
        return faults
    scored, deciding = score_one(scorer(of), given), level_of(of)
    result = scored.results[deciding.id]
    if scored.problems or result.band is None:
        text = _("The answers give no level: %(why)s.")
        missing = [text % {"why": ", ".join(result.missing)}] if result.missing else []
        words = [said(problem, of) for problem in scored.problems] or missing
        return [Fault("", word) for word in words]
    level = values.level or result.band
    if level not in {band.id for band in bands(deciding)}:
        return [Fault("level", _("This instrument has no such level. Choose one of it."))]
    scores = {
        name: {"value": one.value, "band": one.band, "norm": one.norm}
        for name, one in scored.results.items()
        if one.value is not None
    }
    return Values(
        values.person, values.assessed_on, level, values.assessor, of, given, scores, result.band
    )
