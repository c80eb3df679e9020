"""Codes are read with any separators and checked, and a doubt never blocks."""

from datetime import date

import pytest

from tilts.casework.people.identifiers import doubt, normalise


def test_separators_do_not_matter():
    assert [normalise(c) for c in ("161175-19997", " 161175 19997", "16.11.75_19997", "ab-12")] == [
        "16117519997", "16117519997", "16117519997", "AB12",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "found"), [
    ("lv_personal_code_old", "16117519997", ""),
    ("lv_personal_code_old", "16117519998", "checksum"),
    ("lv_personal_code", "32867300679", ""), ("lv_personal_code", "32867300677", "checksum"),
    ("lv_personal_code", "33867300677", ""), ("lv_personal_code", "328673006", "length"),
    ("lv_personal_code_old", "16137519997", "date"),
    ("lv_personal_code_old", "1611751999A", "format"),
    ("lt_personal_code", "33309240064", ""), ("lt_personal_code", "33309240164", "checksum"),
    ("ee_personal_code", "36805280109", ""), ("ee_personal_code", "36805280108", "checksum"),
    ("no_birth_number", "15108695088", ""), ("no_birth_number", "15108695077", "checksum"),
    ("foreign_document", "X-1", ""), ("none", "", ""), ("lv_personal_code", "", "format"),
])  # fmt: skip
def test_doubts(kind, code, found):
    assert doubt(kind, code) == found


@pytest.mark.parametrize(("kind", "code", "born", "found"), [
    ("lv_personal_code_old", "16117519997", date(1975, 11, 16), ""),
    ("lv_personal_code_old", "16117519997", date(1975, 11, 17), "date-mismatch"),
    ("lv_personal_code", "32867300679", date(1975, 11, 17), ""),
    ("lt_personal_code", "33309240064", date(1933, 9, 24), ""),
    ("lt_personal_code", "33309240064", date(1933, 9, 25), "date-mismatch"),
    ("ee_personal_code", "36805280109", date(1968, 5, 27), "date-mismatch"),
])  # fmt: skip
def test_the_birth_date_in_a_code(kind, code, born, found):
    assert doubt(kind, code, born) == found
