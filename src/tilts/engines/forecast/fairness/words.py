"""Why not everything can be equal at once, in plain words and the numbers of the groups."""

from dataclasses import dataclass

from .groups import GroupReport


def implied_false_positive_rate(base_rate: float, ppv: float, fnr: float) -> float:
    """The false positive rate that follows from the three: p/(1-p) x (1-PPV)/PPV x (1-FNR).

    Chouldechova (2017), Fair prediction with disparate impact, equation 2.6. Kleinberg,
    Mullainathan & Raghavan (2016) show the same of calibrated probabilities.
    """
    return base_rate / (1 - base_rate) * (1 - ppv) / ppv * (1 - fnr)


@dataclass(frozen=True)
class Incompatibility:
    """Two groups, how often the outcome is in each, and what an equal meaning of flags implies.

    `ppv` and `fnr` are the means of both groups; the rates are those of false positives that follow
    when a flag means the same in both and misses as many.
    """

    one: str
    other: str
    base_rates: tuple[float, float]
    ppv: float
    fnr: float
    rates: tuple[float, float]

    def __str__(self) -> str:
        first, second = self.base_rates
        here, there = self.rates
        return (
            f"The outcome is recorded for {first:.0%} of {self.one} and {second:.0%} of "
            f"{self.other}. While that is so, a flag cannot at once mean the same in both groups, "
            f"miss as many and be wrong about as many: if {self.ppv:.0%} of the flagged had the "
            f"outcome in both, and {self.fnr:.0%} were missed in both, then {here:.0%} of those "
            f"without it would be flagged in {self.one} and {there:.0%} in {self.other}, whoever "
            f"makes the forecast. Which of the three should be equal is for people to decide; and "
            f"a recorded outcome is also a trace of how closely a group is watched."
        )


def incompatibility(one: GroupReport, other: GroupReport) -> Incompatibility | None:
    """None where a group is too small, nobody is flagged, or the base rates are the same."""
    found = [_needed(report) for report in (one, other)]
    if None in found:
        return None
    (base, ppv, fnr), (base2, ppv2, fnr2) = (numbers for numbers in found if numbers)
    ppv, fnr = (ppv + ppv2) / 2, (fnr + fnr2) / 2
    if base == base2 or not ppv:
        return None
    rates = tuple(implied_false_positive_rate(rate, ppv, fnr) for rate in (base, base2))
    return Incompatibility(one.group, other.group, (base, base2), ppv, fnr, (rates[0], rates[1]))


def _needed(report: GroupReport) -> tuple[float, float, float] | None:
    names = ("base_rate", "positive_predictive_value", "false_negative_rate")
    values = [report.measures[name].value for name in names if report.judged]
    base, ppv, fnr = values or [None, None, None]
    return None if base is None or ppv is None or fnr is None else (base, ppv, fnr)
