"""Fictional officers follow one another without gaps."""

from datetime import date, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any

from tilts.casework.allocation.demo import LONG, allocations_of
from tilts.casework.people.models import Person
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.models import Party

TODAY = date(2026, 6, 15)
UNIT = Unit(code="vpd_riga_1", since=date(2000, 1, 1))
ILZE, ANNA = Staff(party=Party()), Staff(party=Party())
COLLEAGUES = {UNIT.pk: [ILZE, ANNA]}


def course(ago: int, end: date | None = None) -> Course:
    stage = Stage("suspended", TODAY - timedelta(days=ago), 36, "175", UNIT, ILZE, end, "")
    who: dict[str, Any] = {
        "family": "Ozols",
        "given": "Jānis",
        "sex": "male",
        "born": date(1990, 1, 1),
    }
    facts: dict[str, Any] = {
        "languages": ["lv"],
        "code": None,
        "stages": [stage],
        "locality": "Rīga",
    }
    return Course(country="LV", person=Person(party=Party()), **who, **facts)


def made(whom: Course, seed: int, colleagues=COLLEAGUES) -> list[SimpleNamespace]:
    batch = Batch(Random(seed), TODAY, [whom], [ILZE, ANNA])
    rows = allocations_of(batch, whom, whom.stages[0], colleagues)
    return [SimpleNamespace(staff=r.staff_id, since=r.since, until=r.until) for r in rows]


def test_most_have_one_officer_and_some_were_handed_over_without_a_gap():
    ways = [made(course(400), seed) for seed in range(300)]
    handed_over = [rows for rows in ways if len(rows) == 2]
    assert 20 < len(handed_over) < 80
    assert {(one.staff, two.staff) for one, two in handed_over} == {(ANNA.pk, ILZE.pk)}
    assert [rows for rows in handed_over if rows[0].until != rows[1].since] == []


def test_nobody_is_handed_over_soon_or_where_there_is_no_colleague():
    soon = [len(made(course(LONG), seed)) for seed in range(100)]
    alone = [len(made(course(400), seed, {UNIT.pk: [ILZE]})) for seed in range(100)]
    assert (set(soon), set(alone)) == ({1}, {1})


def test_an_officer_is_responsible_until_the_stage_ended():
    end = TODAY - timedelta(days=30)
    assert {made(course(400, end), seed)[-1].until for seed in range(50)} == {end}


def test_who_begins_later_has_an_officer_today():
    assert made(course(-5), 1) == [SimpleNamespace(staff=ILZE.pk, since=TODAY, until=None)]
