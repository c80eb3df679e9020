"""Sentences as courts hand them down: leap days, life, chains, long remand, laws that change."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.months import add_months
from tilts.engines.calendars.release import Outcome, release
from tilts.engines.calendars.release_rules import ReleaseRule, Rounding
from tilts.engines.calendars.sentences import Component, NoDate, Reason, Term
from tilts.engines.calendars.tests.strategies import chains
from tilts.engines.calendars.tests.test_release import FIRST, LIFE, ON, RULES, YEAR, walk
from tilts.engines.calendars.working import Line, step

HALF, TWO_THIRDS, WHOLE, OF_LIFE = RULES
LEAP = date(2024, 2, 29)
LATER = date(2026, 7, 1)


def sentence(code: str = "a", rule: str = "half", **length: int) -> Component:
    """A term from FIRST."""
    return Component(code, rule, Term(**length), FIRST, judged_on=FIRST)


def following(after: str, code: str, rule: str = "half", **length: int) -> Component:
    return Component(code, rule, Term(**length), after=after, judged_on=FIRST)


def days(*components: Component, rules: list[ReleaseRule] = RULES) -> tuple[date | None, ...]:
    """End, conditional and monitored release."""
    answer = release(components, rules, ON)
    return answer.end.day, answer.conditional.day, answer.monitored.day


@pytest.mark.parametrize(
    ("first", "term", "end", "half"),
    [
        # 366 days from a leap day: the term of a year closes in a February without a 29th
        (LEAP, Term(years=1), date(2025, 2, 28), date(2024, 8, 29)),
        (LEAP, Term(years=4), date(2028, 2, 28), date(2026, 2, 28)),
        (date(2023, 3, 1), Term(years=1), date(2024, 2, 29), date(2023, 8, 30)),
        (date(2024, 1, 31), Term(months=1), date(2024, 2, 29), date(2024, 2, 14)),
        (date(2023, 1, 31), Term(months=1), date(2023, 2, 28), date(2023, 2, 14)),
        (date(2023, 8, 31), Term(months=6), date(2024, 2, 29), date(2023, 11, 30)),
        (date(2024, 12, 31), Term(months=2, days=1), date(2025, 3, 1), date(2025, 1, 30)),
        (date(2024, 2, 28), Term(days=2), date(2024, 2, 29), date(2024, 2, 28)),
        (date(2024, 2, 28), Term(days=1), date(2024, 2, 28), date(2024, 2, 28)),
        (date(1999, 12, 31), Term(days=61), date(2000, 2, 29), date(2000, 1, 30)),
        (date(2099, 12, 31), Term(days=61), date(2100, 3, 1), date(2100, 1, 30)),  # not a leap year
    ],
)
def test_ends_of_february(first: date, term: Term, end: date, half: date) -> None:
    answer = release([replace(YEAR, first_day=first, term=term)], RULES, ON)
    assert (answer.end.day, answer.conditional.day) == (end, half)


@pytest.mark.parametrize(
    ("remand", "end", "half"),
    [
        (0, date(2027, 2, 28), date(2026, 8, 30)),
        (1, date(2027, 2, 27), date(2026, 8, 29)),
        (182, date(2026, 8, 30), FIRST),
        (183, date(2026, 8, 29), FIRST),
        (364, FIRST, FIRST),
        (365, FIRST, FIRST),
        (5000, FIRST, FIRST),
    ],
)
def test_remand_up_to_and_beyond_the_sentence(remand: int, end: date, half: date) -> None:
    assert days(replace(YEAR, remand_days=remand)) == (end, half, FIRST)


def test_remand_of_one_sentence_does_not_shorten_another_beside_it() -> None:
    long_remand = replace(sentence("b", months=1), remand_days=400)
    assert days(YEAR, long_remand) == days(YEAR)


def test_remand_beyond_the_first_sentence_goes_on_to_the_next() -> None:
    first = replace(sentence(days=100), remand_days=150)
    answer = release([first, following("a", "b", days=100)], RULES, ON)
    assert answer.end.day == FIRST + timedelta(days=49)
    assert answer.conditional.day == FIRST
    assert [(line.line, line.result) for line in answer.end.working] == [
        (Line.TERM, FIRST + timedelta(days=99)),
        (Line.REMAND, FIRST),
        (Line.FOLLOWS, FIRST),
        (Line.TERM, FIRST + timedelta(days=99)),
        (Line.REMAND, FIRST + timedelta(days=49)),
    ]


def test_a_life_sentence_beside_a_term() -> None:
    answer = release([LIFE, YEAR], RULES, ON)
    assert answer.end == Outcome(
        None,
        (NoDate(Reason.LIFE, "z"),),
        release([YEAR], RULES, ON).end.working,
    )
    assert answer.conditional.day == date(2051, 2, 28)
    assert answer.conditional.working[-1] == step(Line.LATEST, date(2051, 2, 28))
    assert answer.monitored.reasons == (NoDate(Reason.NO_RULE, "z"),)


def test_two_life_sentences_are_served_at_once() -> None:
    later = replace(LIFE, code="y", first_day=date(2030, 3, 1))
    answer = release([LIFE, later], RULES, ON)
    assert answer.end.reasons == (NoDate(Reason.LIFE, "z"), NoDate(Reason.LIFE, "y"))
    assert answer.conditional.day == date(2055, 2, 28)


def test_life_after_a_term_begins_when_the_term_is_served() -> None:
    life = Component("z", "life", None, after="a", judged_on=FIRST)
    answer = release([YEAR, life], RULES, ON)
    # 183 days of the first, then 25 years counted from 1 March 2027: 9132 days
    assert answer.conditional.day == FIRST + timedelta(days=183 + 9132 - 1)
    assert answer.end.reasons == (NoDate(Reason.LIFE, "z"),)


def test_nothing_can_follow_life() -> None:
    answer = release([LIFE, following("z", "b", months=1)], RULES, ON)
    unknown = Outcome(None, (NoDate(Reason.START_UNKNOWN, "b"),))
    assert (answer.end, answer.conditional, answer.monitored) == (unknown,) * 3


def test_years_of_life_from_a_leap_day() -> None:
    from_leap_day = replace(LIFE, first_day=LEAP)
    assert days(from_leap_day)[1] == date(2049, 2, 28)
    four = replace(OF_LIFE, years=4)
    assert days(from_leap_day, rules=[four])[1] == date(2028, 2, 28)


def test_the_remand_of_a_life_sentence_counts_and_never_before_its_first_day() -> None:
    assert days(replace(LIFE, remand_days=100_000))[1] == FIRST


@pytest.mark.parametrize("term", [None, Term(years=1)])
def test_a_rule_of_the_other_sort_is_no_rule(term: Term | None) -> None:
    rule = "half" if term is None else "life"
    reason = Reason.LIFE_WITHOUT_RULE if term is None else Reason.NO_RULE
    wrong = replace(YEAR, term=term, release_class=rule)
    answer = release([wrong], RULES, ON)
    expected = Outcome(None, (NoDate(reason, "a"),))
    assert (answer.conditional, answer.monitored) == (expected, expected)


def test_several_beside_each_other_and_after_each_other() -> None:
    robbery = sentence("robbery", "two_thirds", years=3)
    theft = sentence("theft", months=6)
    escape = following("robbery", "escape", "whole", months=2)
    assault = following("theft", "assault", "half", years=1)
    answer = release([assault, escape, theft, robbery], RULES, ON)
    # robbery to 28 February 2029, then escape to 30 April; 731 of 1096 days and 61 of 61
    assert answer.end.day == date(2029, 4, 30)
    assert answer.conditional.day == FIRST + timedelta(days=731 + 61 - 1)
    assert answer.monitored.day == add_months(answer.conditional.day, -12)
    assert [line.values["component"] for line in answer.end.working if line.line is Line.TERM] == [
        "theft",
        "robbery",
        "assault",
        "escape",
    ]


def test_two_sentences_that_follow_the_same_one_run_beside_each_other() -> None:
    one, other = following("a", "b", months=2), following("a", "c", months=3)
    end, conditional, _monitored = days(YEAR, one, other)
    assert (end, conditional) == days(YEAR, other)[:2]


def test_what_follows_a_suspended_sentence_has_no_first_day() -> None:
    answer = release([replace(YEAR, suspended=True), following("a", "b", months=2)], RULES, ON)
    said = step(Line.SET_ASIDE, component="a", reason=Reason.SUSPENDED)
    assert answer.end == Outcome(None, (NoDate(Reason.START_UNKNOWN, "b"),), (said,))


def test_all_that_is_set_aside_is_said() -> None:
    aside = [
        replace(YEAR, suspended=True),
        replace(YEAR, code="b", judged_on=None),
        replace(YEAR, code="c", kind="community_service"),
    ]
    answer = release(aside, RULES, ON)
    reasons = (Reason.SUSPENDED, Reason.BEFORE_JUDGMENT, Reason.NOT_IMPRISONMENT)
    assert answer.end.reasons == tuple(
        NoDate(reason, code) for reason, code in zip(reasons, "abc", strict=True)
    )
    assert [line.values["reason"] for line in answer.end.working] == list(reasons)


@pytest.mark.parametrize(
    ("months", "monitored"),
    [(0, date(2026, 8, 30)), (1, date(2026, 7, 30)), (6, FIRST), (12, FIRST)],
)
def test_monitoring_begins_so_many_months_earlier(months: int, monitored: date) -> None:
    rule = replace(HALF, monitored_months=months)
    assert days(YEAR, rules=[rule]) == (date(2027, 2, 28), date(2026, 8, 30), monitored)


def test_the_fewest_months_of_a_chain_count_and_none_is_none() -> None:
    chain = [sentence(years=3), following("a", "b", "two_thirds", years=3)]
    short = [HALF, replace(TWO_THIRDS, monitored_months=2)]
    without = [HALF, replace(TWO_THIRDS, monitored_months=None)]
    conditional = days(*chain)[1]
    assert conditional is not None
    assert days(*chain, rules=short)[2] == add_months(conditional, -2)
    answer = release(chain, without, ON)
    assert answer.monitored == Outcome(None, (NoDate(Reason.NO_RULE, "b"),))
    assert answer.conditional.day == conditional


CHANGE = [
    replace(HALF, valid_to=date(2026, 6, 30)),
    replace(HALF, valid_from=LATER, valid_to=date(2026, 12, 31), fraction=Fraction(3, 4)),
    replace(HALF, valid_from=date(2027, 2, 1), fraction=Fraction(1, 3), rounding=Rounding.DOWN),
]


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 6, 30), FIRST + timedelta(days=183 - 1)),
        (LATER, FIRST + timedelta(days=274 - 1)),
        (date(2026, 12, 31), FIRST + timedelta(days=274 - 1)),
        (date(2027, 1, 1), None),  # no law in January
        (date(2027, 1, 31), None),
        (date(2027, 2, 1), FIRST + timedelta(days=121 - 1)),
        (date(1979, 12, 31), None),
    ],
)
def test_a_law_that_changes_while_the_sentence_is_served(on: date, day: date | None) -> None:
    answer = release([YEAR], CHANGE, on)
    assert answer.conditional.day == day
    assert answer.conditional.reasons == (() if day else (NoDate(Reason.NO_RULE, "a"),))
    assert answer.end.day == date(2027, 2, 28)


def test_two_laws_at_once_are_an_error_and_no_guess() -> None:
    both = [HALF, replace(HALF, valid_from=LATER)]
    with pytest.raises(ValueError, match="2 rules hold for half on 2026-11-22"):
        release([YEAR], both, ON)
    assert release([YEAR], both, date(2026, 6, 30)).conditional.day == date(2026, 8, 30)


@given(chains(), st.sampled_from([date(2026, 6, 30), LATER, date(2027, 2, 1)]))
def test_laws_of_other_days_change_nothing(components: list[Component], on: date) -> None:
    halves = [replace(c, release_class="half") for c in components]
    (law,) = [rule for rule in CHANGE if rule.holds(on)]
    assert release(halves, CHANGE, on) == release(halves, [law], ON if law.holds(ON) else on)


@given(chains(), st.randoms(use_true_random=False))
def test_the_order_in_which_sentences_are_given_is_of_no_account(components, random) -> None:
    mixed = list(components)
    random.shuffle(mixed)
    assert days(*mixed) == days(*components)


@given(chains())
def test_the_working_adds_up(components: list[Component]) -> None:
    working = release(components, RULES, ON).conditional.working
    served = working[-1]
    parts = [line for line in working if line.line is Line.PART]
    assert served.line is Line.SERVED
    assert served.values["required"] == sum(int(str(line.result)) for line in parts)
    assert served.values["remand"] == sum(c.remand_days for c in components)
    assert [line.values["component"] for line in parts] == [c.code for c in components]
    assert (served.result, served.values["first_day"]) == (
        walk(components)[1],
        components[0].first_day,
    )


@given(chains(), st.integers(0, 20))
def test_monitored_release_is_counted_back_month_by_month(
    components: list[Component], months: int
) -> None:
    rules = [replace(rule, monitored_months=months) for rule in RULES[:3]]
    answer = release(components, rules, ON)
    assert answer.conditional.day is not None
    assert components[0].first_day is not None
    back = answer.conditional.day
    wanted = (back.year * 12 + back.month) - months
    while back.year * 12 + back.month > wanted or back.day > answer.conditional.day.day:
        back -= timedelta(days=1)
    assert answer.monitored.day == max(back, components[0].first_day)


@given(chains(), st.sampled_from(["half", "two_thirds"]))
def test_rounding_down_lets_out_at_most_a_day_for_each_sentence_earlier(
    components: list[Component], rule: str
) -> None:
    same = [replace(c, release_class=rule) for c in components]
    up = release(same, RULES, ON).conditional.day
    down = release(same, [replace(r, rounding=Rounding.DOWN) for r in RULES], ON).conditional.day
    assert up is not None
    assert down is not None
    assert timedelta(0) <= up - down <= timedelta(days=len(components))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"years": 0, "fraction": None}, "of life at least one year"),
        ({"years": -25, "fraction": None}, "of life at least one year"),
        ({"monitored_months": -1}, "monitored_months may not be negative"),
        ({"fraction": Fraction(0)}, "above 0 and up to 1"),
        ({"fraction": Fraction(-1, 2)}, "above 0 and up to 1"),
        ({"years": 5}, "give a fraction or years"),
    ],
)
def test_rules_that_no_law_could_mean(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(HALF, **change)  # type: ignore[arg-type]  # the table holds several types


@pytest.mark.parametrize(
    ("fraction", "of", "up", "down"),
    [
        (Fraction(1, 2), 1, 1, 0),
        (Fraction(1, 3), 365, 122, 121),
        (Fraction(2, 3), 1096, 731, 730),
        (Fraction(3, 4), 1461, 1096, 1095),
        (Fraction(1), 365, 365, 365),
        (Fraction(1, 3), 999, 333, 333),
    ],
)
def test_broken_days(fraction: Fraction, of: int, up: int, down: int) -> None:
    rule = replace(HALF, fraction=fraction)
    assert rule.part_of(of) == up
    assert replace(rule, rounding=Rounding.DOWN).part_of(of) == down
