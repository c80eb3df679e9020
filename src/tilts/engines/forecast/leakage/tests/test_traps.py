"""The known traps are caught on made-up copies, and honest columns are left alone."""

import numpy as np
import polars as pl
import pytest

from tilts.engines.forecast.contract import Asked
from tilts.engines.forecast.leakage import Leak, leaks
from tilts.engines.forecast.tests.made import outcome, people, ready

PEOPLE = people(2000)
EVENTS = outcome(PEOPLE) == 1
DRAW = np.random.default_rng(4)
AT_RISK = np.where(EVENTS, DRAW.integers(5, 365, PEOPLE.height), 365)
AT_FIRST = DRAW.bit_generator.state


@pytest.fixture(autouse=True)
def _the_same_draws() -> None:
    """The same in each test, in whatever order they run."""
    DRAW.bit_generator.state = AT_FIRST


def traps(name: str, values: pl.Series) -> set[tuple[str, bool]]:
    prepared = ready(PEOPLE.with_columns(values.alias(name)))
    found = leaks(prepared.frame, prepared.features, prepared.outcome, "returned")
    assert {one.name for one in found} <= {name}
    return {(one.trap, one.certain) for one in found}


def test_honest_columns():
    assert traps("shoe", pl.Series(DRAW.normal(40, 3, PEOPLE.height).round(1))) == set()


def test_the_nij_trap_divisors_hold_the_time_at_risk():
    worked = DRAW.binomial(AT_RISK, 0.6) / AT_RISK
    assert ("divisor", True) in traps("Percent_Days_Employed", pl.Series(worked))


def test_the_nij_trap_missing_for_those_who_came_back():
    gone = EVENTS & (DRAW.random(PEOPLE.height) < 0.5)
    values = pl.Series(DRAW.random(PEOPLE.height).round(2)).set(pl.Series(gone), None)
    assert ("missing", True) in traps("Percent_Days_Employed", values)


def test_the_california_trap_a_clock():
    assert ("clock", True) in traps("AVCLOCK", pl.Series(AT_RISK))


def test_too_good_alone():
    assert ("too good", True) in traps("mark", pl.Series(EVENTS + DRAW.normal(0, 0.2, len(EVENTS))))


def test_a_kind_of_the_outcome():
    violent = pl.Series((EVENTS & (DRAW.random(len(EVENTS)) < 0.4)).astype(int))
    assert traps("violent", violent) == {("never without", True)}


def test_a_name_alone_is_a_question():
    assert traps("event", pl.Series(DRAW.integers(0, 2, len(EVENTS)))) == {("name", False)}
    assert traps("prior_event", pl.Series(DRAW.integers(0, 2, len(EVENTS)))) == set()


def said(name: str, values: pl.Series | pl.Expr, frame: pl.DataFrame = PEOPLE) -> list[str]:
    """Every sign in one added column, in words."""
    prepared = ready(frame.with_columns(values.alias(name)))
    found = leaks(prepared.frame, prepared.features, prepared.outcome, "returned")
    return [str(one) for one in found]


def drawn(share: float) -> pl.Series:
    return pl.Series(DRAW.random(PEOPLE.height) < share)


def mostly(share: float) -> pl.Series:
    """A mark that says the outcome for this share of the people."""
    return pl.Series(np.where(drawn(share), EVENTS, ~EVENTS)).cast(pl.String)


def test_what_the_nij_trap_is_said_to_be():
    worked = DRAW.binomial(AT_RISK, 0.6) / AT_RISK
    assert said("Percent_Days_Employed", pl.Series(worked)) == [
        "Percent_Days_Employed (never without, left out): all 31 rows where it is "
        "“0.608466 to below 0.610959” have the outcome.",
        "Percent_Days_Employed (never without, left out): all 40 rows where it is "
        "“0.679739 or more” have the outcome.",
        "Percent_Days_Employed (divisor, left out): its divisor alone tells the "
        "outcomes apart with an AUC of 0.832.",
    ]


def test_the_nij_trap_as_percentages():
    worked = 100 * DRAW.binomial(AT_RISK, 0.6) / AT_RISK
    assert ("divisor", True) in traps("Percent_Days_Employed", pl.Series(worked))


