"""What would become of everybody's workload if people went to others: before anything is done."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tilts.casework.people.models import Person
from tilts.platform.access.models import Bar
from tilts.platform.organisation.models import Qualification

from .proposing import Proposed, Who, Whom, propose
from .queries import officers_of
from .weights import Weights
from .workload import Item, Load, of_people, percent_of

SPEAKS = "language-"  # how a qualification says that somebody speaks a language: "language-ru"


@dataclass(frozen=True)
class After:
    """An officer's load before and after; `gets` and `gives` are numbers of people."""

    load: Load
    points: int
    gets: int
    gives: int

    @property
    def percent(self) -> int | None:
        """Points of what they can carry, afterwards."""
        return percent_of(self.points, self.load.can.points)

    @property
    def left(self) -> int:
        """What they could still carry afterwards; below nought when it is too much."""
        return self.load.can.points - self.points


class WhatIf:
    """Some people, the officers who may take them, and what each choice would mean."""

    def __init__(
        self, people: Sequence[Person], loads: Sequence[Load], country: str, day: date
    ) -> None:
        self.people, self.loads = people, loads
        ids = [person.pk for person in people]
        weights = Weights(country, day)
        self.items: Mapping[UUID, Item] = of_people(ids, weights, day)
        self.now = {person: staff.pk for person, staff in officers_of(ids, day).items()}
        staff = [one.staff.pk for one in loads]
        barred = Bar.objects.on(day).filter(staff_id__in=staff, person_id__in=ids)
        self.barred = set(barred.values_list("staff_id", "person_id"))
        self.languages = _languages(loads, day)

    def proposal(self, among: Collection[UUID]) -> dict[UUID, Proposed[UUID]]:
        """A proposal among these officers; nobody goes to who has them already."""
        leaving = _sums((self.now.get(pk), item.points) for pk, item in self.items.items())
        officers = [
            Who(
                one.staff.pk,
                one.points - leaving.get(one.staff.pk, 0),
                one.can.points,
                self.languages[one.staff.pk],
            )
            for one in self.loads
            if one.staff.pk in among
        ]
        whom = [
            Whom(one.pk, self.items[one.pk].points, frozenset(one.languages)) for one in self.people
        ]
        theirs = {(staff, person) for person, staff in self.now.items()}
        return propose(whom, officers, self.barred | theirs)

    def after(self, chosen: Mapping[UUID, UUID]) -> list[After]:
        """Everybody whose load would change if each person went to the officer chosen for them."""
        moving = {person: to for person, to in chosen.items() if self.now.get(person) != to}
        gets = _grouped((to, person) for person, to in moving.items())
        gives = _grouped((self.now[p], p) for p in moving if p in self.now)
        return [
            After(
                one,
                one.points
                + self._weight(gets.get(one.staff.pk, ()))
                - self._weight(gives.get(one.staff.pk, ())),
                len(gets.get(one.staff.pk, ())),
                len(gives.get(one.staff.pk, ())),
            )
            for one in self.loads
            if one.staff.pk in gets or one.staff.pk in gives
        ]

    def _weight(self, people: Collection[UUID]) -> int:
        return sum(self.items[person].points for person in people)


def _languages(loads: Sequence[Load], day: date) -> dict[UUID, frozenset[str]]:
    """The languages in which each officer works: their own, and those noted as qualifications."""
    found = {one.staff.pk: {one.staff.language} for one in loads}
    noted = Qualification.objects.on(day).filter(staff__in=found, code__startswith=SPEAKS)
    for staff, code in noted.values_list("staff", "code"):
        found[staff].add(code.removeprefix(SPEAKS))
    return {staff: frozenset(spoken) for staff, spoken in found.items()}


def _sums(pairs: Iterable[tuple[UUID | None, int]]) -> dict[UUID | None, int]:
    found: dict[UUID | None, int] = {}
    for key, points in pairs:
        found[key] = found.get(key, 0) + points
    return found


def _grouped(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for key, person in pairs:
        found.setdefault(key, []).append(person)
    return found
