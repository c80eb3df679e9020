"""A person's name in the cases of a document: by rule, by correction, in each language."""

import pytest

from tilts.casework.court_reports.actions import correct_name
from tilts.casework.court_reports.models import NameForm
from tilts.casework.court_reports.naming import CASES, Form, forms_of, name_in
from tilts.casework.people.models import Person
from tilts.casework.people.tests.people import change, person
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE

from .desk import codes

LATVIAN = [
    ("genitive", "Annas Ozolas"),
    ("dative", "Annai Ozolai"),
    ("accusative", "Annu Ozolu"),
    ("vocative", "Anna Ozola"),
]


def said(whom: Person, language: str) -> list[tuple[str, str]]:
    return [(one.case, one.text) for one in forms_of(whom) if one.language == language]


def test_every_case_that_documents_use_is_given_in_order(desk):
    assert said(desk.anna, "lv") == LATVIAN
    assert [case for case, _text in said(desk.anna, "lt")] == list(CASES["lt"])
    assert {one.corrected for one in forms_of(desk.anna)} == {False}


@pytest.mark.parametrize(
    ("family", "given", "sex", "expected"),
    [
        ("Bērziņš", "Jānis", "male", "Jāni Bērziņu"),
        ("Lācis", "Valdis", "male", "Valdi Lāci"),
        ("Kalniņa", "Ilze", "female", "Ilzi Kalniņu"),
    ],
)
def test_a_latvian_name_is_put_into_the_accusative(desk, family, given, sex, expected):
    whom = person(family, given, at=desk.house.units["jelgava"], country="LV", sex=sex)
    assert name_in(whom, "lv", "accusative") == expected


def test_latvian_has_its_accusative_where_others_have_the_instrumental(desk):
    assert name_in(desk.anna, "lv", "instrumental") == name_in(desk.anna, "lv", "accusative")
    assert name_in(desk.anna, "lt", "instrumental") != name_in(desk.anna, "lt", "accusative")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_language_without_rules_has_the_name_as_it_is(desk, language):
    assert name_in(desk.anna, language, "accusative") == "Anna Ozola"


def test_a_name_that_no_rule_knows_stands_as_it_is_and_is_not_sure(desk):
    whom = person("Nguyen", "Xi", at=desk.house.units["jelgava"], country="LV", sex="male")
    found = [one for one in forms_of(whom) if one.language == "lv"]
    assert {one.sure for one in found} == {False}


def test_a_corrected_form_is_sure_and_leaves_the_others_to_the_rule(desk):
    correct_name(by=SERVICE, person=desk.anna, language="lv", case="dative", form="Annijai Ozolai")
    found = {(one.language, one.case): one for one in forms_of(desk.anna)}
    assert found["lv", "dative"] == Form("lv", "dative", "Annijai Ozolai", True, True)
    assert [text for case, text in said(desk.anna, "lv") if case != "dative"] == [
        text for case, text in LATVIAN if case != "dative"
    ]
    assert [one for one in found.values() if one.corrected] == [found["lv", "dative"]]


def test_a_correction_counts_for_the_name_that_was_corrected_alone(desk):
    correct_name(by=SERVICE, person=desk.anna, language="lv", case="dative", form="Annijai Ozolai")
    change(desk.anna, family="Kalniņa")
    renamed = Person.objects.get(pk=desk.anna.pk)
    assert dict(said(renamed, "lv"))["dative"] == "Annai Kalniņai"
    correct_name(by=SERVICE, person=renamed, language="lv", case="dative", form="Annai K.")
    assert dict(said(renamed, "lv"))["dative"] == "Annai K."
    assert sorted(NameForm.objects.values_list("name", "form")) == [
        ("Anna Kalniņa", "Annai K."),
        ("Anna Ozola", "Annijai Ozolai"),
    ]


def test_a_correction_is_of_one_language_and_one_person(desk):
    other = desk.add("Ozola")
    correct_name(by=SERVICE, person=desk.anna, language="lv", case="dative", form="Annijai Ozolai")
    assert dict(said(desk.anna, "lt"))["dative"] != "Annijai Ozolai"
    assert dict(said(other, "lv"))["dative"] == "Annai Ozolai"


def test_who_writes_no_reports_corrects_no_names(desk):
    clerk = desk.house.actor("clerk", unit="jelgava")
    told = {"person": desk.anna, "language": "lv", "case": "dative", "form": "x"}
    with pytest.raises(Refused) as refused:
        correct_name(by=clerk, **told)
    assert (codes(refused), NameForm.objects.count()) == (["no-role"], 0)


def test_the_names_are_read_once_for_all_cases(desk, django_assert_num_queries):
    correct_name(by=SERVICE, person=desk.anna, language="lv", case="dative", form="Annai O.")
    correct_name(by=SERVICE, person=desk.anna, language="lt", case="dative", form="Annai O.")
    with django_assert_num_queries(1):
        forms_of(desk.anna)
