"""The working of a release calculation, line by line, in the language of the reader."""

from datetime import date

import pytest
from django.utils.translation import override

from tilts.casework.proceedings.presenting import Calculated, measure_lines
from tilts.casework.proceedings.release import Calculation, release_calculation
from tilts.casework.proceedings.working import WHY_NOT, days, in_words, length, names_of
from tilts.engines.calendars.sentences import Reason

from .world import imprisoned, judged, new_person, sentenced

ON = date(2026, 1, 15)


@pytest.fixture
def calculation(person, prison) -> Calculation:
    """Two years with a month of remand, and a suspended year."""
    proceeding = judged(person, prison)
    imprisoned(proceeding, remand_days=30)
    imprisoned(proceeding, years=1, suspended=True, probation_months=12)
    return release_calculation(person, ON)


def lines(found: Calculation, language: str) -> list[list[tuple[str, str]]]:
    """Each answer's lines with their results."""
    with override(language):
        names = names_of(found.measures)
        return [
            [(line.text, line.result) for line in in_words(outcome.working, names)]
            for outcome in found.outcomes
        ]


def test_in_english(calculation):
    left_out = ("Imprisonment (2) is left out: it is suspended.", "")
    half = ("Imprisonment (1): 1/2 of 730 days must be served (less_serious)", "365 days")
    served = (
        "From 20 March 2025: 365 days must be served, less 30 days in remand",
        "17 February 2026",
    )
    assert lines(calculation, "en") == [
        [
            left_out,
            ("Imprisonment (1): 2 years from 20 March 2025, to its last day", "19 March 2027"),
            ("Imprisonment (1): less 30 days in remand", "17 February 2027"),
        ],
        [left_out, half, served],
        [
            left_out,
            half,
            served,
            ("With electronic monitoring up to 12 months earlier", "20 March 2025"),
        ],
    ]


def test_in_latvian_the_measures_have_their_latvian_names(calculation):
    found = lines(calculation, "lv")
    assert [len(each) for each in found] == [len(each) for each in lines(calculation, "en")]
    named = [text for each in found for text, _ in each if "Brīvības atņemšana (" in text]
    assert len(named) == 7
    assert [text for each in found for text, _ in each if "Imprisonment" in text] == []


def test_in_latvian_the_days_are_those_of_the_english_page(calculation):
    with override("lv"):
        latvian = [answer.day for answer in Calculated(calculation).answers]
    assert latvian == [answer.day for answer in Calculated(calculation).answers]
    assert latvian == [date(2027, 2, 17), date(2026, 2, 17), date(2025, 3, 20)]


def test_the_page_says_that_a_rule_is_not_confirmed(calculation, person, prison):
    shown = Calculated(calculation)
    assert (shown.is_shown, shown.unconfirmed) == (True, True)
    nothing = Calculated(release_calculation(new_person(prison), ON))
    assert (nothing.is_shown, nothing.unconfirmed) == (False, False)
    why = [answer.why_not for answer in nothing.answers]
    assert why == [["There is no term in prison to serve."]] * 3


def test_every_reason_has_its_words():
    assert set(WHY_NOT) == set(Reason)
    assert len({str(text) for text in WHY_NOT.values()}) == len(Reason)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((0, 0, 0), ""),
        ((1, 0, 0), "1 year"),
        ((2, 6, 0), "2 years 6 months"),
        ((0, 1, 1), "1 month 1 day"),
        ((0, 0, 40), "40 days"),
    ],
)
def test_a_length(parts, said):
    assert length(*parts) == said


def test_days_are_counted():
    assert [days(n) for n in (0, 1, 2, 240)] == ["0 days", "1 day", "2 days", "240 days"]


def test_a_measure_without_a_first_day_says_so(person, prison):
    sentenced(person, prison, start=None)
    found = release_calculation(person, ON)
    shown = Calculated(found).answers[0]
    assert (shown.day, shown.why_not) == (None, ["Imprisonment: its first day is not known"])


@pytest.mark.parametrize(
    ("what", "fact"),
    [
        ({"years": 2, "months": 6}, ("Length", "2 years 6 months")),
        ({"kind": "community_service", "years": 0, "minutes": 7200}, ("Length", "120 hours")),
        ({"kind": "community_service", "years": 0, "cents": 35005}, ("Length", "350.05 €")),
        ({"remand_days": 1}, ("Remand counted", "1 day")),
        ({"suspended": True, "probation_months": 18}, ("Probation period", "18 months")),
        ({}, ("First day", "20 March 2025")),
    ],
)
def test_the_facts_of_a_measure(person, prison, what, fact):
    (line,) = measure_lines([imprisoned(judged(person, prison), **what)])
    assert dict(line["facts"])[fact[0]] == fact[1]
