"""Whom gatherings find and name, and as what somebody comes."""

from datetime import date

import pytest
from django.utils import timezone

from tilts.casework.people.actions import Identity, register_person
from tilts.casework.proceedings.models import Placement
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import add_guest
from tilts.platform.gatherings.hooks import found_by, names_of
from tilts.platform.gatherings.known import find, kind_of, people_among
from tilts.platform.gatherings.rules import units_run_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_staff_are_found_by_every_word_in_any_spelling(groups):
    one = groups.house.hire(family="Bērziņa", given="Ilze")
    groups.house.hire(family="Bērziņa", given="Anna")
    assert find("berzina ILZE", "ievp") == [one.pk]


def test_staff_of_another_agency_are_not_found(groups):
    groups.house.hire("vpd", family="Ozols", given="Uldis")
    assert find("Ozols", "ievp") == []


def test_guests_are_found_and_named_with_whence_they_come(groups):
    guest = add_guest(by=SERVICE, name="Zane Liepa", comes_from="Red Cross")
    assert find("liepa", "ievp") == [guest.pk]
    (shown,) = names_of([guest.pk]).values()
    assert (shown.name, shown.more) == ("Zane Liepa", "Red Cross")


def test_few_of_many_are_offered(groups):
    for _ in range(12):
        groups.house.hire(family="Egle")
    assert len(find("Egle", "ievp")) == 10


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_finds_nobody(groups, words):
    groups.house.hire(family="Egle")
    assert found_by(words, "ievp") == []


def test_a_person_is_in_custody_while_they_are_placed(groups):
    placed, free = groups.somebody(), groups.somebody()
    with act("test.place", by=SERVICE):
        Placement(person_id=placed, unit=groups.house.units["riga"], since=TODAY).save()
    assert [kind_of(one, TODAY) for one in (placed, free)] == ["custody", "community"]


def test_staff_and_guests_come_as_what_they_are(groups):
    guest = add_guest(by=SERVICE, name="Zane Liepa")
    staff = groups.house.member("clerk")
    assert [kind_of(one, TODAY) for one in (guest.pk, staff.pk)] == ["guest", "staff"]


def test_people_are_told_from_who_is_none(groups):
    person, guest = groups.somebody(), add_guest(by=SERVICE, name="Zane Liepa").pk
    assert people_among([person, guest, groups.leaders[0].pk]) == [person]


def test_units_that_somebody_runs_are_theirs_and_those_below(groups):
    def names(role: str, unit: str) -> list[str]:
        return [one.code for one in units_run_by(groups.house.actor(role, unit))]

    assert names("head_of_unit", "riga") == ["riga", "riga_w1"]
    assert names("prison_officer", "riga_w1") == ["riga_w1"]
    assert names("training_officer", "riga") == ["olaine", "riga", "riga_w1"]
    assert names("facilitator", "riga") == []
    assert names("clerk", "riga") == []


def test_nobody_out_of_sight_is_found(groups):
    """The room of people searches within the scope of whoever asks."""
    party = groups.somebody("Egle")
    stranger = groups.house.actor("prison_officer", "olaine")
    with seen_by(stranger):
        assert party not in found_by("26-Egle", "ievp")


def test_people_are_found_as_everywhere_by_name_and_number(groups):
    """Registered as the room of people registers them, so that its search knows them."""
    who = Identity(
        family="Zvirbulis", given="Ansis", birth_date=date(1990, 5, 7), category="convicted"
    )
    person = register_person(by=SERVICE, unit=groups.house.units["riga"], who=who)
    for words in ("zvirbulis", "Ansis Zvirbulis", person.file_number):
        assert found_by(words, "ievp") == [person.pk]


def test_a_unit_that_is_closed_takes_no_new_group(groups):
    wing = groups.house.units["riga_w1"]
    head = groups.house.actor("head_of_unit")
    assert wing in units_run_by(head)
    with act("test.close", by=SERVICE):
        wing.until = TODAY
        wing.save()
    assert wing not in units_run_by(head)


def test_nobody_is_named_who_is_not_asked_for(groups):
    groups.somebody("Egle")
    assert names_of([]) == {}
    assert people_among([]) == []
