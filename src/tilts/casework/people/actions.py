"""What is done to a person's record: register, correct, add, end, mark as wrong, take back."""

from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Refused, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import OpenAct, act

from .codes import checked, succeeding
from .guards import why_not_die, why_not_end, why_not_err, why_not_register, why_not_restore
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
from .models.identity import known_birth
from .numbering import take_numbers
from .owning import why_not_add_code, why_not_correct
from .rules import ALERT, CORRECT, OPEN_HEALTH, OPEN_VICTIMS, REGISTER
from .signals import died, entered_in_error, restored
from .sorting import sort_key

Fact = TypeVar(
    "Fact", bound=Address | Alert | Contact | HealthAlert | OtherName | Relation | Victim
)
WALLED = {HealthAlert: OPEN_HEALTH, Victim: OPEN_VICTIMS}
ADDING = {**WALLED, Alert: ALERT}  # what adding wants; all else wants CORRECT


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
    family_first: bool = False
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
    refuse_if(why_not_register(by, unit))
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
            _code(person, code, today).save()
        index_people([person.pk])
    return person


def _write(person: Person, who: Identity) -> None:
    for name, value in asdict(who).items():
        setattr(person, name, value)
    person.birth_date, person.birth_precision = known_birth(who.birth_date, who.birth_precision)
    person.sort_key = sort_key(who.family, who.given, who.patronymic)
    person.save()


def _code(person: Person, code: Code, since: date) -> Identifier:
    value, doubt = checked(person.country, code.kind, code.value, person.exact_birth)
    return Identifier(person=person, kind=code.kind, value=value, doubt=doubt, since=since)


class EditedMeanwhile(Refused):
    """Somebody else changed the record since the form was opened; `now` is how it stands."""

    def __init__(self, now: Person) -> None:
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
    family, given, patronymic = before
    OtherName(
        person=person,
        kind=OtherName.Kind.FORMER,
        family=family,
        given=given,
        patronymic=patronymic,
        since=timezone.localdate(),
    ).save()


def add_code(*, by: Actor, person_id: UUID, code: Code, since: date) -> Identifier:
    """Add an identifier. One that it succeeds ends that day; one that succeeded it ends it."""
    require(by, CORRECT, person_id)
    with act("people.add_code", by=by):
        person = locked(person_id)
        kinds = succeeding(person.country, code.kind)
        refuse_if(why_not_add_code(person, kinds))
        others = Identifier.objects.filter(person=person, kind__in=kinds).order_by("since", "pk")
        for earlier in others.on(since):
            earlier.until = since
            earlier.save()
        later = others.filter(since__gt=since).first()
        added = _code(person, code, since)
        added.until = later.since if later else None
        added.save()
    return added


def add_fact(*, by: Actor, fact: Fact) -> Fact:
    """Add a name, an address, a contact, a relation, an alert, or something behind a wall."""
    require(by, ADDING.get(type(fact), CORRECT), fact.person_id)
    with _adding(fact, by):
        fact.save()
        if isinstance(fact, OtherName):
            index_people([fact.person_id])
    return fact


def _adding(fact: Any, by: Actor) -> AbstractContextManager[OpenAct]:
    match fact:
        case OtherName():
            return act("people.add_name", by=by)
        case Alert():
            return act("people.set_alert", by=by)
        case HealthAlert():
            return act("people.set_health_alert", by=by)
        case Victim():
            return act("people.add_victim", by=by)
        case _:
            return act("people.add_detail", by=by)


def end_fact(*, by: Actor, fact: Any, until: date) -> Any:
    """End a code, or what `add_fact` added, from that day on; who comes second is told."""
    require(by, WALLED.get(type(fact), CORRECT), fact.person_id)
    with act("people.end_fact", by=by):
        locked(fact.person_id)
        fact.refresh_from_db()
        refuse_if(why_not_end(fact, until))
        fact.until = until
        fact.save()
    return fact


def note_death(*, by: Actor, person_id: UUID, died_on: date, source: str) -> Person:
    """Note that somebody has died; rooms to the right close what is open."""
    require(by, CORRECT, person_id)
    with act("people.note_death", by=by, reason=source):
        person = locked(person_id)
        refuse_if(why_not_die(person, died_on))
        person.died_on, person.version = died_on, person.version + 1
        person.save()
        died.send(Person, person=person, by=by, on=died_on)
    return person


def mark_entered_in_error(*, by: Actor, person_id: UUID, reason: str) -> Person:
    """Take a record that should never have been out of every list. Nothing is deleted."""
    require(by, CORRECT, person_id)
    with act("people.mark_entered_in_error", by=by, reason=reason):
        person = locked(person_id)
        refuse_if(why_not_err(person))
        person.entered_in_error, person.version = True, person.version + 1
        person.save()
        index_people([person_id])
        entered_in_error.send(Person, person=person, by=by)
    return person


def restore_person(*, by: Actor, person_id: UUID, reason: str) -> Person:
    """Take back a death, or that a record was entered in error: neither was so.

    Groups are taken up again as far as it is possible; what other rooms closed because of it is
    reopened there, case by case.
    """
    require(by, CORRECT, person_id)
    with act("people.restore", by=by, reason=reason):
        person = locked(person_id)
        refuse_if(why_not_restore(person))
        person.died_on, person.entered_in_error = None, False
        person.version += 1
        person.save()
        index_people([person_id])
        restored.send(Person, person=person, by=by)
    return person
