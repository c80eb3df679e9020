"""Columns of a file find their place, or all that is wrong with them is said at once."""

import pytest

from tilts.casework.people.imports import PEOPLE
from tilts.casework.people.imports.mapping import our_columns, read_mapping

WANTED = ["key", "family", "category", "unit"]
MISSING = "The column “%s” is missing. Add it, or use --map THEIRS=%s."


def faults(header, mapping=None):
    return our_columns(PEOPLE, header, mapping or {})[1]


def test_names_are_read_in_any_case_and_strangers_left_out():
    header = ["Key", "FAMILY", "category", "unit", "Piezīmes"]
    assert our_columns(PEOPLE, header, {}) == ([*WANTED, ""], [])


def test_a_mapping_goes_before_the_names():
    header = ["Nr", "Uzvārds", "category", "unit", "family"]
    mapping = {"Nr": "key", "Uzvārds": "family", "family": "former_family"}
    assert our_columns(PEOPLE, header, mapping) == (["key", *WANTED[1:], "former_family"], [])


@pytest.mark.parametrize(("header", "mapping", "expected"), [
    (WANTED, {}, []),
    (["key"], {}, [MISSING % (name, name) for name in WANTED[1:]]),
    ([*WANTED, "unit"], {}, ["Two columns are called “unit”."]),
    ([*WANTED, "Unit"], {}, ["Two columns are called “unit”."]),
    ([*WANTED, "note", "note"], {}, ["Two columns are called “note”."]),
    ([*WANTED, "surname"], {"surname": "family"}, ["Two columns are called “family”."]),
    (WANTED, {"surname": "family"},
     ["The mapping names “surname”, a column that the file does not have."]),
])  # fmt: skip
def test_what_is_wrong_with_the_columns(header, mapping, expected):
    assert faults(header, mapping) == expected


def test_a_mapping_to_what_is_no_column_names_all_there_are():
    (first, second) = faults(WANTED, {"family": "surname"})
    assert first == (
        "“surname” is no column of this import. There are: birth_date, category, citizenships, "
        "code_kind, family, former_family, given, interpreter, key, languages, patronymic, "
        "personal_code, sex, unit."
    )
    assert second == MISSING % ("family", "family")


def test_a_mapping_is_read_from_a_file_and_options_add_to_it(tmp_path):
    path = tmp_path / "map.yaml"
    path.write_text("Nr: key\nUzvārds: family\n1: unit\n", encoding="utf-8")
    assert read_mapping(path, ["Vārds = given", "Nr=patronymic"]) == {
        "Nr": "patronymic", "Uzvārds": "family", "1": "unit", "Vārds": "given",
    }  # fmt: skip
    assert read_mapping() == {}


@pytest.mark.parametrize(("text", "expected"), [
    ("", "The mapping must have lines like “Surname: family”."),
    ("- a\n- b\n", "The mapping must have lines like “Surname: family”."),
    ("a: [", "The mapping is no YAML: while parsing a flow node"),
])  # fmt: skip
def test_a_file_that_is_no_mapping(tmp_path, text, expected):
    (tmp_path / "map.yaml").write_text(text)
    with pytest.raises(ValueError, match=expected):
        read_mapping(tmp_path / "map.yaml")


def test_an_option_that_is_no_pair():
    with pytest.raises(ValueError, match="“family” is not like surname=family"):
        read_mapping(None, ["family"])
