"""Names are found whatever their marks and case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.organisation.sorting import folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kļaviņa  Žanete ", "klavina zanete"),
        ("ŠARŪNAS Žėkaitė", "sarunas zekaite"),
        ("Weiß", "weiss"),
        ("", ""),
    ],
)
def test_marks_case_and_wide_spaces_go(name, expected):
    assert folded(name) == expected


@given(st.text())
def test_what_is_folded_stays_so(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet="aābcčdeēgģiīkķlļnņsšuūzžĄąĖėĮįŲų "))
def test_case_makes_no_difference(text):
    assert folded(text.upper()) == folded(text)
