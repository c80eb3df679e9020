"""What can be asked."""

from datetime import date

import pytest

from tilts.insight.statistics.counting import Filters
from tilts.insight.statistics.forms import QuestionForm, periods
from tilts.insight.statistics.queries import Question


def test_by_itself_it_asks_for_the_levels_of_what_the_agency_uses(empty):
    form = QuestionForm({}, by=empty.actor(empty.head))
    assert (form.is_valid(), form.question()) == (True, Question(Filters("rvn-demo"), "level"))


def test_everything_that_can_be_asked(empty):
    unit = empty.house.units["riga"]
    asked = {
        "by": "age",
        "then": "sex",
        "instrument": "rvn-demo",
        "period": "2026-3",
        "unit": str(unit.pk),
        "sex": "female",
        "level": "very_high",
    }
    form = QuestionForm(asked, by=empty.actor(empty.head))
    units = frozenset(str(empty.house.units[code].pk) for code in ("riga", "riga_w1"))
    assert (form.is_valid(), form.question()) == (
        True,
        Question(Filters("rvn-demo", "2026-3", units, "female", "very_high"), "age", "sex"),
    )


def test_domains_are_divided_by_need_alone(empty):
    form = QuestionForm({"by": "domain", "then": "sex"}, by=empty.actor(empty.head))
    assert (form.is_valid(), form.question().codes) == (True, ("domain", "need"))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"by": "sex", "then": "sex"}, "then"),
        ({"by": "shoe size"}, "by"),
        ({"then": "domain"}, "then"),
        ({"period": "2026-5"}, "period"),
        ({"period": "1999"}, "period"),
        ({"sex": "unknown"}, "sex"),
        ({"level": "enormous"}, "level"),
        ({"instrument": "psa-of-old"}, "instrument"),
        ({"unit": "nowhere"}, "unit"),
    ],
)
def test_what_cannot_be_asked(empty, asked, field):
    form = QuestionForm(asked, by=empty.actor(empty.head))
    assert (form.is_valid(), [*form.errors]) == (False, [field])


def test_a_unit_beyond_reach_cannot_be_asked_for(empty):
    elsewhere = str(empty.house.units["olaine"].pk)
    form = QuestionForm({"unit": elsewhere}, by=empty.actor(empty.head))
    assert (form.is_valid(), [*form.errors]) == (False, ["unit"])


def test_periods_are_whole_ones():
    """Days of choice would tell, one day apart, who was assessed in between."""
    found = list(periods(date(2026, 11, 1)))
    assert (len(found), found[:2], found[-1]) == (
        30,
        [("2026", "2026"), ("2026-4", "2026, quarter 4")],
        ("2021-1", "2021, quarter 1"),
    )
