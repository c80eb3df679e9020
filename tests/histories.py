"""Somebody who has been with the service for long: facts in every room, as many as one likes."""

from datetime import timedelta

from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate, reassign
from tilts.casework.people.actions import (
    Code,
    Identity,
    add_code,
    add_fact,
    register_person,
)
from tilts.casework.people.models import Address, Alert, OtherName, Person, Relation
from tilts.casework.people.models import Contact as Reached
from tilts.casework.people.pairs import merge_people
from tilts.casework.plans.actions import add_goal, advance, begin_plan
from tilts.casework.plans.content import GoalContent, StepContent
from tilts.casework.proceedings.actions import move_unit, place
from tilts.casework.proceedings.tests.world import days_ago, imprisoned, sentenced
from tilts.casework.supervision.actions import record_contact
from tilts.casework.supervision.contacts import Contact
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE

YEAR = 365


def registered(house: House, family: str = "Kalns") -> Person:
    """Somebody whose record was just opened in Riga."""
    with seen_by(SERVICE):
        who = Identity(family=family, category="convicted")
        return register_person(by=SERVICE, unit=house.units["riga"], who=who)


def allocated(house: House, officer: Staff, number: int = 0) -> Person:
    """Somebody in the officer's caseload."""
    person = registered(house, f"Kalns{number}")
    how = Handover(on=timezone.localdate(), reason="first officer")
    with seen_by(SERVICE):
        allocate(by=SERVICE, person=person.pk, to=officer, how=how)
    return person


def veteran(house: House, officer: Staff, other: Staff, times: int) -> Person:
    """Somebody in the officer's caseload, with so many of every fact; records merged as well."""
    person = registered(house)
    with seen_by(SERVICE):
        _hand_over(person, officer, other, times)
        _move(house, person, times)
        for number in range(times):
            _tell(person, number)
            _sentence(house, person)
            _merge(house, person, officer, number)
        _plan(house, person, times)
    meet(officer, person, times)
    return person


def meet(officer: Staff, person: Person, times: int) -> None:
    """Record so many contacts."""
    by, now = actor_for(officer, timezone.localdate()), timezone.now()
    for number in range(times):
        happened_at = now - timedelta(hours=number + 1)
        contact = Contact(happened_at=happened_at, how="office", text=f"Talked, {number}.")
        with seen_by(by):
            record_contact(by=by, person_id=person.pk, contact=contact)


def _hand_over(person: Person, officer: Staff, other: Staff, times: int) -> None:
    """To and fro between two officers; the first has the person in the end."""
    first = Handover(on=days_ago(YEAR), reason="first officer")
    allocate(by=SERVICE, person=person.pk, to=officer, how=first)
    for number in range(times):
        for day, to in ((2 * number + 1, other), (2 * number + 2, officer)):
            how = Handover(on=days_ago(YEAR - day), reason="leave", note="All is told.")
            reassign(by=SERVICE, person=person.pk, to=to, how=how)


def _move(house: House, person: Person, times: int) -> None:
    """To and fro between two prisons."""
    riga, olaine = house.units["riga"], house.units["olaine"]
    place(by=SERVICE, person_id=person.pk, unit=riga, since=days_ago(YEAR))
    for number in range(times):
        for day, unit in ((2 * number + 1, olaine), (2 * number + 2, riga)):
            move_unit(by=SERVICE, person_id=person.pk, unit=unit, on=days_ago(YEAR - day))


def _plan(house: House, person: Person, times: int) -> None:
    """So many plans, all but the last of them ended, each with so many goals."""
    step = StepContent(what="Write a CV", who="person")
    for number in range(times):
        plan = begin_plan(by=SERVICE, person=person, unit=house.units["riga"])
        for goal in range(times):
            what = GoalContent(need="work", text=f"Goal {goal}", steps=(step,) * times)
            add_goal(by=SERVICE, plan=plan, what=what)
        if number < times - 1:
            advance(by=SERVICE, plan=plan, code="end", reason="written anew")


def _tell(person: Person, number: int) -> None:
    """One more of every fact about who the person is and who is around them."""
    own = {"person": person, "since": days_ago(YEAR)}
    code = Code(kind="lv_personal_code_old", value=f"161175-1{number:04}")
    add_code(by=SERVICE, person_id=person.pk, code=code, since=days_ago(YEAR - number))
    for fact in (
        OtherName(kind="alias", family=f"Kalniņš{number}", **own),
        Address(kind="declared", street=f"Brīvības iela {number}", locality="Rīga", **own),
        Reached(kind="phone", value=f"+371 0000000{number}", **own),
        Relation(kind="friend", name=f"Ozols {number}", **own),
        Alert(kind="staff-safety", text=f"Alert {number}", **own),
    ):
        add_fact(by=SERVICE, fact=fact)


def _sentence(house: House, person: Person) -> None:
    """One more case: two sentences, the second of which follows the first."""
    measure = sentenced(person, house.units["riga"])
    imprisoned(measure.proceeding, follows=measure)


def _merge(house: House, person: Person, officer: Staff, number: int) -> None:
    """One more record of the same person, with a case and a contact of its own."""
    twin = allocated(house, officer, number)
    _sentence(house, twin)
    meet(officer, twin, 1)
    merge_people(by=SERVICE, kept_id=person.pk, gone_id=twin.pk, reason="the same person")
