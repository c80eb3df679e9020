"""Reads about people. All of them see only who is visible in the present scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.purposes import PurposeWanted, derived_purpose, remembered_purpose
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import behind
from tilts.platform.access.telling import seen
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .merging import merged_records
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
from .models.around import HEALTH, VICTIMS
from .rules import REGISTER


def visible_person(person_id: UUID) -> Person:
    """The person, without a look being written: for headers of pages that wrote one."""
    person: Person | None = Person.objects.select_related("unit").filter(pk=person_id).first()
    if person is None:
        raise Refused([NOT_YOURS])
    return person


def open_person(
    by: Actor, person_id: UUID, *, session: Mapping[str, Any] | None = None, way: Way = Way.PAGE
) -> Person:
    """The person, after the look has been written into the record.

    Raises Refused when they are not visible, PurposeWanted when nothing says why `by` looks.
    """
    person = visible_person(person_id)
    seen([person.pk])
    purpose, reason = derived_purpose(by, person_id), ""
    if not purpose:
        purpose, reason = remembered_purpose(session or {}, person_id)
    if not purpose:
        raise PurposeWanted(person_id)
    consult(by, [person_id], way=way, purpose=purpose, reason=reason)
    return person


def consult_twins(by: Actor, twins: Sequence[Any], *, way: Way = Way.SEARCH) -> None:
    """Write down which possible duplicates are about to be shown; nothing when there are none."""
    if twins:
        consult(by, [twin.person.pk for twin in twins], way=way, purpose="search")


def current_people() -> Any:
    """People who are listed: neither merged into another record nor entered in error."""
    return Person.objects.filter(merged_into=None, entered_in_error=False).select_related("unit")


def records_of(person: Person) -> list[UUID]:
    """The person's own record and those merged into it, through any number of merges."""
    merged = merged_records([person.pk])
    return [person.pk, *(row.pk for row in merged[person.pk])]


def merged_into(person: Person) -> list[Person]:
    """The visible records that were merged into this one, through any number of merges."""
    return merged_records([person.pk])[person.pk]


@dataclass(frozen=True)
class Details:
    """What is known around a person's identity, past and present, newest first."""

    codes: list[Identifier]
    names: list[OtherName]
    addresses: list[Address]
    contacts: list[Contact]
    relations: list[Relation]
    alerts: list[Alert]


def details_of(person: Person) -> Details:
    """Everything of the identity room about one person, merged records included."""
    ids = records_of(person)
    kinds = (Identifier, OtherName, Address, Contact, Relation, Alert)
    rows = [list(kind.objects.about(ids).order_by("-since", "pk")) for kind in kinds]
    return Details(*rows)


def codes_of(person: Person) -> list[Identifier]:
    """The codes of one record, without those merged into it."""
    return list(Identifier.objects.filter(person=person).order_by("pk"))


FACTS: dict[str, Any] = {
    "code": Identifier,
    "address": Address,
    "contact": Contact,
    "relation": Relation,
    "name": OtherName,
    "alert": Alert,
}
WALLED: dict[str, Any] = {HEALTH: HealthAlert, VICTIMS: Victim}


def one_fact(person: Person, kind: str, fact_id: int) -> Any:
    """A fact of a person by its kind, merged records included; None when there is none."""
    rows = FACTS[kind].objects.about(records_of(person)) if kind in FACTS else None
    return rows.filter(pk=fact_id).first() if rows is not None else None


def one_walled(wall: str, person: Person, fact_id: int) -> Any:
    """A fact behind a wall, for an action that needs its capability; None when there is none."""
    with behind(wall):
        rows = WALLED[wall].objects.filter(person_id__in=records_of(person))
        return rows.filter(pk=fact_id).first()


def walled_rows(wall: str, person: Person) -> list[Any]:
    """What stands behind a wall that is open now, newest first."""
    rows = WALLED[wall].objects.filter(person_id__in=records_of(person))
    return list(rows.order_by("-since", "pk"))


def alerts_now(person_ids: list[UUID]) -> dict[UUID, list[Alert]]:
    """Alerts in force today, by person: one query for any number of people."""
    found: dict[UUID, list[Alert]] = {}
    for alert in Alert.objects.about(person_ids).on(timezone.localdate()):
        found.setdefault(alert.person_id, []).append(alert)
    return found


def units_to_register_in(actor: Actor) -> Any:
    """Open units in which the actor may register people."""
    paths = [g.unit_path for g in actor.grants if g.capability == REGISTER]
    units = Unit.objects.on(timezone.localdate()).order_by("path")
    return units.filter(
        path__in=[u.path for u in units if any(u.path.startswith(p) for p in paths)]
    )


def by_file_number(number: str) -> Person | None:
    """The visible person with this file number."""
    found: Person | None = Person.objects.filter(file_number=number.strip()).first()
    return found


def named(person_ids: Iterable[UUID]) -> dict[UUID, Person]:
    """Visible people by id: one query for the names of any number of rows."""
    found: dict[UUID, Person] = Person.objects.about(person_ids).in_bulk()
    return found
