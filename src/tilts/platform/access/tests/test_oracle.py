"""The database shows an actor whom plain Python, asked about each person in turn, shows them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from tilts.casework.allocation.models import Allocation
from tilts.casework.people.models import Person
from tilts.casework.people.queries import current_people
from tilts.casework.proceedings.models import Measure, Placement
from tilts.platform.access.authority import reaches_person, why_not
from tilts.platform.access.purposes import derived_purpose
from tilts.platform.access.roles import roles
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import visible_to
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import Scope

from .facts import AGENCIES, PEOPLE, STAFF, Facts, Tie, any_facts, written

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ASKED = [
    "people.see",
    "people.correct",
    "people.open_health",
    "allocation.assign",
    "record.inspect",
    "access.bar",
]
many = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Oracle:
    """Who reaches whom today, by the words of roles.yaml; asks no database."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def sees(self, staff: int, capability: str) -> set[int]:
        """The people that somebody reaches with a capability."""
        return {n for n in range(PEOPLE) if self._reaches(staff, capability, n)}

    def _reaches(self, staff: int, capability: str, person: int) -> bool:
        if self._barred(staff, person):
            return False
        held = list(self._held(staff, capability))
        if held and capability == "people.see" and self.opened(staff, person):
            return True
        return any(self._reached_by(staff, role, scope, person) for role, scope in held)

    def _barred(self, staff: int, person: int) -> bool:
        return any((t.of, t.to) == (staff, person) and t.when.has(0) for t in self.facts.bars)

    def opened(self, staff: int, person: int) -> bool:
        """The glass is broken: it began in an hour gone by, and ends in one to come."""
        return any(
            (tie.of, tie.to) == (staff, person) and tie.when.since < 0 <= _last(tie)
            for tie in self.facts.glasses
        )

    def _held(self, staff: int, capability: str) -> Iterator[tuple[Tie, Scope]]:
        for tie in self.facts.roles:
            is_open = tie.to is None or self.facts.units[tie.to].open.has(0)
            may = roles()[tie.what].may
            if tie.of == staff and tie.when.has(0) and is_open and capability in may:
                yield tie, may[capability]

    def _reached_by(self, staff: int, role: Tie, scope: Scope, person: int) -> bool:
        agency = self.facts.works_for[staff]
        if scope is Scope.COUNTRY:
            registered = self.facts.units[self.facts.registered[person]].agency
            return AGENCIES[registered][1] == AGENCIES[agency][1]
        if scope is Scope.CASELOAD:
            return self.in_caseload(staff, person)
        if scope is Scope.UNIT and role.to is not None:
            within = self._below(role.to)
        else:
            within = {n for n, unit in enumerate(self.facts.units) if unit.agency == agency}
        return self.in_caseload(staff, person) or bool(within & self._places(person))

    def in_caseload(self, staff: int, person: int) -> bool:
        """Somebody is responsible, or stands in for who is."""
        away = {t.of for t in self.facts.leave if t.to == staff and t.when.has(0)}
        return any(
            tie.of == person and tie.when.has(0) and tie.to in {staff, *away}
            for tie in self.facts.allocations
        )

    def _below(self, unit: int) -> set[int]:
        """A unit and all below it, by going up from each."""
        found = set()
        for number in range(len(self.facts.units)):
            above: int | None = number
            while above is not None and above != unit:
                above = self.facts.units[above].above
            if above == unit:
                found.add(number)
        return found

    def _places(self, person: int) -> set[int | None]:
        facts = self.facts
        return {
            facts.registered[person],
            *(t.to for t in facts.placements if t.of == person and t.when.has(0)),
            *(t.unit for t in facts.allocations if t.of == person and t.when.has(0)),
            *(t.to for t in facts.measures if t.of == person and t.when.until is None),
        }


def _last(tie: Tie) -> int:
    until = tie.when.since + 4 if tie.when.until is None else tie.when.until
    return max(until, tie.when.since + 1)


@pytest.mark.usefixtures("db")
@many
@given(facts=any_facts())
def test_queries_and_the_oracle_see_the_same_people(facts):
    oracle = Oracle(facts)
    with transaction.atomic(), transaction.atomic("keys"):
        staff, people = written(facts)
        actors = [actor_for(one, timezone.localdate()) for one in staff]
        numbers = {person.pk: number for number, person in enumerate(people)}
        for number, actor in enumerate(actors):
            expected = {code: oracle.sees(number, code) for code in ASKED}
            by_person = {
                code: {n for n, p in enumerate(people) if reaches_person(actor, code, p.pk)}
                for code in ASKED
            }
            narrowed = {
                code: {
                    numbers[pk]
                    for pk in visible_to(actor, code)
                    .narrow(Person.plain.all(), "pk")
                    .values_list("pk", flat=True)
                }
                for code in ASKED
            }
            assert (by_person, narrowed) == (expected, expected)
        transaction.set_rollback(True)
        transaction.set_rollback(True, "keys")


@pytest.mark.usefixtures("db")
@many
@given(facts=any_facts())
def test_every_provider_shows_rows_of_the_same_people(facts):
    """However they are read: listed, counted, asked for, in a dictionary, through a join."""
    oracle = Oracle(facts)
    with transaction.atomic(), transaction.atomic("keys"):
        staff, people = written(facts)
        for number in range(STAFF):
            expected = {people[n].pk for n in oracle.sees(number, "people.see")}
            with seen_by(actor_for(staff[number], timezone.localdate())):
                assert set(Person.objects.in_bulk([p.pk for p in people])) == expected
                assert Person.objects.count() == len(expected) == current_people().count()
                assert [Person.objects.filter(pk=p.pk).exists() for p in people] == [
                    p.pk in expected for p in people
                ]
                for model, ties in (
                    (Allocation, facts.allocations),
                    (Placement, facts.placements),
                    (Measure, facts.measures),
                ):
                    owners = sorted(str(people[t.of].pk) for t in ties)
                    wanted = [pk for pk in owners if pk in map(str, expected)]
                    rows = model.objects.values_list("person_id", flat=True)
                    assert sorted(map(str, rows)) == wanted
                    assert model.objects.count() == len(wanted)
                for person in people:
                    mine = sum(t.of == people.index(person) for t in facts.placements)
                    assert person.placements.count() == (mine if person.pk in expected else 0)
        transaction.set_rollback(True)
        transaction.set_rollback(True, "keys")


@pytest.mark.usefixtures("db")
@many
@given(facts=any_facts())
def test_a_purpose_is_derived_only_where_the_facts_give_it(facts):
    """And who is refused is told the same of somebody hidden as of nobody at all."""
    oracle = Oracle(facts)
    with transaction.atomic(), transaction.atomic("keys"):
        staff, people = written(facts)
        for number, one in enumerate(staff):
            actor = actor_for(one, timezone.localdate())
            seen = oracle.sees(number, "people.see")
            for n, person in enumerate(people):
                glass = "broken-glass" if oracle.opened(number, n) else ""
                purpose = "caseload" if oracle.in_caseload(number, n) else glass
                assert derived_purpose(actor, person.pk) == purpose
                if n not in seen:
                    assert why_not(actor, "people.see", person.pk) == why_not(
                        actor, "people.see", one.pk
                    )
        transaction.set_rollback(True)
        transaction.set_rollback(True, "keys")
