"""A row of people becomes values, or all the reasons why it cannot."""

from datetime import date, timedelta
from uuid import UUID

import hypothesis
import hypothesis.strategies as st
import pytest
from django.utils import timezone

from tilts.casework.people.imports.kinds import Row
from tilts.casework.people.imports.parsing import Birth, PersonParser, PersonValues, parse_birth
from tilts.casework.people.models.identity import Precision
from tilts.platform.organisation.models import Agency, Unit

RIGA = Unit(agency=Agency(code="ievp", country="LV"), code="riga", path="ievp.riga.")
VILNIUS = Unit(agency=Agency(code="lkt", country="LT"), code="vilnius", path="lkt.vilnius.")
UNITS = {"riga": RIGA, "vilnius": VILNIUS}
USUAL = {"key": "k1", "family": "Bērziņš", "category": "convicted", "unit": "riga"}
NO_DATE = "“%s” is no birth date like 1985-03-07, 07.03.1985, 1985-03 or 1985."
UNKNOWN = Birth(None, Precision.UNKNOWN)
LV_KINDS = ("lv_personal_code_old, lv_personal_code, lt_personal_code, ee_personal_code, "
            "no_birth_number, foreign_document, none")  # fmt: skip


def parsed(**values: str) -> object:
    values = {**USUAL, **values}
    return PersonParser(UNITS)(Row(2, values, values))


def facts(**values: str) -> PersonValues:
    found = parsed(**values)
    assert isinstance(found, PersonValues), found
    return found


def faults(**values: str) -> list[tuple[str, str]]:
    found = parsed(**values)
    assert isinstance(found, list)
    return [(fault.column, str(fault.reason)) for fault in found]


@pytest.mark.parametrize(("text", "expected"), [
    ("", UNKNOWN),
    ("1985", Birth(date(1985, 1, 1), Precision.YEAR)),
    ("1985-03", Birth(date(1985, 3, 1), Precision.MONTH)),
    ("1985-03-07", Birth(date(1985, 3, 7), Precision.DAY)),
    ("07.03.1985", Birth(date(1985, 3, 7), Precision.DAY)),
    ("7.3.1985.", Birth(date(1985, 3, 7), Precision.DAY)),
    ("29.02.1984", Birth(date(1984, 2, 29), Precision.DAY)),
    ("1850-01-01", Birth(date(1850, 1, 1), Precision.DAY)),
    ("29.02.1985", None), ("1985-13", None), ("1985-00-07", None), ("1849-12-31", None),
    ("03/07/1985", None), ("07.03.85", None), ("1985-3-7", None), ("0", None), ("0000", None),
    ("9999", None), ("1985-03-07 14:30:00", None), ("nezināms", None),
])  # fmt: skip
def test_birth_dates(text, expected):
    assert parse_birth(text) == expected


def test_nobody_is_born_tomorrow():
    today = timezone.localdate()
    assert parse_birth(today.isoformat()) == Birth(today, Precision.DAY)
    assert parse_birth((today + timedelta(days=1)).isoformat()) is None


@hypothesis.given(st.text(max_size=12))
def test_any_text_is_a_birth_date_or_none(text):
    found = parse_birth(text)
    assert found is None or (found == UNKNOWN) == (text == "")


def test_a_full_row():
    found = facts(
        given="Jānis", patronymic="Pētera", former_family="Ozols", birth_date="07.03.1985",
        sex="male", category="suspect", citizenships="lv, LT", languages="LV;ru",
        interpreter="RU", personal_code="161175-19997",
    )  # fmt: skip
    assert found == PersonValues(
        fields={
            "family": "Bērziņš", "given": "Jānis", "patronymic": "Pētera",
            "birth_date": date(1985, 3, 7), "birth_precision": "day", "sex": "male",
            "category": "suspect", "citizenships": ["LV", "LT"], "languages": ["lv", "ru"],
            "interpreter": "ru", "unit_id": RIGA.pk, "country": "LV",
        },
        code_kind="lv_personal_code_old", code_check="lv", code="16117519997",
        former_family="Ozols",
    )  # fmt: skip


def test_what_is_not_told_is_not_known():
    found = facts()
    assert found.fields | {"unit_id": UUID(int=0)} == {
        "family": "Bērziņš", "given": "", "patronymic": "", "birth_date": None,
        "birth_precision": "unknown", "sex": "unknown", "category": "convicted",
        "citizenships": [], "languages": [], "interpreter": "", "unit_id": UUID(int=0),
        "country": "LV",
    }  # fmt: skip
    assert (found.code, found.former_family) == ("", "")


@pytest.mark.parametrize(("unit", "code", "kind", "expected"), [
    ("riga", "161175-19997", "", ("lv_personal_code_old", "lv", "16117519997")),
    ("riga", "16117519997", "", ("lv_personal_code_old", "lv", "16117519997")),
    ("riga", "32 8673-00679", "", ("lv_personal_code", "", "32867300679")),
    ("riga", "AB-1", "", ("lv_personal_code", "", "AB1")),
    ("riga", "ab 12", "foreign_document", ("foreign_document", "", "AB12")),
    ("riga", "38503070011", "lt_personal_code", ("lt_personal_code", "lt", "38503070011")),
    ("vilnius", "38503070011", "", ("lt_personal_code", "lt", "38503070011")),
])  # fmt: skip
def test_the_type_of_a_code_follows_from_the_country_and_how_it_is_written(
    unit, code, kind, expected
):
    found = facts(unit=unit, personal_code=code, code_kind=kind)
    assert (found.code_kind, found.code_check, found.code) == expected


@pytest.mark.parametrize(("values", "expected"), [
    ({"family": "B" * 81}, [("family", "Longer than 80 characters.")]),
    ({"key": "k" * 81}, [("key", "Longer than 80 characters.")]),
    ({"personal_code": "1" * 41}, [("personal_code", "Longer than 40 characters.")]),
    ({"former_family": "B" * 81}, [("former_family", "Longer than 80 characters.")]),
    ({"birth_date": "31.02.1985"}, [("birth_date", NO_DATE % "31.02.1985")]),
    ({"sex": "M"}, [("sex", "“M” is none of female, male, unknown.")]),
    ({"category": "guilty"}, [("category", "“guilty” is none of suspect, convicted, contact.")]),
    ({"unit": "nowhere"},
     [("unit", "There is no unit “nowhere”. Use its code, or its path if codes repeat.")]),
    ({"citizenships": "LV Lietuva"},
     [("citizenships", "“LIETUVA” is no code of a country, such as LV.")]),
    ({"languages": "lv, latviešu"},
     [("languages", "“latviešu” is no code of a language, such as lv.")]),
    ({"interpreter": "žestu"}, [("interpreter", "“žestu” is no code of a language, such as lv.")]),
    ({"interpreter": "lv ru"}, [("interpreter", "Name one language: that of the interpreter.")]),
    ({"code_kind": "passport"}, [("code_kind", f"“passport” is none of {LV_KINDS}.")]),
])  # fmt: skip
def test_each_fault_names_its_column_and_the_remedy(values, expected):
    assert faults(**values) == expected


def test_all_faults_of_a_row_are_told_at_once():
    found = faults(family="B" * 81, birth_date="x", sex="x", category="x", unit="x", languages="1")
    assert [column for column, _ in found] == [
        "family", "sex", "category", "languages", "birth_date", "unit",
    ]  # fmt: skip


def test_the_longest_values_fit():
    found = facts(key="k" * 80, family="B" * 80, given="A" * 80, personal_code="1" * 40)
    assert (found.fields["family"], found.code) == ("B" * 80, "1" * 40)
