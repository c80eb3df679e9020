"""A row of proceedings: from text to values, or to the reasons why not."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.casework.people.imports.kinds import Fault, Row
from tilts.casework.people.imports.parsing import units_by_name
from tilts.casework.people.models import Person, SourceRow
from tilts.platform.access.reasons import Reason

from .. import catalogue
from ..actions.charges import UNKNOWN_OFFENCE
from ..actions.stages import JUDGED_TOO_EARLY, WITHIN_TERM
from ..imposing import PRESUMED_INNOCENT, NewMeasure, why_not_impose
from ..models import Proceeding, ProceedingSource
from ..moments import why_not_past
from .values import DAYS, FileValues, Texts, read_texts


class ProceedingParser:
    """Reads the rows of one system against the people and units that there are now."""

    def __init__(self, system: str) -> None:
        self.units = units_by_name()
        rows = SourceRow.objects.filter(system=system).values_list("key", "person_id")
        self.keys: dict[str, UUID] = dict(rows)
        known = ProceedingSource.objects.filter(system=system).select_related("proceeding")
        self.known = {source.key: source for source in known}

    def __call__(self, row: Row) -> FileValues | list[Fault]:
        """The values of a row, or all its faults."""
        texts, person = read_texts(row), self._person(row)
        faults = [*texts.faults, *_not_yet(texts), *self._of_unit(row)]
        if person is None:
            text = _("Nobody has this key or file number. Import the people first.")
            faults.append(Fault("person_key" if row["person_key"] else "file_number", text))
        if faults or person is None:
            return faults
        faults = [*_disorder(texts, person), *_unknown(row, texts, person)]
        return faults or self._values(row, texts, person)

    @cached_property
    def _people(self) -> dict[str, UUID]:
        """People by file number; read once, when the first row names one."""
        return dict(Person.objects.values_list("file_number", "pk"))

    def _person(self, row: Row) -> Person | None:
        named = row["person_key"]
        pk = self.keys.get(named) if named else self._people.get(row["file_number"])
        found: Person | None = Person.objects.filter(pk=pk).first() if pk else None
        return found

    def _of_unit(self, row: Row) -> Iterator[Fault]:
        if row["unit"] and row["unit"] not in self.units:
            text = _("There is no unit “%(value)s”. Use its code, or its path if codes repeat.")
            yield Fault("unit", text % {"value": row["unit"]})

    def _values(self, row: Row, texts: Texts, person: Person) -> FileValues | list[Fault]:
        unit = self.units[row["unit"]].pk if row["unit"] else person.unit_id
        values = FileValues(
            person=person,
            proceeding=_proceeding(row, texts, person, unit),
            offence=_offence(row, texts, person),
            measure=_measure(row, texts) if row["measure"] else None,
        )
        source = self.known.get(row["key"])
        return [*_not_imposed(values), *(_since(source, values) if source else ())] or values


def _not_yet(texts: Texts) -> Iterator[Fault]:
    for column in DAYS:
        if column != "start":
            yield from _faults(column, why_not_past(texts.days[column]))


def _disorder(texts: Texts, person: Person) -> Iterator[Fault]:
    """Days that cannot follow each other so."""
    judged, in_force = texts.days["judged_on"], texts.days["in_force_on"]
    committed = texts.days["committed_on"]
    if judged and committed and committed > judged:
        yield from _faults("judged_on", [JUDGED_TOO_EARLY])
    if in_force and judged is None:
        yield Fault("judged_on", _("Nothing is in force without a judgment: give its day."))
    if in_force and judged and in_force <= catalogue.appeal_ends(person.country, judged):
        yield from _faults("in_force_on", [WITHIN_TERM])


def _unknown(row: Row, texts: Texts, person: Person) -> Iterator[Fault]:
    committed = texts.days["committed_on"]
    if committed and catalogue.offence(person.country, row["offence"], committed) is None:
        yield from _faults("offence", [UNKNOWN_OFFENCE])
    if texts.days["in_force_on"] and not row["measure"]:
        yield Fault("measure", _("A judgment in force imposes something: name it."))


def _not_imposed(values: FileValues) -> list[Fault]:
    """Why the court cannot have imposed this in such proceedings."""
    if values.measure is None:
        return []
    case = Proceeding(person=values.person, state="before_judgment", **values.proceeding)
    reasons = why_not_impose(case, NewMeasure(**values.measure))
    return [
        Fault("judged_on" if reason == PRESUMED_INNOCENT else "measure", reason.text)
        for reason in reasons
    ]


def _since(source: ProceedingSource, values: FileValues) -> Iterator[Fault]:
    """What a row cannot change of the proceedings that it once became."""
    stands = source.proceeding
    if source.person_id != values.person.pk:
        yield Fault("person_key", _("It was about somebody else. Say here whose they are."))
    if source.measure_id and values.measure is None:
        yield Fault("measure", _("It named one before. End that one here, and say how."))
    for column, before, now in (
        ("judged_on", stands.judged_on, values.judged_on),
        ("in_force_on", stands.in_force_on, values.in_force_on),
    ):
        if before is not None and now != before:
            yield Fault(column, _("It was another day. A judgment is corrected here, by hand."))
    expected = "before_judgment" if stands.judged_on is None else "judged"
    if stands.in_force_on is None and values.in_force_on and stands.state not in (
        "before_judgment", "judged"
    ):  # fmt: skip
        yield _moved_on("in_force_on", stands)
    elif stands.judged_on is None and values.judged_on and stands.state != expected:
        yield _moved_on("judged_on", stands)


def _moved_on(column: str, stands: Proceeding) -> Fault:
    text = _("These proceedings have moved on here: %(state)s.")
    return Fault(column, text % {"state": stands.state_title})


def _faults(column: str, reasons: list[Reason]) -> list[Fault]:
    return [Fault(column, reason.text) for reason in reasons]


def _proceeding(row: Row, texts: Texts, person: Person, unit: UUID) -> dict[str, Any]:
    days = {name: texts.days[name] for name in ("received_on", "judged_on", "in_force_on")}
    named = {"authority": row["authority"], "reference": row["reference"]}
    return {**days, **named, "unit_id": unit, "country": person.country}


def _offence(row: Row, texts: Texts, person: Person) -> dict[str, Any]:
    committed = texts.days["committed_on"]
    entry = catalogue.offence(person.country, row["offence"], committed or date.min)
    known = {"iccs": entry.iccs, "gravity": entry.gravity} if entry else {}
    return {"code": row["offence"], "committed_on": committed, **known}


def _measure(row: Row, texts: Texts) -> dict[str, Any]:
    """The fields of NewMeasure; what is imposed without a judgment is so from the receipt."""
    hours = texts.numbers["hours"]
    return {
        "kind": row["measure"],
        "imposed_on": texts.days["judged_on"] or texts.days["received_on"],
        "start": texts.days["start"],
        **{name: texts.numbers[name] for name in ("years", "months", "days")},
        "minutes": hours * 60 if hours else None,
    }
