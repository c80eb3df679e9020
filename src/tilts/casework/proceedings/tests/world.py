"""A small world: a prison, a probation department, people and who works with them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.people.actions import Identity, register_person
from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import (
    NewMeasure,
    add_offence,
    enter_into_force,
    impose_measure,
    open_proceeding,
    record_judgment,
)
from tilts.casework.proceedings.models import Measure, Proceeding
from tilts.platform.organisation.actions import NewStaff, appoint, open_unit
from tilts.platform.organisation.models import Agency, Unit
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Payload

OPENED = date(2000, 1, 1)
JUDGED = date(2025, 3, 3)
IN_FORCE = date(2025, 3, 20)

CLERK = (
    "people.see",
    "people.correct",
    "people.register",
    "proceedings.record",
    "proceedings.place",
    "workflow.reopen",
    "workflow.mark_error",
)


def today() -> date:
    return timezone.localdate()


def days_ago(n: int) -> date:
    return today() - timedelta(days=n)


def new_unit(kind: str, code: str, agency: str = "") -> Unit:
    code_of_agency = agency or {"prison": "ievp", "probation": "vpd"}[kind]
    with act("test.found", by=SERVICE):
        house, _ = Agency.objects.get_or_create(
            code=code_of_agency, defaults={"country": "LV", "kind": kind, "names": {"en": kind}}
        )
    names = {"en": code.title()}
    return open_unit(by=SERVICE, agency=house, code=code, kind=kind, names=names, since=OPENED)


def new_person(unit: Unit, family: str = "Paraudziņš", **who: Any) -> Person:
    return register_person(by=SERVICE, unit=unit, who=Identity(family=family, **who))


def new_actor(unit: Unit, given: str = "Ilze", capabilities: tuple[str, ...] = CLERK) -> Actor:
    """A member of staff of a unit, with these capabilities there and below."""
    who = NewStaff(given=given, family="Kļaviņa", email=f"{given}@example.org")
    staff = appoint(by=SERVICE, agency=unit.agency, who=who)
    grants = tuple(Grant(code, Scope.UNIT, "clerk", unit.path) for code in capabilities)
    return Actor(party=staff.pk, kind="staff", name=staff.name, grants=grants, country="LV")


def opened(person: Person, unit: Unit, by: Actor = SERVICE, **values: Any) -> Proceeding:
    usual = {"authority": "Rīga City Court", "reference": "K-1", "received_on": date(2025, 1, 10)}
    return open_proceeding(by=by, person=person, unit=unit, **{**usual, **values})


def judged(person: Person, unit: Unit, *, code: str = "175", **values: Any) -> Proceeding:
    """Proceedings with one offence and a judgment."""
    proceeding = opened(person, unit, **values)
    add_offence(by=SERVICE, proceeding=proceeding, code=code, committed_on=date(2024, 11, 5))
    record_judgment(by=SERVICE, proceeding=proceeding, judged_on=JUDGED)
    return proceeding


def imprisoned(proceeding: Proceeding, **what: Any) -> Measure:
    """A sentence in prison: two years from the day it came into force, unless told otherwise."""
    usual = {"kind": "imprisonment", "imposed_on": JUDGED, "years": 2}
    if "follows" not in what:
        usual["start"] = IN_FORCE
    new = NewMeasure(**{**usual, **what})
    return impose_measure(by=SERVICE, proceeding=proceeding, what=new)


def sentenced(person: Person, recorded_in: Unit, **what: Any) -> Measure:
    """Proceedings in force with one sentence."""
    measure = imprisoned(judged(person, recorded_in), **what)
    enter_into_force(by=SERVICE, proceeding=measure.proceeding, in_force_on=IN_FORCE)
    measure.refresh_from_db()
    return measure


def again(row: Any) -> Any:
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


def codes(refused: Any) -> list[str]:
    """Codes of the reasons of a refusal."""
    return [reason.code for reason in refused.value.reasons]


def missing() -> UUID:
    """The id of nobody."""
    return UUID(int=7)


Change = tuple[str, dict[str, Any] | None, dict[str, Any]]


def recorded(kind: str) -> list[tuple[str, list[Change]]]:
    """Reason and changes of each act of a kind, oldest first; a row goes by its model's name."""
    payloads = Payload.objects.filter(act__kind=kind).order_by("act__recorded_at", "pk")
    return [
        (body["reason"], [(_model(c), c["before"], c["after"]) for c in body["changes"]])
        for body in open_all(payloads).values()
        if body
    ]


def _model(change: dict[str, Any]) -> str:
    name: str = change["row"].partition(":")[0]
    return name.rpartition(".")[2]
