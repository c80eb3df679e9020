"""The earliest-release calculator against golden answers and a second, independent one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.calendars.release import Outcome, release
from tilts.engines.calendars.release_rules import ReleaseRule, Rounding, in_force
from tilts.engines.calendars.sentences import Component, NoDate, Reason, Term
from tilts.engines.calendars.tests.strategies import chains
from tilts.engines.calendars.tests.test_months import days_of
from tilts.engines.calendars.working import Line, step

OLD = date(1980, 1, 1)
ON = date(2026, 11, 22)
FIRST = date(2026, 3, 1)
FRACTIONS = {"half": Fraction(1, 2), "two_thirds": Fraction(2, 3), "whole": Fraction(1)}
RULES = [
    *(
        ReleaseRule(name, OLD, fraction=part, monitored_months=12)
        for name, part in FRACTIONS.items()
    ),
    ReleaseRule("life", OLD, years=25),
]
YEAR = Component("a", "half", Term(years=1), FIRST, judged_on=FIRST)
LIFE = Component("z", "life", None, FIRST, judged_on=FIRST)


def test_one_year_with_remand_shows_its_working() -> None:
    answer = release([replace(YEAR, remand_days=30)], RULES, ON)
    part = step(
        Line.PART,
        183,
        component="a",
        release_class="half",
        fraction=Fraction(1, 2),
        of_days=365,
        rounding=Rounding.UP,
        confirmed=False,
    )
    served = step(Line.SERVED, date(2026, 7, 31), first_day=FIRST, required=183, remand=30)
    length = {"years": 1, "months": 0, "days": 0}
    assert answer.end == Outcome(
        date(2027, 1, 29),
        (),
        (
            step(Line.TERM, date(2027, 2, 28), component="a", first_day=FIRST, **length),
            step(Line.REMAND, date(2027, 1, 29), component="a", days=30),
        ),
    )
    assert answer.conditional == Outcome(date(2026, 7, 31), (), (part, served))
    monitored = step(Line.MONITORED, FIRST, component="a", months=12)
    assert answer.monitored == Outcome(FIRST, (), (part, served, monitored))


def test_consecutive_parts_add_up_and_the_latest_chain_decides() -> None:
    follows = Component("b", "two_thirds", Term(months=6), after="a", judged_on=FIRST)
    beside = Component("c", "half", Term(days=20), FIRST, judged_on=FIRST)
    answer = release([beside, YEAR, follows], RULES, ON)
    assert answer.end.day == date(2027, 8, 31)
    # 183 of 365 days and 123 of 184 days = 306 days from 1 March 2026
    assert answer.conditional.day == date(2026, 12, 31)
    assert [(line.line, line.result) for line in answer.conditional.working] == [
        (Line.PART, 10),
        (Line.SERVED, date(2026, 3, 10)),
        (Line.PART, 183),
        (Line.PART, 123),
        (Line.SERVED, date(2026, 12, 31)),
        (Line.LATEST, date(2026, 12, 31)),
    ]
    assert [line.line for line in answer.end.working] == [
        Line.TERM,
        Line.TERM,
        Line.FOLLOWS,
        Line.TERM,
        Line.LATEST,
    ]


def test_remand_left_at_the_end_of_a_chain_shortens_what_came_before() -> None:
    short = Component("b", "half", Term(days=10), after="a", judged_on=FIRST, remand_days=15)
    end = release([YEAR, short], RULES, ON).end
    assert end.day == date(2027, 2, 23)
    assert end.working[-2:] == (
        step(Line.REMAND, date(2027, 2, 28), component="b", days=10),
        step(Line.REMAND, date(2027, 2, 23), component="b", days=5),
    )


def test_life() -> None:
    answer = release([replace(LIFE, remand_days=10)], RULES, ON)
    assert answer.end == Outcome(None, (NoDate(Reason.LIFE, "z"),))
    assert answer.conditional.day == date(2051, 2, 18)
    assert answer.monitored == Outcome(None, (NoDate(Reason.NO_RULE, "z"),))
    without = Outcome(None, (NoDate(Reason.LIFE_WITHOUT_RULE, "z"),))
    assert release([LIFE], RULES[:3], ON).conditional == without
    assert release([replace(LIFE, release_class="half")], RULES, ON).conditional == without


@pytest.mark.parametrize(
    ("components", "reasons"),
    [
        ([], [NoDate(Reason.NOTHING_TO_SERVE)]),
        ([replace(YEAR, suspended=True)], [NoDate(Reason.SUSPENDED, "a")]),
        ([replace(YEAR, judged_on=None)], [NoDate(Reason.BEFORE_JUDGMENT, "a")]),
        ([replace(YEAR, first_day=None)], [NoDate(Reason.START_UNKNOWN, "a")]),
    ],
)
def test_reasons_in_place_of_dates(components: list[Component], reasons: list[NoDate]) -> None:
    answer = release(components, RULES, ON)
    found = [list(o.reasons) for o in (answer.end, answer.conditional, answer.monitored)]
    assert found == [reasons] * 3
    assert [o.day for o in (answer.end, answer.conditional, answer.monitored)] == [None] * 3


def test_what_is_set_aside_is_said_and_the_rest_is_answered() -> None:
    answer = release([YEAR, replace(YEAR, code="s", suspended=True)], RULES, ON)
    said = step(Line.SET_ASIDE, component="s", reason=Reason.SUSPENDED)
    assert (answer.end.day, answer.end.working[0]) == (date(2027, 2, 28), said)
    assert answer.conditional.working[0] == said


def test_a_class_without_a_rule_still_has_an_end() -> None:
    answer = release([replace(YEAR, release_class="unheard_of")], RULES, ON)
    assert answer.end.day == date(2027, 2, 28)
    assert answer.conditional == Outcome(None, (NoDate(Reason.NO_RULE, "a"),))


def test_the_rule_in_force_on_the_day_is_the_one_used() -> None:
    old = ReleaseRule("half", OLD, date(2026, 6, 30), fraction=Fraction(1, 2))
    new = ReleaseRule("half", date(2026, 7, 1), fraction=Fraction(1, 3))
    days = [
        release([YEAR], [old, new], date(2026, m, d)).conditional.day for m, d in ((6, 30), (7, 1))
    ]
    assert days == [date(2026, 8, 30), date(2026, 6, 30)]
    with pytest.raises(ValueError, match="2 rules hold for half on 2026-06-30"):
        in_force([old, old], "half", date(2026, 6, 30))


def test_rounding_is_a_field_of_the_rule() -> None:
    up = ReleaseRule("half", OLD, fraction=Fraction(1, 2))
    down = replace(up, rounding=Rounding.DOWN)
    assert (up.part_of(365), down.part_of(365), up.part_of(364)) == (183, 182, 182)


def test_rules_that_make_no_sense() -> None:
    with pytest.raises(ValueError, match="a fraction or years"):
        ReleaseRule("x", OLD)
    with pytest.raises(ValueError, match="above 0 and up to 1"):
        ReleaseRule("x", OLD, fraction=Fraction(3, 2))
    with pytest.raises(ValueError, match="life is a rule for life"):
        RULES[3].part_of(10)


@given(chains())
def test_a_second_calculation_walks_through_every_day(components: list[Component]) -> None:
    answer = release(components, RULES, ON)
    assert (answer.end.day, answer.conditional.day) == walk(components)


@given(chains(), chains())
def test_concurrent_chains_give_the_later_of_the_two(
    one: list[Component], other: list[Component]
) -> None:
    renamed = [replace(c, code=f"x{c.code}", after=c.after and f"x{c.after}") for c in other]
    answer = release([*one, *renamed], RULES, ON)
    ends, releases = zip(walk(one), walk(renamed), strict=True)
    assert (answer.end.day, answer.conditional.day) == (max(ends), max(releases))


@given(chains(), st.integers(0, 2), st.integers(1, 90))
def test_what_always_holds(components: list[Component], which: int, more: int) -> None:
    days = dates(components)
    i = min(which, len(components) - 1)
    changed = components[i]
    assert changed.term is not None
    longer = replace(changed, term=replace(changed.term, days=changed.term.days + more))
    remanded = replace(changed, remand_days=changed.remand_days + more)
    harder = replace(changed, release_class="whole")
    assert days is not None
    monitored, conditional, end = days
    assert (components[0].first_day or OLD) <= monitored <= conditional <= end
    assert never_earlier(days, dates(put(components, i, harder)))
    chain = [*components[: i + 1], *map(in_days, components[i + 1 :])]
    days = dates(chain)
    assert never_earlier(days, dates(put(chain, i, longer)))
    assert never_earlier(dates(put(chain, i, remanded)), days)


# What follows is counted in months of the days on which it falls, and they differ in length.
FOLLOWED = Component("c0", "half", Term(months=12, days=60), date(2000, 11, 1), judged_on=OLD)
FOLLOWING = Component("c1", "half", Term(months=14, days=1), after="c0", judged_on=OLD)


def test_a_day_more_may_leave_what_follows_a_day_fewer() -> None:
    chain = [replace(FOLLOWED, remand_days=1), FOLLOWING]
    longer = put(chain, 0, replace(chain[0], term=Term(months=12, days=61)))
    # 425 and 427 days, of which 213 and 214; then 426 and 426, of which 213 and 213
    assert dates(chain) == (date(2000, 12, 31), date(2001, 12, 31), date(2003, 3, 1))
    assert dates(longer) == (date(2000, 12, 30), date(2001, 12, 30), date(2003, 3, 1))
    assert [walk(chain), walk(longer)] == [
        (date(2003, 3, 1), date(2001, 12, 31)),
        (date(2003, 3, 1), date(2001, 12, 30)),
    ]


def test_a_day_of_remand_may_leave_what_follows_more_days() -> None:
    first = replace(FOLLOWED, term=Term(days=59), first_day=date(2026, 1, 1))
    second = replace(FOLLOWING, term=Term(months=1, days=1))
    third = Component("c2", "whole", Term(months=11), after="c1", judged_on=OLD)
    chain, remanded = [[one, second, third] for one in (first, replace(first, remand_days=1))]
    # 32 days from 1 March, then 334 from 2 April; 29 from 28 February, then 337 from 29 March
    assert dates(chain) == (date(2026, 1, 15), date(2027, 1, 15), date(2027, 3, 1))
    assert dates(remanded) == (date(2026, 1, 16), date(2027, 1, 16), date(2027, 2, 28))


@given(chains())
def test_a_whole_term_ends_with_the_sentence(components: list[Component]) -> None:
    whole = [replace(c, release_class="whole") for c in components]
    answer = release(whole, RULES, ON)
    assert answer.conditional.day == answer.end.day


Days = tuple[date, date, date]


def dates(components: list[Component]) -> Days | None:
    """Monitored release, conditional release and end, or None where one is missing."""
    answer = release(components, RULES, ON)
    found = (answer.monitored.day, answer.conditional.day, answer.end.day)
    return None if None in found else (found[0] or OLD, found[1] or OLD, found[2] or OLD)


def put(components: list[Component], i: int, component: Component) -> list[Component]:
    """The components with one replaced."""
    return [*components[:i], component, *components[i + 1 :]]


def in_days(component: Component) -> Component:
    """The component without months, so that it is equally long wherever it begins."""
    return replace(component, term=Term(days=component.term.days if component.term else 1))


def never_earlier(before: Days | None, after: Days | None) -> bool:
    """Whether no date moved forward."""
    assert before is not None
    assert after is not None
    return all(a <= b for a, b in zip(before, after, strict=True))


def walk(chain: Sequence[Component]) -> tuple[date, date]:
    """End and conditional release of one chain, a day at a time.

    Remand is a purse of days. Each day of each term is paid from the purse while it holds, and
    otherwise served on the next calendar day; what is left in it at last buys back served days.
    The part needed is counted day by day as well.
    """
    first = today = chain[0].first_day or OLD
    purse = needed = 0
    for component in chain:
        purse += component.remand_days
        term = component.term or Term(days=1)
        length = days_of(today, term.years * 12 + term.months) + term.days
        needed += least_part(length, FRACTIONS[component.release_class])
        for _ in range(length):
            if purse:
                purse -= 1
            else:
                today += timedelta(days=1)
    credit = sum(component.remand_days for component in chain)
    earliest = first
    while credit + (earliest - first).days + 1 < needed:
        earliest += timedelta(days=1)
    return max(first, today - timedelta(days=purse + 1)), earliest


def least_part(length: int, fraction: Fraction) -> int:
    """The fewest whole days that are at least the fraction, by trying each."""
    return next(
        n for n in range(length + 1) if n * fraction.denominator >= length * fraction.numerator
    )
