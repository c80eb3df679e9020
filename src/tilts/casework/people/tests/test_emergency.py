"""Whom an emergency is about: an exact number of one person, beyond every scope."""

from datetime import date

import pytest

from tilts.casework.people.emergency import exactly
from tilts.casework.people.models import Identifier, Person
from tilts.casework.people.pairs import merge_people
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE

from .desk import kept
from .people import person

DAY = date(2026, 3, 2)


@pytest.fixture
def far(house) -> Person:
    """Somebody whom the reader does not see."""
    row = person("Tālā", "Anna", at=house.units["vilnius"])
    kept(Identifier(person=row, kind="foreign_document", value="AB1234", since=DAY))
    return row


def numbered(of: Person, value: str, until: date | None = None) -> None:
    kept(Identifier(person=of, kind="foreign_document", value=value, since=DAY, until=until))


@pytest.mark.parametrize("number", ["AB1234", " ab-12 34 ", "a.b/1234"])
def test_a_code_with_any_separators(far, number):
    with seen_by(None):
        assert exactly(number) == far.pk


def test_a_file_number(far):
    with seen_by(None):
        assert exactly(f" {far.file_number} ") == far.pk
        assert exactly(far.file_number.replace("-", "")) is None


@pytest.mark.parametrize("number", ["AB123", "AB12345", "Tālā", "", "-", "%", "AB____"])
def test_nothing_near_is_found(far, number):
    with seen_by(None):
        assert exactly(number) is None


def test_who_has_no_code_is_not_found_by_none(far, anna):
    kept(Identifier(person=anna, kind="none", value="", since=DAY))
    assert [exactly(number) for number in ("", "--", " ")] == [None] * 3


def test_a_former_code_still_leads_to_its_person(far):
    numbered(far, "OLD7", until=DAY)
    assert exactly("old7") == far.pk


def test_a_code_of_two_people_opens_neither(far, anna):
    numbered(anna, "AB1234")
    assert exactly("AB1234") is None


def test_a_code_of_two_merged_records_opens_the_one_that_stands(far, anna):
    """They merged because of this code: in an emergency it must not lead to nobody."""
    numbered(anna, "AB1234")
    with seen_by(SERVICE):
        merge_people(by=SERVICE, kept_id=anna.pk, gone_id=far.pk, reason="one passport")
    numbers = ("AB1234", far.file_number, anna.file_number)
    assert [exactly(number) for number in numbers] == [anna.pk] * 3
