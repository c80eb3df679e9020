"""What is done to a person's identity: register, correct, add what is known, mark as wrong."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from .codes import checked
from .ending import why_not_end
from .indexing import index_people
from .locking import locked
from .models import (
    Address,
    Alert,
    Contact,
    HealthAlert,
    Identifier,
    OtherName,
    Person,
    Relation,
    Victim,
)
from .numbering import take_numbers
from .owning import why_not_add_code, why_not_correct
from .rules import ALERT, CORRECT, OPEN_HEALTH, OPEN_VICTIMS, REGISTER
from .signals import died, entered_in_error
from .sorting import sort_key


@dataclass(frozen=True, kw_only=True)
class Code:
    """An identifier as it was given: its type in the country pack, and its value."""

    kind: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who somebody is. `birth_precision` says how much of the birth date is known."""

    family: str
    given: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    birth_precision: str = "day"
    sex: str = "unknown"
    category: str = "suspect"
    citizenships: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    interpreter: str = ""


def register_person(
    *, by: Actor, unit: Unit, who: Identity, codes: tuple[Code, ...] = ()
) -> Person:
    """Open a person's record in a unit. A doubtful code is kept with its doubt, never refused."""
    require(by, REGISTER)
    today = timezone.localdate()
    with act("people.register", by=by):
        person = Person(
            party=Party.objects.create(kind=PartyKind.PERSON),
            unit=unit,
            country=unit.agency.country,
        )
        person.file_number = take_numbers(today.year, 1)[0]
        _write(person, who)
        for code in codes:
            _add_code(person, code, today)
        index_people([person.pk])
    return person


def _write(person: Person, who: Identity) -> None:
    for name, value in asdict(who).items():
        setattr(person, name, value)
    if person.birth_date is None:
        person.birth_precision = "unknown"
    person.sort_key = sort_key(who.family, who.given, who.patronymic)
    person.save()


def _add_code(person: Person, code: Code, since: date) -> Identifier:
    value, doubt = checked(person.country, code.kind, code.value, person.birth_date)
    identifier = Identifier(person=person, kind=code.kind, value=value, doubt=doubt, since=since)
    identifier.save()
    return identifier


class EditedMeanwhile(Refused):
    """Somebody else changed the record since the form was opened; `now` is how it stands."""

    def __init__(self, now: Any) -> None:
        text = _("Somebody changed this meanwhile. Compare, then save again: nothing is lost.")
        super().__init__([Reason("edited-meanwhile", text)])
        self.now = now


def correct_person(
    *, by: Actor, person_id: UUID, who: Identity, version: int, reason: str
) -> Person:
    """Correct who somebody is, but not what another system keeps. A former name is still found.

    `version` is the one the editor saw; raises EditedMeanwhile when it is no longer the last.
    """
    require(by, CORRECT, person_id)
    with act("people.correct", by=by, reason=reason):
        person = locked(person_id)
        if person.version != version:
            raise EditedMeanwhile(person)
        refuse_if(why_not_correct(person, asdict(who)))
        _keep_former_name(person, who)
        person.version += 1
        _write(person, who)
        index_people([person.pk])
    return person


def _keep_former_name(person: Person, who: Identity) -> None:
    before = (person.family, person.given, person.patronymic)
    if before == (who.family, who.given, who.patronymic):
        return
    today = timezone.localdate()
    family, given, patronymic = before
    OtherName(
        person=person,
        kind=OtherName.Kind.FORMER,
        family=family,
        given=given,
        patronymic=patronymic,
        since=today,
    ).save()


def add_code(*, by: Actor, person: Person, code: Code, since: date) -> Identifier:
    """Add an identifier; an earlier one of the same type ends that day: codes change."""
    require(by, CORRECT, person.pk)
    refuse_if(why_not_add_code(person, code.kind))
    with act("people.add_code", by=by):
        for earlier in Identifier.objects.filter(person=person, kind=code.kind, until=None):
            earlier.until = max(since, earlier.since)
            earlier.save()
        return _add_code(person, code, since)


def add_name(*, by: Actor, name: OtherName) -> OtherName:
    """Add a name under which somebody is also found."""
    require(by, CORRECT, name.person_id)
    with act("people.add_name", by=by):
        name.save()
        index_people([name.person_id])
    return name


def add_detail(*, by: Actor, detail: Address | Contact | Relation) -> Address | Contact | Relation:
    """Add an address, a contact or a relation."""
    require(by, CORRECT, detail.person_id)
    with act("people.add_detail", by=by):
        detail.save()
    return detail


def set_alert(*, by: Actor, alert: Alert) -> Alert:
    """Set what whoever meets the person must know."""
    require(by, ALERT, alert.person_id)
    with act("people.set_alert", by=by):
        alert.save()
    return alert


def set_health_alert(*, by: Actor, fact: HealthAlert) -> HealthAlert:
    """Set a health matter that staff in contact must know. It is recorded behind its wall."""
    require(by, OPEN_HEALTH, fact.person_id)
    with act("people.set_health_alert", by=by):
        fact.save()
    return fact


def add_victim(*, by: Actor, fact: Victim) -> Victim:
    """Add a victim of the person's offence. It is recorded behind its wall."""
    require(by, OPEN_VICTIMS, fact.person_id)
    with act("people.add_victim", by=by):
        fact.save()
    return fact


def end_fact(*, by: Actor, fact: Any, until: date) -> Any:
    """End an address, contact, relation, name or alert from that day on."""
    require(by, CORRECT, fact.person_id)
    refuse_if(why_not_end(fact, until))
    fact.until = until
    with act("people.end_fact", by=by):
        fact.save()
    return fact


def note_death(*, by: Actor, person_id: UUID, died_on: date, source: str) -> Person:
    """Note that somebody has died; rooms to the right close what is open."""
    require(by, CORRECT, person_id)
    with act("people.note_death", by=by, reason=source):
        person = locked(person_id)
        person.died_on, person.version = died_on, person.version + 1
        person.save()
        died.send(Person, person=person, by=by, on=died_on)
    return person


def mark_entered_in_error(*, by: Actor, person_id: UUID, reason: str) -> Person:
    """Take a record that should never have been out of every list. Nothing is deleted."""
    require(by, CORRECT, person_id)
    with act("people.mark_entered_in_error", by=by, reason=reason):
        person = locked(person_id)
        person.entered_in_error, person.version = True, person.version + 1
        person.save()
        index_people([person_id])
        entered_in_error.send(Person, person=person, by=by)
    return person
