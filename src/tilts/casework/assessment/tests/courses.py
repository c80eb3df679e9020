"""Courses of fictional people, as the demonstration gives them to the rooms."""

from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import person
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.models import Party

TODAY = date(2026, 6, 15)
OFFICER = Staff(party=Party())
AGENCY = Agency(code="vpd", country="LV")
UNITS = [Unit(agency=AGENCY, code=f"vpd_{n}", since=date(2000, 1, 1)) for n in range(9)]
DAY = timedelta(days=1)


def stage(kind: str = "prison", ago: int = 700, **values: Any) -> Stage:
    given = {"unit": UNITS[0], "officer": OFFICER, **values}
    return Stage(kind, TODAY - ago * DAY, 36, "175", **given)


def course(*stages: Stage, whom: Person | None = None, born: int = 1980) -> Course:
    who: dict[str, Any] = {"family": "Ozols", "given": "Jānis", "sex": "male"}
    facts: dict[str, Any] = {"languages": ["lv"], "code": None, "locality": "Rīga"}
    return Course(
        country="LV",
        person=whom or Person(party=Party()),
        stages=list(stages),
        born=date(born, 1, 1),
        **who,
        **facts,
    )


def batch(*courses: Course, seed: int = 1, today: date = TODAY) -> Batch:
    return Batch(Random(seed), today, courses, [])


def courses_in(house: House) -> list[Course]:
    """People who were or are in prison, some of them again."""
    today, unit = timezone.localdate(), house.units["riga"]
    officer, house_head = house.member("prison_officer"), house.member("head_of_unit")
    assert house_head.pk
    at: dict[str, Any] = {"unit": unit, "officer": officer}
    gone = today - 300 * DAY
    courses = []
    for number in range(24):
        first = Stage("prison", today - (700 + number) * DAY, 36, "175", **at)
        ended = Stage("suspended", gone - 500 * DAY, 36, "175", end=gone, fate="served", **at)
        new = Stage("prison", today - (20 + 9 * number) * DAY, 36, "175", **at)
        stages = [[first], [ended], [ended, new]][number % 3]
        whom = person(f"Ozols {number}", at=unit, country="LV", sex="male")
        courses.append(course(*stages, whom=whom))
    return courses
