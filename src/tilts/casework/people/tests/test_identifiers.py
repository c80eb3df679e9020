"""Codes are read with any separators and checked, and a doubt never blocks."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tilts.casework.people.identifiers import CHECKS, DOUBTS, doubt, normalise

WORDS = {"", "date-mismatch", *DOUBTS.values()}
KINDS = ["lv_personal_code_old", "lv_personal_code", "lt_personal_code", "ee_personal_code",
         "no_birth_number"]  # fmt: skip
VALID = ["16117519997", "32867300679", "33309240064", "36805280109", "15108695088"]


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


@given(st.text(max_size=45), st.sampled_from([*KINDS, "foreign_document", "none", "", "zz_x"]))
@example("99999999999", "lt_personal_code")
@example("00000000000", "no_birth_number")
@example("9" * 11, "ee_personal_code")
@example("٣٣٣٠٩٢٤٠٠٦٤", "lt_personal_code")
def test_whatever_is_given_gets_a_known_word_and_never_an_error(text, kind):
    """Nobody is turned away at the desk because a code is odd."""
    for born in (None, date(1985, 3, 7)):
        assert doubt(kind, normalise(text), born) in WORDS


@given(st.text(max_size=45))
def test_a_code_without_separators_has_none_to_lose(text):
    code = normalise(text)
    assert normalise(code) == code


@given(st.sampled_from(VALID), st.lists(st.sampled_from([" ", "-", ".", "/", "_", "\u2013"]),
                                        min_size=12, max_size=12))  # fmt: skip
def test_separators_stand_anywhere(code, between):
    written = "".join(mark + digit for mark, digit in zip(between, [*code, ""], strict=True))
    assert normalise(written) == code


@given(st.sampled_from(list(zip(KINDS, VALID, strict=True))), st.integers(1, 9))
def test_another_check_digit_is_doubted(given_code, more):
    kind, code = given_code
    assert doubt(kind, f"{code[:-1]}{(int(code[-1]) + more) % 10}") == "checksum"


def test_every_scheme_finds_its_valid_code_sound():
    assert [doubt(kind, code) for kind, code in zip(KINDS, VALID, strict=True)] == [""] * 5
    assert {kind.partition("_")[0] for kind in KINDS} == set(CHECKS)
