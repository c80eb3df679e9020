"""The plan of people: proportions and plausibility, without a database."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tilts.doors.demo.population import TWINS, population
from tilts.doors.demo.ways import FOR_WOMEN, IN_PRISON, MONTHS
from tilts.platform.organisation.demo import Course

from .places import OFFENCES, TODAY, place, places

SIZE = 2000


@pytest.fixture(scope="module")
def plan() -> list[Course]:
    return list(population(SIZE, places(), OFFENCES, TODAY))


def told(course: Course) -> tuple[object, ...]:
    """A course in plain words: units and officers have other ids each time."""
    stages = [
        (s.kind, s.start, s.months, s.offence, s.unit.code, s.officer.given, s.end, s.fate)
        for s in course.stages
    ]
    return (course.family, course.given, course.born, course.code, course.locality, *stages)


def share(plan: list[Course], rule) -> float:
    return sum(map(rule, plan)) / len(plan)


def now_in(course: Course, kinds) -> bool:
    return course.now is not None and course.now.kind in kinds and course.now.fate != "escaped"


def with_probation_in_the_year(course: Course) -> bool:
    year_ago = TODAY - timedelta(days=365)
    return any(s.kind not in IN_PRISON and (s.end or TODAY) > year_ago for s in course.stages)


def test_it_is_the_same_each_time(plan):
    again = population(SIZE, places(), OFFENCES, TODAY)
    assert list(map(told, again)) == list(map(told, plan))


def test_a_person_does_not_depend_on_those_before():
    few, many = (list(population(size, places(), OFFENCES, TODAY)) for size in (50, 60))
    assert [(c.family, c.given, c.born, c.code) for c in few] == [
        (c.family, c.given, c.born, c.code) for c in many[:50]
    ]


def test_a_day(plan):
    community = set(MONTHS) - set(IN_PRISON)
    assert share(plan, lambda c: now_in(c, IN_PRISON)) == pytest.approx(0.175, abs=0.005)
    assert share(plan, lambda c: now_in(c, community)) == pytest.approx(0.325, abs=0.005)


def test_a_year(plan):
    assert share(plan, with_probation_in_the_year) == pytest.approx(0.8, abs=0.02)


def test_who_they_are(plan):
    assert share(plan, lambda c: c.sex == "male") == pytest.approx(0.9, abs=0.02)
    assert share(plan, lambda c: c.country == "LT") == pytest.approx(1 / 9, abs=0.02)
    assert share(plan, lambda c: c.code is None) == pytest.approx(1 / TWINS, abs=0.002)
    ages = Counter((TODAY - c.born).days // 365 // 10 * 10 for c in plan)
    assert ages.most_common(1)[0][0] in (30, 40)
    assert set(ages) == {10, 20, 30, 40, 50}


def test_a_quarter_comes_back(plan):
    apart = {"release", "monitored"}
    again = share(plan, lambda c: len([s for s in c.stages if s.kind not in apart]) > 1)
    assert again == pytest.approx(0.25, abs=0.04)


def test_stages_follow_one_another(plan):
    wrong = [
        told(course)
        for course in plan
        for one, other in zip(course.stages, course.stages[1:], strict=False)
        if one.end is None or one.end > other.start
    ]
    assert wrong == []


def test_nothing_ends_before_it_begins_or_in_the_future(plan):
    stages = [stage for course in plan for stage in course.stages]
    assert [s for s in stages if s.end and not s.start <= s.end < TODAY] == []
    assert [s for s in stages if s.start >= TODAY and s.fate != "waiting"] == []


def test_what_is_under_way_is_not_over_by_its_length(plan):
    running = [c.now for c in plan if c.now and c.now.months]
    assert [s for s in running if s.start + timedelta(days=s.months * 31) < TODAY] == []


def test_nobody_was_in_trouble_as_a_child_of_few_years(plan):
    assert [c for c in plan if (c.stages[0].start - c.born).days < 10 * 365] == []


def test_women_are_in_their_prison(plan):
    women = [c for c in plan if c.sex == "female" and c.country == "LV"]
    units = {s.unit.code for c in women for s in c.stages if s.kind in IN_PRISON}
    men = [c for c in plan if c.sex == "male"]
    where = {u.code for c in men for s in c.stages for u in (*s.before, s.unit)}
    assert units == {"ilguciems"}
    assert where & set(FOR_WOMEN) == set()


def test_who_comes_again_is_written_in_plain_letters(plan):
    second, first = plan[TWINS // 2], plan[TWINS // 2 - 7]
    assert (second.given, second.born, second.code) == (first.given, first.born, None)
    assert second.family.isascii()


def test_caseloads_are_uneven(plan):
    load = Counter(c.now.officer.given for c in plan if c.now and c.country == "LV")
    assert load["vpd_riga_1 0"] > 1.5 * load["vpd_riga_1 2"] > 50


def test_a_new_prison_takes_nobody_before_it_opened():
    opened = TODAY - timedelta(days=100)
    new = place("LV", "prison", "new", 1, since=opened)
    with_new = [*places(), new]
    courses = list(population(600, with_new, OFFENCES, TODAY))
    there = [s for c in courses for s in c.stages if s.unit.code == "new"]
    assert there
    assert [s for s in there if s.start < opened and not s.before] == []
    assert [s for s in there if (s.end or TODAY) < opened] == []


def test_without_units_in_lithuania_all_are_in_latvia():
    latvian = [p for p in places() if p.country == "LV"]
    assert {c.country for c in population(100, latvian, OFFENCES, TODAY)} == {"LV"}


def test_the_day_of_death_is_the_last_of_the_way(plan):
    dead = [c for c in plan if c.died_on]
    assert dead
    assert [c.stages[-1].end for c in dead] == [c.died_on for c in dead]
    alive = replace(dead[0], stages=[replace(dead[0].stages[-1], fate="served")])
    assert (alive.died_on, type(dead[0].died_on)) == (None, date)
