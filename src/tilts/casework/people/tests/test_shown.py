"""Who somebody is, in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from tilts.casework.people.actions import Identity
from tilts.casework.people.models import Person
from tilts.casework.people.shown import differences, in_words

MARCH = date(1985, 3, 7)
WHO = Identity(
    family="Bērziņa",
    given="Ilze",
    birth_date=MARCH,
    sex="female",
    category="convicted",
    citizenships=["LV"],
    languages=["lv", "ru"],
    interpreter="ru",
)


def somebody(**values: Any) -> Person:
    row = Person()
    for name, value in {**WHO.__dict__, **values}.items():
        setattr(row, name, value)
    return row


def said(lines: Any) -> dict[str, str]:
    return {str(label): text for label, text in lines}


@pytest.mark.parametrize(("names", "first", "full"), [
    (("Bērziņš", "Jānis", "Pētera"), False, "Jānis Pētera Bērziņš"),
    (("Bērziņš", "Jānis", ""), False, "Jānis Bērziņš"),
    (("Nguyễn", "An", "Văn"), True, "Nguyễn An Văn"),
    (("Nezināmais", "", ""), False, "Nezināmais"),
    (("Nezināmais", "", ""), True, "Nezināmais"),
])  # fmt: skip
def test_a_name_is_said_in_its_order(names, first, full):
    family, given, patronymic = names
    row = Person(family=family, given=given, patronymic=patronymic, family_first=first)
    assert row.full_name == full


@pytest.mark.parametrize(("born", "precision", "english", "latvian"), [
    (MARCH, "day", "7 March 1985", "1985. gada 7. marts"),
    (date(1985, 3, 1), "month", "March 1985", "1985. g. marts"),
    (date(1985, 1, 1), "year", "1985", "1985"),
    (None, "unknown", "", ""),
])  # fmt: skip
def test_no_more_of_a_birth_date_is_shown_than_is_known(born, precision, english, latvian):
    row = Person(birth_date=born, birth_precision=precision)
    with translation.override("lv"):
        in_latvian = row.birth_shown
    assert (row.birth_shown, in_latvian) == (english, latvian)
    assert row.exact_birth == (born if precision == "day" else None)


def test_everything_known_has_its_label():
    assert said(in_words(somebody())) == {
        "Full name": "Ilze Bērziņa",
        "Birth date": "7 March 1985",
        "Sex, as in a document": "female",
        "In what role the record speaks of them": "convicted",
        "Citizenship": "LV",
        "Languages spoken": "Latvian, Russian",
        "Needs an interpreter for": "Russian",
    }


def test_what_is_not_known_is_a_dash_and_a_death_is_told():
    row = Person(family="X", category="suspect", birth_precision="unknown", died_on=MARCH)
    assert said(in_words(row)) == {
        "Full name": "X",
        "Birth date": "–",
        "Sex, as in a document": "not known",
        "In what role the record speaks of them": "presumed innocent",
        "Citizenship": "–",
        "Languages spoken": "–",
        "Needs an interpreter for": "–",
        "Date of death": "7 March 1985",
    }


def test_two_versions_that_say_the_same_do_not_differ():
    assert differences(WHO, somebody()) == []


@pytest.mark.parametrize(("typed", "now"), [
    ({"birth_date": None}, {"birth_date": None, "birth_precision": "unknown"}),
    ({"birth_precision": "year"}, {"birth_date": date(1985, 1, 1), "birth_precision": "year"}),
])  # fmt: skip
def test_a_birth_date_differs_only_in_what_is_known(typed, now):
    assert differences(replace(WHO, **typed), somebody(**now)) == []


@pytest.mark.parametrize(("field", "now", "label", "text"), [
    ("family", "Egle", "Family name", "Egle"),
    ("given", "", "Given names", "–"),
    ("patronymic", "Jāņa", "Patronymic", "Jāņa"),
    ("family_first", True, "Said with the family name first", "Bērziņa Ilze"),
    ("birth_date", None, "Birth date", "–"),
    ("birth_precision", "year", "How exactly it is known", "year only"),
    ("sex", "unknown", "Sex, as in a document", "not known"),
    ("category", "contact", "In what role the record speaks of them", "witness or contact"),
    ("citizenships", [], "Citizenship", "–"),
    ("languages", ["lt"], "Languages spoken", "Lithuanian"),
    ("interpreter", "", "Needs an interpreter for", "–"),
])  # fmt: skip
def test_each_field_that_stands_otherwise_is_named(field, now, label, text):
    assert said(differences(WHO, somebody(**{field: now}))) == {label: text}
