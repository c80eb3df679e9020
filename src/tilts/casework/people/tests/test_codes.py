"""Types of identifier: their names, which succeeds which, and doubts in words."""

from datetime import date
from typing import get_args

import pytest
from django.utils import translation

from tilts.casework.people.actions import Code, Identity, register_person
from tilts.casework.people.codes import (
    DOUBTS,
    NONE,
    checked,
    code_kinds,
    doubt_in_words,
    kind_name,
    succeeding,
)
from tilts.casework.people.identifiers import CHECKS
from tilts.casework.people.models import Identifier, Person
from tilts.jurisdictions.schema import CheckScheme
from tilts.platform.parties.actors import SERVICE

OLD, NEW = "lv_personal_code_old", "lv_personal_code"
EVERYWHERE = {OLD, NEW, "lt_personal_code", "ee_personal_code", "no_birth_number"}


@pytest.mark.parametrize(
    ("reader", "kind", "name"),
    [
        ("en", "lv_personal_code", "Latvian personal code"),
        ("lv", "lv_personal_code", "Personas kods"),
        ("ru", "lv_personal_code", "Персональный код"),
        ("uk", "lv_personal_code", "Latvian personal code"),
        ("lv", "library_card", "library_card"),
    ],
)
def test_a_type_has_its_name_in_the_readers_language(reader: str, kind: str, name: str) -> None:
    with translation.override(reader):
        assert kind_name("LV", kind) == name


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_both_countries_know_the_same_types(country):
    assert {code for code, _ in code_kinds(country)} == EVERYWHERE | {"foreign_document", NONE}


def test_a_country_without_a_pack_has_no_types():
    assert (code_kinds("XX"), kind_name("XX", "passport")) == ([], "passport")
    assert checked("XX", "passport", "ab 1", None) == ("AB1", "type")


@pytest.mark.parametrize(("kind", "succeeded"), [
    (NEW, {OLD, NEW, NONE}),
    (OLD, {OLD, NEW, NONE}),
    ("lt_personal_code", {"lt_personal_code", NONE}),
    ("ee_personal_code", {"ee_personal_code", NONE}),
    ("foreign_document", {NONE}),
    (NONE, {NONE}),
    ("library_card", {"library_card"}),
])  # fmt: skip
def test_what_a_type_succeeds(kind, succeeded):
    assert (succeeding("LV", kind), succeeding("LT", kind)) == (succeeded, succeeded)


@pytest.mark.parametrize(("kind", "value", "code", "doubt"), [
    (OLD, "161175-19997", "16117519997", ""),
    (OLD, "161175-19998", "16117519998", "checksum"),
    (NEW, "328673-00679", "32867300679", ""),
    (NEW, "33 8673 00677", "33867300677", ""),
    ("lt_personal_code", "3 330924 0164", "33309240164", "checksum"),
    ("ee_personal_code", "3680528", "3680528", "length"),
    ("no_birth_number", "151086-95O88", "15108695O88", "format"),
    ("foreign_document", "c01x/00t-47", "C01X00T47", ""),
    (NONE, "", "", ""),
    ("library_card", "7", "7", "type"),
])  # fmt: skip
@pytest.mark.parametrize("country", ["LV", "LT"])
def test_a_code_is_read_and_checked_the_same_in_both_countries(country, kind, value, code, doubt):
    assert checked(country, kind, value, None) == (code, doubt)


def test_each_scheme_of_the_packs_has_a_check():
    assert set(get_args(CheckScheme)) == set(CHECKS)


def test_each_doubt_has_words_of_its_own():
    words = [str(text) for text in DOUBTS.values()]
    assert (len(set(words)), all(text.startswith("doubtful: ") for text in words)) == (6, True)
    assert [str(doubt_in_words(found)) for found in ("checksum", "", "older")] == [
        "doubtful: its check digit is wrong", "", "older",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), [
    ("lt_personal_code", "33309240064"),
    ("ee_personal_code", "36805280109"),
    ("no_birth_number", "15108695088"),
    (OLD, "161175-19997"),
])  # fmt: skip
def test_sex_and_birth_date_are_never_derived_from_a_code(house, all_seen, kind, value):
    who, codes = Identity(family="Liepa"), (Code(kind=kind, value=value),)
    made = register_person(by=SERVICE, unit=house.units["riga"], who=who, codes=codes)
    row = Person.objects.get(pk=made.pk)
    assert (row.sex, row.birth_date, Identifier.objects.get().doubt) == ("unknown", None, "")


def test_a_code_keeps_the_doubt_of_its_day(house, all_seen):
    """The doubt says what was wrong when it was recorded, whatever is corrected afterwards."""
    who = Identity(family="Liepa", birth_date=date(1975, 11, 17))
    codes = (Code(kind=OLD, value="161175-19997"),)
    made = register_person(by=SERVICE, unit=house.units["riga"], who=who, codes=codes)
    assert Identifier.objects.get(person=made).doubt == "date-mismatch"
