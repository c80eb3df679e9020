"""Fictional people: the same each time, plausible, and found like everybody else."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from tilts.casework.people.demo import PREFIX, make_people
from tilts.casework.people.demo_around import HEALTH_TEXTS, WHY
from tilts.casework.people.models import (
    Address,
    Alert,
    Contact,
    FileNumbers,
    HealthAlert,
    Identifier,
    OtherName,
    Person,
    PersonToken,
    Relation,
)
from tilts.casework.people.models.around import HEALTH
from tilts.casework.people.search import search
from tilts.platform.access.scoped import behind
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = date(2026, 6, 14)
STREETS = {"LV": ["Ozolu iela", "Liepu iela"], "LT": ["Ąžuolų g.", "Liepų g."]}
FAMILIES = {"LV": ("Kalniņa", "Ozols"), "LT": ("Kazlauskienė", "Kazlauskas")}


def course(number: int, house: Any, **values: Any) -> Course:
    """The course of the so-and-so-many-th person: every other a woman, every third in Lithuania."""
    country = "LT" if number % 3 == 0 else "LV"
    unit = house.units["vilnius" if country == "LT" else "riga"]
    start = TODAY - timedelta(days=100 + number)
    stage = Stage("suspended", start, 36, "175", unit, house.hire(unit.agency_id))
    usual: dict[str, Any] = {
        "country": country,
        "family": FAMILIES[country][number % 2],
        "given": ("Anna", "Jānis")[number % 2],
        "sex": ("female", "male")[number % 2],
        "born": date(1970 + number % 30, 1, 1 + number % 28),
        "languages": ["lv"],
        "code": None,
        "stages": [stage],
        "locality": "Rīga",
    }
    return Course(**{**usual, **values})


def make(*courses: Course, seed: int = 1) -> Batch:
    batch = Batch(Random(seed), TODAY, courses, [], {"streets": STREETS})
    with act("test.demo", by=SERVICE):
        make_people(batch)
    return batch


def stage(house: Any, kind: str, fate: str = "", end: date | None = None) -> Stage:
    start = date(2024, 3, 1)
    return Stage(kind, start, 36, "175", house.units["riga"], house.hire(), end, fate)


def told() -> list[Any]:
    """Everything that was made, without the keys of its rows."""
    people = {row.pk: row.file_number for row in Person.objects.all()}
    with behind(HEALTH):
        health = [(people[r.person_id], r.text) for r in HealthAlert.objects.order_by("pk")]
    rows = [(people[row.person_id], row.text_shown, row.since, row.until)
            for kind in (Address, Contact, OtherName, Relation, Alert)
            for row in kind.objects.order_by("pk")]  # fmt: skip
    identities = Person.objects.order_by("file_number").values_list("family", "given", "birth_date")
    return [*identities, *rows, *health]


def test_each_course_gets_its_person(house):
    one = course(1, house, code=("lv_personal_code_old", "161175-19997"))
    make(one)
    row = Person.objects.get()
    assert (one.person, row.name, row.country, row.unit) == (
        row, "Ozols, Jānis", "LV", house.units["riga"],
    )  # fmt: skip
    assert (row.birth_date, row.sex, row.citizenships, row.languages) == (
        date(1971, 1, 2), "male", ["LV"], ["lv"],
    )  # fmt: skip
    (code,) = Identifier.objects.all()
    assert (code.kind, code.value, code.since) == (
        "lv_personal_code_old", "16117519997", one.known_since,
    )  # fmt: skip
    assert [hit.person for hit in search("ozls janis").hits] == [row.pk]
    assert [hit.person for hit in search("161175-19997").hits] == [row.pk]


def test_file_numbers_are_of_the_years_in_which_people_came(house):
    old = stage(house, "suspended")
    make(course(1, house), course(2, house, stages=[old]), course(4, house))
    numbers = Person.objects.order_by("file_number").values_list("file_number", flat=True)
    assert list(numbers) == ["24-00001", "26-00001", "26-00002"]


@pytest.mark.parametrize(("kinds", "category"), [
    ([("suspended", "")], "convicted"), ([("prison", "served")], "convicted"),
    ([("remand", ""), ("prison", "")], "convicted"), ([("remand", "")], "suspect"),
    ([("report", "")], "suspect"), ([("discharge", "")], "suspect"),
    ([("prison", "error")], "suspect"), ([("suspended", "wrong"), ("report", "")], "suspect"),
])  # fmt: skip
def test_only_who_was_judged_is_spoken_of_as_convicted(house, kinds, category):
    make(course(1, house, stages=[stage(house, kind, fate) for kind, fate in kinds]))
    assert Person.objects.get().category == category


def test_who_died_is_dead_and_their_alerts_end_with_them(house):
    end = date(2025, 5, 5)
    last = [stage(house, "prison", "death", end)]
    make(*(course(n, house, stages=last) for n in range(1, 60, 3)))
    assert set(Person.objects.values_list("died_on", flat=True)) == {end}
    assert set(Alert.objects.values_list("until", flat=True)) <= {end}


@pytest.fixture
def crowd(house) -> Batch:
    return make(*(course(number, house) for number in range(241)))


@pytest.mark.parametrize(("seed", "same"), [(1, True), (2, False)])
def test_a_seed_makes_the_same_people_and_another_one_others(house, seed, same):
    courses = [course(number, house) for number in range(30)]
    make(*courses, seed=1)
    before = told()
    assert Person.objects.count() == 30
    _forget()
    make(*courses, seed=seed)
    assert (told() == before) is same


def _forget() -> None:
    """Take everything back that a run made."""
    with act("test.forget", by=SERVICE), behind(HEALTH):
        for kind in (Address, Contact, OtherName, Relation, Alert, HealthAlert, Identifier):
            kind.objects.all().delete()
        PersonToken.objects.all().delete()
        Person.objects.all().delete()
        FileNumbers.objects.all().delete()


def test_everybody_lives_somewhere_in_their_country(crowd):
    rows = Address.objects.select_related("person").all()
    assert Counter(row.person_id for row in rows).most_common(1)[0][1] == 1
    assert {row.country == row.person.country for row in rows} == {True}
    streets = {country: {row.street.rpartition(" ")[0] for row in rows if row.country == country}
               for country in STREETS}  # fmt: skip
    assert streets == {country: set(names) for country, names in STREETS.items()}


def test_telephone_numbers_are_nobodys(crowd):
    rows = Contact.objects.select_related("person").all()
    assert 110 < len(rows) < 180  # three in five of 241
    assert all(row.value.startswith(PREFIX[row.person.country] + " ") for row in rows)


def test_women_had_other_names_and_some_people_have_nicknames(crowd):
    former = OtherName.objects.filter(kind="former").select_related("person")
    assert {row.person.sex for row in former} == {"female"}
    assert all(row.until < course.known_since for row in former for course in crowd.courses
               if course.person.pk == row.person_id)  # fmt: skip
    nicknames = OtherName.objects.filter(kind="alias").select_related("person")
    assert 0 < len(nicknames) < 20
    assert all(row.person.given.startswith(row.family) for row in nicknames)


def test_alerts_speak_the_language_of_the_country(crowd):
    rows = Alert.objects.select_related("person").all()
    assert 3 < len(rows) < 30
    assert {row.text == WHY[row.person.country][row.kind] for row in rows} == {True}
    with behind(HEALTH):
        health = list(HealthAlert.objects.select_related("person").all())
    assert {row.text in HEALTH_TEXTS[row.person.country] for row in health} == {True}


def test_relations_fit_who_they_are_of(crowd):
    """A partner is of the other sex and keeps their own name; parents and siblings share it."""
    rows = Relation.objects.select_related("person").all()
    assert 40 < len(rows) < 110
    for row in rows:
        given, family = row.name.split(" ", 1)
        other_sex = given != row.person.given
        assert (row.kind == "partner") == other_sex
        assert other_sex or family == row.person.family
        assert row.since < TODAY - timedelta(days=500)
