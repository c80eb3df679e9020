"""The months in which uses are counted, and what they are called."""

from datetime import date

import pytest
from django.http import Http404
from django.utils.translation import override

from tilts.insight.adoption.asked import Asked, asked
from tilts.insight.adoption.months import code_of, month_alone, month_name, months, short_month

DAY = date(2026, 3, 31)


def test_twelve_months_this_one_included():
    found = months(DAY)
    assert (len(found), found[0], found[-1]) == (12, date(2025, 4, 1), date(2026, 3, 1))
    assert [code_of(month) for month in found[8:]] == ["2025-12", "2026-01", "2026-02", "2026-03"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "March 2026"), ("lv", "2026. g. marts"), ("lt", "2026 m. kovas")],
)
def test_in_the_readers_language(language, name):
    with override(language):
        assert month_name(DAY) == name


def test_short():
    assert (short_month(DAY), month_alone(DAY)) == ("Mar 2026", "Mar")


def test_what_an_address_asks_for():
    unit = "00000000-0000-0000-0000-00000000000a"
    found = asked(unit, "2026-11")
    assert (str(found.unit), found.month) == (unit, date(2026, 11, 1))
    assert asked("", "") == Asked(None, None)


@pytest.mark.parametrize(("unit", "month"), [("riga", ""), ("", "2026-13"), ("", "soon")])
def test_what_cannot_be_asked_for_is_not_found(unit, month):
    with pytest.raises(Http404):
        asked(unit, month)