def test_shares_of_the_same_window_are_no_trap():
    worked = DRAW.binomial(365, np.where(EVENTS, 0.55, 0.6)) / 365
    assert {trap for trap, _ in traps("share_worked", pl.Series(worked))} == {"too good"}
    alike = DRAW.binomial(365, np.where(EVENTS, 0.58, 0.6)) / 365
    assert said("share_worked", pl.Series(alike)) == []


def test_shares_of_windows_that_differ_for_other_reasons_are_no_trap():
    days = DRAW.integers(30, 365, PEOPLE.height)
    assert said("share_worked", pl.Series(DRAW.binomial(days, 0.5) / days)) == []


def test_rounded_shares_are_no_trap():
    assert said("share_worked", pl.Series(DRAW.random(PEOPLE.height).round(2))) == []


def test_precision_that_tells_the_outcomes_apart():
    draws = DRAW.random(PEOPLE.height)
    written = pl.Series(-np.where(EVENTS, draws.round(4), draws.round(1)))
    assert ("precision", True) in traps("score", written)


def test_a_few_fractions_are_too_few_to_judge():
    few = pl.Series(np.where(np.arange(PEOPLE.height) < 39, 1 / 3, 2.0))
    assert said("share", few) == []


def test_fractions_of_one_outcome_only_are_not_judged_by_their_digits():
    halves = pl.Series(np.where(EVENTS, 1.0, 1.0) + np.where(EVENTS, 0, DRAW.integers(0, 2)))
    shares = halves.set(pl.Series(~EVENTS & drawn(0.3).to_numpy()), 2.5)
    assert {trap for trap, _ in traps("share", shares)} & {"divisor", "precision"} == set()


def test_missing_by_chance_is_no_trap():
    values = pl.Series(DRAW.normal(size=PEOPLE.height)).set(drawn(0.3), None)
    assert said("height", values) == []


def test_missing_for_a_handful_is_not_judged():
    few = EVENTS & (np.cumsum(EVENTS) <= 19)
    assert (
        said("height", pl.Series(DRAW.normal(size=PEOPLE.height)).set(pl.Series(few), None)) == []
    )


def test_missing_somewhat_more_often_is_a_question():
    gone = drawn(0.5).to_numpy() & (EVENTS | drawn(0.6).to_numpy())
    values = pl.Series(DRAW.normal(size=PEOPLE.height)).set(pl.Series(gone), None)
    rate = float(EVENTS[gone].mean() - EVENTS[~gone].mean())
    [only] = said("height", values)
    assert only.startswith(
        "height (missing, look at it): where it is missing the outcome comes more often by "
        f"{100 * rate:.0f} ± "
    )


def test_missing_for_those_who_stayed_out():
    values = pl.Series(DRAW.normal(size=PEOPLE.height)).set(pl.Series(~EVENTS) & drawn(0.5), None)
    [first, *_] = said("height", values)
    assert first.startswith(
        "height (missing, left out): where it is missing the outcome comes less often by "
    )


def test_missing_for_everybody_who_came_back():
    gone = pl.Series(DRAW.normal(size=PEOPLE.height)).set(pl.Series(EVENTS), None)
    found = said("height", gone)
    rows = EVENTS.sum()
    assert found == [
        "height (missing, left out): where it is missing the outcome comes more often by "
        "100 ± 0 points.",
        "height (too good, left out): alone it tells the outcomes apart with an AUC of 1.000.",
        f"height (never without, left out): all {rows} rows where it is “missing” have the "
        "outcome.",
    ]


def test_what_a_clock_is_said_to_be():
    late = EVENTS & drawn(0.01).to_numpy()
    clock = pl.Series(np.where(late, 365, AT_RISK))
    below = 100 * float((clock.to_numpy()[EVENTS] < 365).mean())
    assert (
        f"AVCLOCK (clock, left out): 100 % of those without the outcome stand at 365, and "
        f"{below:.0f} % of the others below it: a clock of the time at risk."
    ) in said("AVCLOCK", clock)


