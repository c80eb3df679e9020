"""What was typed is taken apart into names, a birth year and a code."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tilts.casework.people.search.question import LONGEST, MOST, Question, read

CODE = "16117519997"


@pytest.mark.parametrize(("text", "expected"), [
    ("", Question()),
    (" ?! ", Question()),
    ("Bērziņš, Jānis", Question(("berzins", "janis"))),
    ("Kalniņa-Ozola", Question(("kalnina", "ozola"))),
    ("O’Brien", Question(("obrien",))),
    ("Берзин;Янис", Question(("berzin", "janis"))),
    ("1985", Question(year=1985)),
    ("berzins 1985", Question(("berzins",), 1985)),
    ("1985 berzins", Question(("berzins",), 1985)),
    ("2150", Question(code="2150")),
    ("161175-19997", Question(code=CODE)),
    ("161175 19997", Question(code=CODE)),
    ("1611 75-19997 berzins", Question(("berzins",), None, CODE)),
    ("berzins 1975 161175-19997", Question(("berzins",), 1975, CODE)),
    ("1975 161175-19997", Question(code=f"1975{CODE}")),  # no name: perhaps all one code
    ("ab-1234567", Question(code="AB1234567")),
    ("26-00413", Question(code="2600413")),
])  # fmt: skip
def test_reading(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(("code", "number"), [
    ("2600413", "26-00413"), ("26100413", "26-100413"), ("261000413", "26-1000413"),
    ("260041", ""), (CODE, ""), ("AB00413", ""), ("", ""),
])  # fmt: skip
def test_a_code_that_may_be_a_file_number(code, number):
    assert Question(code=code).file_number == number


@pytest.mark.parametrize("text", [
    "a" * (LONGEST + 1), "1" * (LONGEST + 1), " ".join("abcdefghijklm"[: MOST + 1]),
])  # fmt: skip
def test_what_is_longer_than_any_name_asks_for_nobody(text):
    assert read(text) == Question()


def test_the_longest_question_is_read():
    assert len(read(" ".join("abcdefghijkl"[:MOST])).parts) == MOST
    assert len(read("a" * LONGEST).parts[0]) == 80


@given(st.text(max_size=60))
@example("\u09f4")  # a number without digits is a part like another
def test_any_text_is_read(text):
    found = read(text)
    assert all(part.isalnum() and part == part.lower() for part in found.parts)
    assert not any(letter.isspace() for letter in found.code)
