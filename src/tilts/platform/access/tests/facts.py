"""Any service: units in a tree, staff with dated roles and leave, people and what reaches them.

Days are numbers, 0 is today; units, staff and people are numbers too. `written` makes rows of it
without asking any guard: access must hold for whatever facts there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.people.models import Person
from tilts.casework.proceedings.models import Measure, Placement, Proceeding
from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.organisation.models import Absence, Agency, RoleAssignment, Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

CODES = ["a", "a_", "a-", "ab", "b"]  # a path must not be taken for that of a unit named alike
AGENCIES = [("one", "LV"), ("one_", "LV"), ("two", "LT")]
ROLES = [  # one of each kind of reach, the commoner ones more often
    *("mediator", "prison_officer", "head_of_unit") * 2,
    *("clerk", "inspector", "data_protection_officer", "administrator"),
]
STAFF, PEOPLE = 2, 2


@dataclass(frozen=True)
class Span:
    """From a day, to before another; without an end it goes on."""

    since: int = -9
    until: int | None = None

    def has(self, day: int) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and not (self.until is not None and self.until <= day)


@dataclass(frozen=True)
class Place:
    """A unit: its agency, the unit above it, and when it is open."""

    agency: int
    above: int | None
    open: Span


@dataclass(frozen=True)
class Tie:
    """Something between two of them: a role in a unit, leave, an allocation, a bar ..."""

    of: int
    to: int | None
    when: Span
    what: str = ""
    unit: int = 0


@dataclass(frozen=True)
class Facts:
    """All of it. A role without `to` is held in the whole agency; people stand by their unit."""

    units: list[Place]
    works_for: list[int]
    roles: list[Tie]
    leave: list[Tie]
    registered: list[int]
    allocations: list[Tie]
    placements: list[Tie]
    measures: list[Tie]
    bars: list[Tie]
    glasses: list[Tie]  # their days are hours from now, and a half


spans = st.builds(
    lambda since, length: Span(since, None if length is None else since + length),
    st.sampled_from([-3, -2, -1, 0, 0, 1]),
    st.sampled_from([None, None, 0, 1, 2, 3]),
)
of_staff, of_people = st.integers(0, STAFF - 1), st.integers(0, PEOPLE - 1)


@st.composite
def places(draw: Any) -> list[Place]:
    """Units, each below an earlier one of its agency or at the top."""
    made: list[Place] = []
    for _ in CODES:
        agency = draw(st.sampled_from([0, 0, 0, 1, 2]))
        above = [None, *(n for n, one in enumerate(made) if one.agency == agency)]
        open_ = draw(st.just(Span()) | spans)
        made.append(Place(agency, draw(st.sampled_from(above)), open_))
    return made


def ties(of: Any, to: Any, size: int, **more: Any) -> Any:
    """A few ties between two kinds."""
    return st.lists(st.builds(Tie, of, to, spans, **more), max_size=size)


@st.composite
def any_facts(draw: Any) -> Facts:
    """Whatever may stand in the record."""
    units = draw(places())
    unit = st.integers(0, len(units) - 1)
    works_for = [draw(st.sampled_from([0, 0, 1, 2])) for _ in range(STAFF)]
    held = ties(of_staff, st.none() | unit, 5, what=st.sampled_from(ROLES))
    in_agency = [
        tie for tie in draw(held) if tie.to is None or units[tie.to].agency == works_for[tie.of]
    ]
    allocations = draw(ties(of_people, of_staff, 4, unit=unit, what=st.sampled_from(Kind.values)))
    return Facts(
        units=units,
        works_for=works_for,
        roles=in_agency,
        leave=[tie for tie in draw(ties(of_staff, of_staff, 3)) if tie.of != tie.to],
        registered=[draw(unit) for _ in range(PEOPLE)],
        allocations=list({(tie.of, tie.what): tie for tie in allocations}.values()),
        placements=list({tie.of: tie for tie in draw(ties(of_people, unit, 3))}.values()),
        measures=draw(ties(of_people, unit, 2)),
        bars=draw(ties(of_staff, of_people, 2)),
        glasses=draw(ties(of_staff, of_people, 2)),
    )


def day(number: int) -> date:
    """The day that a number stands for."""
    return timezone.localdate() + timedelta(days=number)


def dated(span: Span) -> dict[str, date | None]:
    """The span in the fields of a dated row."""
    until = None if span.until is None else day(span.until)
    return {"since": day(span.since), "until": until}


def written(facts: Facts) -> tuple[list[Staff], list[Person]]:
    """Rows of these facts; returns the staff and the people, by their numbers."""
    with act("test.facts", by=SERVICE):
        agencies = [_saved(Agency(code=c, country=k, kind="prison", names={})) for c, k in AGENCIES]
        units: list[Unit] = []
        for code, place in zip(CODES, facts.units, strict=True):
            agency = agencies[place.agency]
            above = None if place.above is None else units[place.above]
            path = f"{above.path if above else agency.pk + '.'}{code}."
            known: dict[str, Any] = {"code": code, "kind": "wing", "names": {}, **dated(place.open)}
            units.append(_saved(Unit(agency=agency, parent=above, path=path, **known)))
        staff = [
            _saved(Staff(party=_party(PartyKind.STAFF), agency=agencies[n], email=f"{i}@x.lv"))
            for i, n in enumerate(facts.works_for)
        ]
        people = [_person(number, units[n]) for number, n in enumerate(facts.registered)]
        for row in _rows(facts, units, staff, people):
            row.save()
    return staff, people


def _rows(
    facts: Facts, units: list[Unit], staff: list[Staff], people: list[Person]
) -> Iterator[Any]:
    for tie in facts.roles:
        unit = None if tie.to is None else units[tie.to]
        yield RoleAssignment(staff=staff[tie.of], role=tie.what, unit=unit, **dated(tie.when))
    for tie in facts.leave:
        yield Absence(staff=staff[tie.of], substitute=staff[tie.to or 0], **dated(tie.when))
    for tie in facts.allocations:
        given = {"unit": units[tie.unit], "kind": tie.what, "given_by": SERVICE.party}
        who = {"person": people[tie.of], "staff": staff[tie.to or 0]}
        yield Allocation(**who, **given, **dated(tie.when))
    for tie in facts.placements:
        yield Placement(person=people[tie.of], unit=units[tie.to or 0], **dated(tie.when))
    for tie in facts.measures:
        yield from _measure(people[tie.of], units[tie.to or 0], tie.when)
    for tie in facts.bars:
        who = {"staff_id": staff[tie.of].pk, "person_id": people[tie.to or 0].pk}
        yield Bar(**who, ground="own", **dated(tie.when))
    for tie in facts.glasses:
        yield _glass(staff[tie.of], people[tie.to or 0], tie.when)


def _saved(row: Any) -> Any:
    row.save()
    return row


def _party(kind: PartyKind) -> Party:
    return Party.objects.create(kind=kind)


def _person(number: int, unit: Unit) -> Person:
    row = Person(unit=unit, country=unit.agency.country, family=f"p{number}", category="convicted")
    row.file_number, row.birth_precision = f"26-{number}", "unknown"
    row.party = _party(PartyKind.PERSON)
    row.save()
    return row


def _measure(person: Person, unit: Unit, when: Span) -> Iterator[Any]:
    """A measure ends when somebody says so: it goes on whatever day it began."""
    case = Proceeding(person=person, country="LV", unit=unit, received_on=day(-9), state="open")
    yield case
    ended = {} if when.until is None else {"ended_on": day(when.until), "ended_how": "served"}
    given = {"kind": "imprisonment", "imposed_on": day(when.since), **ended}
    yield Measure(person=person, proceeding=case, unit=unit, **given)


def moment(number: int) -> datetime:
    """Half an hour after so many hours from now: never right now."""
    return timezone.now() + timedelta(hours=number, minutes=30)


def _glass(staff: Staff, person: Person, when: Span) -> BrokenGlass:
    last = when.since + 4 if when.until is None else when.until
    times = {"broken_at": moment(when.since), "ends_at": moment(max(last, when.since + 1))}
    return BrokenGlass(staff_id=staff.pk, person_id=person.pk, reason="An emergency.", **times)