def test_a_clock_in_the_unit_of_months():
    assert ("clock", True) in traps("CVCLOCK", pl.Series(AT_RISK // 30))


def test_a_clock_with_gaps():
    clock = pl.Series(AT_RISK).set(drawn(0.2), None)
    assert ("clock", True) in traps("AVCLOCK", clock)


def test_a_clock_for_half_of_those_without_the_outcome():
    clock = np.where(EVENTS | drawn(0.4).to_numpy(), DRAW.integers(5, 365, len(EVENTS)), 365)
    assert ("clock", True) in traps("AVCLOCK", pl.Series(clock))


def test_a_cap_for_everybody_is_no_clock():
    served = pl.Series(DRAW.integers(5, 900, PEOPLE.height).clip(max=365))
    assert said("days_served", served) == []


def test_most_at_nought_is_no_clock():
    assert said("fines", pl.Series(DRAW.poisson(0.3, PEOPLE.height))) == []


def test_a_drift_over_the_years_is_no_leak():
    year = pl.Series(2010 + np.sort(DRAW.integers(0, 12, PEOPLE.height)))
    assert said("sentence_year", year) == []


def test_a_strong_but_honest_column_is_no_leak():
    points = pl.Series((EVENTS + DRAW.normal(0, 1, len(EVENTS))).round(1))
    assert said("points", points) == []


def test_striking_alone_is_a_question():
    assert said("mark", mostly(0.9)) == [
        "mark (too good, look at it): alone it tells the outcomes apart with an AUC of 0.894."
    ]


def test_a_rare_value_that_always_came_back_is_not_enough():
    rare = EVENTS & (np.cumsum(EVENTS) <= 29)
    assert said("kind", pl.Series(np.where(rare, "x", "y"))) == []
    enough = EVENTS & (np.cumsum(EVENTS) <= 60)
    assert said("kind", pl.Series(np.where(enough, "x", "y"))) == [
        "kind (never without, left out): all 60 rows where it is “x” have the outcome."
    ]


def test_a_value_that_never_came_back_is_no_leak():
    well = ~EVENTS & (np.cumsum(~EVENTS) <= 60)
    assert said("kind", pl.Series(np.where(well, "x", "y"))) == []


@pytest.mark.parametrize(
    ("name", "said_of_it"),
    [
        ("followup_days", "followup"),
        ("RecidivismArrestYear1", "recidivism"),
        ("recidīvs", "recidivs"),
        ("end of event", "end, event"),
        ("Rearrested", "rearrested"),
        ("prior_rearrest", None),
        ("first_reconviction", None),
        ("iepriekš_recidīvs", None),
        ("weekend", None),
        ("recidivist_before", None),
    ],
)
def test_names_that_speak_of_what_comes_later(name: str, said_of_it: str | None):
    ones = pl.Series(np.tile([0, 1], len(EVENTS) // 2))
    expected = (
        f"{name} (name, look at it): “{said_of_it}” in its name speaks of what comes after the "
        "start."
    )
    assert said(name, ones) == ([expected] if said_of_it else [])


def test_a_name_that_shares_its_word_with_the_outcome_is_certain():
    frame = PEOPLE.rename({"returned": "recidivism_two_years"}).with_columns(
        recidivism_type=pl.Series(np.tile([0, 1, 2, 3], len(EVENTS) // 4))
    )
    prepared = ready(frame, Asked("recidivism_two_years"))
    found = leaks(prepared.frame, prepared.features, prepared.outcome, "recidivism_two_years")
    what = "“recidivism” in its name speaks of what comes after the start."
    assert found == [Leak("recidivism_type", "name", what, certain=True)]


def test_two_questions_of_different_kinds_are_certain_together():
    assert traps("event_mark", mostly(0.9)) == {("name", True), ("too good", True)}


def test_a_table_sorted_by_outcome_or_by_pairs_is_judged_alike():
    ones, others = PEOPLE.filter(pl.Series(EVENTS)), PEOPLE.filter(pl.Series(~EVENTS))
    rows = min(ones.height, others.height)
    pairs = pl.concat([ones[:rows].with_row_index(), others[:rows].with_row_index()])
    for frame in (pairs.sort("index", maintain_order=True), pairs.sort("returned")):
        shoes = pl.Series(DRAW.integers(36, 48, frame.height))
        assert said("shoe", shoes, frame.drop("index")) == []


def test_signs_come_in_the_order_of_the_columns():
    frame = PEOPLE.with_columns(
        zz_clock=pl.Series(AT_RISK), event=pl.Series(np.tile([0, 1], len(EVENTS) // 2))
    )
    prepared = ready(frame)
    found = leaks(prepared.frame, prepared.features, prepared.outcome, "returned")
    names = [one.name for one in found]
    assert names == [*["zz_clock"] * (len(names) - 1), "event"]
    assert len(names) > 1
