"""What forms take, and how they say what is wrong with it; what was typed stays."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tilts.casework.people.actions import Code, Identity
from tilts.casework.people.forms import (
    AddressForm,
    AlertForm,
    CodeForm,
    ContactForm,
    CorrectForm,
    HealthAlertForm,
    OtherNameForm,
    RegisterForm,
    RelationForm,
    VictimForm,
)
from tilts.casework.people.forms.identity import languages_and
from tilts.casework.people.models import Person

REQUIRED = "This field is required."
TODAY = timezone.localdate()
WHO = {"family": "Kalna", "category": "convicted", "sex": "female"}
NO_CHOICE = "Select a valid choice. {} is not one of the available choices."


def faults(form: Any) -> dict[str, list[str]]:
    """What each field says is wrong."""
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


@pytest.fixture
def register(house):
    """The form of a registration by a head of unit in Riga."""
    actor = house.actor("head_of_unit")

    def filled(**typed: Any) -> RegisterForm:
        told = {**WHO, "unit": house.units["riga"].pk, **typed}
        return RegisterForm(told, actor=actor)

    return filled


def corrected(of: Person | None = None, **typed: Any) -> CorrectForm:
    told = {**WHO, "version": 1, "reason": "married", **typed}
    return CorrectForm(told, person=of or Person(family="Ozola", category="convicted"))


def test_a_family_name_and_a_role_are_enough():
    form = corrected(sex="unknown")
    assert (faults(form), form.identity()) == ({}, Identity(family="Kalna", category="convicted"))


def test_everything_that_can_be_said():
    form = corrected(
        given="Anna", patronymic="Jāņa", family_first="on", birth_date="1990-02-03",
        birth_precision="month", languages=["lv", "ka"], interpreter="ka",
        citizenships=" lv, GE lv xxa ",
    )  # fmt: skip
    assert (faults(form), form.identity()) == (
        {},
        Identity(
            family="Kalna",
            given="Anna",
            patronymic="Jāņa",
            family_first=True,
            birth_date=date(1990, 2, 3),
            birth_precision="month",
            sex="female",
            category="convicted",
            citizenships=["LV", "GE", "XXA"],
            languages=["lv", "ka"],
            interpreter="ka",
        ),
    )


@pytest.mark.parametrize(("field", "typed", "fault"), [
    ("family", " ", REQUIRED),
    ("family", "a\0b", "Null characters are not allowed."),
    ("given", "x" * 81, "Ensure this value has at most 80 characters (it has 81)."),
    ("birth_date", "31.02.1990", "Enter a valid date."),
    ("birth_date", str(TODAY + timedelta(days=2)),
     "This date lies in the future. Give the date of birth."),
    ("birth_date", "0985-03-07", "This date lies before 1850. Check the year."),
    ("birth_precision", "unknown", NO_CHOICE.format("unknown")),
    ("sex", "x", NO_CHOICE.format("x")),
    ("category", "", REQUIRED),
    ("languages", ["lv", "latin"], NO_CHOICE.format("latin")),
    ("interpreter", "latin", NO_CHOICE.format("latin")),
    ("citizenships", "LV Latvia", "“LATVIA” is not a country code. Two letters, such as LV."),
    ("citizenships", "L1", "“L1” is not a country code. Two letters, such as LV."),
    ("citizenships", "ĀĒ", "“ĀĒ” is not a country code. Two letters, such as LV."),
    ("citizenships", "XXZ", "“XXZ” is not a country code. Two letters, such as LV."),
    ("reason", "", REQUIRED),
    ("version", "", REQUIRED),
])  # fmt: skip
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(field, typed, fault):
    form = corrected(**{field: typed})
    assert (faults(form), form[field].value()) == ({field: [fault]}, typed)


def test_today_and_1850_are_birth_dates():
    for day in (TODAY, date(1850, 1, 1)):
        form = corrected(birth_date=str(day))
        assert (faults(form), form.identity().birth_date) == ({}, day)


def test_a_correction_begins_with_what_is_known():
    known = Person(
        family="Nguyễn", given="An", family_first=True, birth_date=date(1990, 1, 1),
        birth_precision="year", category="suspect", citizenships=["VN", "LV"],
        languages=["vi"], version=7,
    )  # fmt: skip
    begun = CorrectForm(person=known).initial
    assert begun == {
        "family": "Nguyễn",
        "given": "An",
        "patronymic": "",
        "family_first": True,
        "birth_date": date(1990, 1, 1),
        "birth_precision": "year",
        "sex": "unknown",
        "category": "suspect",
        "citizenships": "VN LV",
        "languages": ["vi"],
        "interpreter": "",
        "version": 7,
    }


def test_languages_from_elsewhere_are_not_lost_by_a_correction():
    """An import takes any language: a form that did not offer it would drop it unseen."""
    known = Person(family="X", category="suspect", languages=["lv", "eo"], interpreter="ku")
    form = corrected(known, languages=["lv", "eo"], interpreter="ku")
    assert (faults(form), form.identity().languages, form.identity().interpreter) == (
        {}, ["lv", "eo"], "ku",
    )  # fmt: skip
    assert list(faults(corrected(languages=["eo"]))) == ["languages"]


def test_languages_are_named_in_the_readers_language():
    with translation.override("lv"):
        names = [str(name) for _, name in languages_and("lv", "", "eo")]
    assert (names[0], names[1], names[-1]) == ("latviešu", "lietuviešu", "esperanto")


@pytest.mark.parametrize(("kind", "code", "told"), [
    ("none", "", (Code(kind="none", value=""),)),
    ("lv_personal_code", "328673-00679", (Code(kind="lv_personal_code", value="328673-00679"),)),
    ("lv_personal_code", "", ()),
    ("", "", ()),
])  # fmt: skip
def test_a_registration_says_a_code_or_none_or_nothing(register, kind, code, told):
    form = register(code_kind=kind, code=code)
    assert (faults(form), form.codes()) == ({}, told)


@pytest.mark.parametrize(("kind", "code", "fault"), [
    ("none", "X1", "Here is a code: choose its type. Or leave the code empty."),
    ("", "X1", "Choose what type of code this is."),
    ("club", "X1", NO_CHOICE.format("club")),
])  # fmt: skip
def test_a_type_that_does_not_fit_its_code(register, kind, code, fault):
    form = register(code_kind=kind, code=code)
    assert (faults(form), form["code"].value()) == ({"code_kind": [fault]}, code)


@pytest.mark.parametrize("unit", ["olaine", "jelgava", "vilnius"])
def test_nobody_is_registered_in_a_unit_of_others(house, register, unit):
    form = register(unit=house.units[unit].pk)
    text = "Select a valid choice. That choice is not one of the available choices."
    assert faults(form) == {"unit": [text]}


def test_a_unit_is_chosen_unless_there_is_but_one(house):
    def offered(unit: str) -> tuple[Any, int]:
        field: Any = RegisterForm(actor=house.actor("head_of_unit", unit)).fields["unit"]
        return field.empty_label, len(field.queryset)

    assert [offered(unit) for unit in ("riga", "riga_w1")] == [("choose", 2), (None, 1)]


@pytest.mark.parametrize(("typed", "found"), [
    ({"kind": "none"}, {}),
    ({"kind": "lt_personal_code", "value": "1"}, {}),
    ({"kind": "lt_personal_code"}, {"value": [REQUIRED]}),
    ({"kind": "none", "value": "1"},
     {"kind": ["Here is a code: choose its type. Or leave the code empty."]}),
    ({"kind": "club", "value": "1"}, {"kind": [NO_CHOICE.format("club")]}),
    ({"value": "x" * 41, "kind": "foreign_document"},
     {"value": ["Ensure this value has at most 40 characters (it has 41)."]}),
    ({}, {"kind": [REQUIRED], "value": [REQUIRED]}),
])  # fmt: skip
def test_a_code(typed, found):
    assert faults(CodeForm({"since": "2026-03-02", **typed}, country="LV")) == found


FACTS: list[tuple[type[Any], dict[str, str]]] = [
    (AddressForm, {"kind": "actual", "locality": "Rīga", "country": "lv"}),
    (ContactForm, {"kind": "email", "value": "anna@example.lv"}),
    (RelationForm, {"kind": "parent", "name": "Velta"}),
    (OtherNameForm, {"kind": "alias", "family": "Putns"}),
    (AlertForm, {"kind": "escape"}),
    (HealthAlertForm, {"text": "Insulin"}),
    (VictimForm, {"name": "Gunta"}),
]


@pytest.mark.parametrize(("form", "typed"), FACTS, ids=lambda value: getattr(value, "__name__", ""))
def test_every_fact_wants_its_least_and_its_day(form, typed):
    assert faults(form({**typed, "since": "2026-03-02"})) == {}
    wanted = {name: [REQUIRED] for name in (*typed, "since")}
    assert faults(form({})) == wanted


@pytest.mark.parametrize(("form", "typed", "found"), [
    (AddressForm, {"country": "Latvia"},
     {"country": ["Ensure this value has at most 2 characters (it has 6)."]}),
    (AddressForm, {"country": "1x"}, {"country": ["Two letters, such as LV."]}),
    (ContactForm, {"value": "anna"}, {"value": ["Enter a valid email address."]}),
    (ContactForm, {"kind": "phone", "value": "ask her mother"},
     {"value": ["A telephone number has digits: +371 20000000."]}),
    (ContactForm, {"kind": "phone", "value": "8 (5) 2-00"}, {}),
    (ContactForm, {"kind": "pigeon"}, {"kind": [NO_CHOICE.format("pigeon")]}),
    (RelationForm, {"note": "x" * 201},
     {"note": ["Ensure this value has at most 200 characters (it has 201)."]}),
    (OtherNameForm, {"kind": "nick"}, {"kind": [NO_CHOICE.format("nick")]}),
    (AlertForm, {"since": "soon"}, {"since": ["Enter a valid date."]}),
])  # fmt: skip
def test_what_a_fact_cannot_be(form, typed, found):
    least = dict(FACTS)[form]
    assert faults(form({**least, "since": "2026-03-02", **typed})) == found


def test_a_country_is_written_large():
    form = AddressForm({**dict(FACTS)[AddressForm], "since": "2026-03-02"})
    assert (form.is_valid(), form.instance.country) == (True, "LV")
