"""What `tilts forecast validate` prints, whole, from numbers that are given."""

import pytest

from tilts.doors.cli.forecast_words import fairness_words, local_words, report_words
from tilts.engines.forecast.fairness import Cost, GroupReport
from tilts.engines.forecast.local import Local, Proposal
from tilts.engines.forecast.local.bands import BandRate
from tilts.engines.forecast.validation import At, Benefit, Bin, Decomposition, Interval, Report

KNOWN = Interval(0.7, 0.65, 0.75, 1000)
NONE = Interval(None, None, None, 0)
BARE = Interval(0.5, None, None, 3)
RATES = {
    "base_rate": Interval(0.4, 0.35, 0.45, 1000),
    "mean_prediction": Interval(0.42, 0.4, 0.44, 1000),
    "brier": Interval(0.2, 0.19, 0.21, 1000),
    "auc": KNOWN,
    "false_positive_rate": BARE,
    "false_negative_rate": NONE,
}


def report(**changed):
    whole = {
        "model": "logit",
        "people": 400,
        "events": 150,
        "measures": {"auc": KNOWN, "calibration_slope": NONE, "calibration_in_the_large": BARE},
        "decomposition": Decomposition(0.001, 0.05, 0.2344, -0.00004),
        "curve": (Bin(300, 60, 0.2104, 0.2, 0.1587, 0.2489), Bin(100, 90, 0.9, 0.9, 0.8, 1.0)),
        "benefits": (Benefit(0.1, 0.31, 0.3056), Benefit(0.9, -0.01, -5.25)),
        "thresholds": (At(0.5, 250, 30, 125, 595),),
    }
    return Report(**{**whole, **changed})


def test_a_report():
    assert report_words(report()).splitlines() == [
        "logit: 400 people, 150 with the outcome.",
        "  auc                       0.7000 (0.6500 to 0.7500)",
        "  calibration slope         –",
        "  calibration in the large  0.5000",
        "  Brier is reliability 0.0010 - resolution 0.0500 + uncertainty 0.2344 "
        "+ within bins -0.0000",
        "Calibration: forecast, what happened (95 % interval), people",
        "  0.210  0.200 (0.159 to 0.249)  300",
        "  0.900  0.900 (0.800 to 1.000)  100",
        "Net benefit: threshold, model, flagging everybody",
        "  0.1  +0.3100  +0.3056",
        "  0.9  -0.0100  -5.2500  no better than flagging everybody or nobody",
        "In numbers of people",
        "  Of 1,000 people 280 are at 50% or above: 250 of them have the outcome and 30 do not. "
        "Of the 720 below, 125 have the outcome all the same.",
    ]


@pytest.mark.parametrize(
    ("benefit", "line"),
    [
        (Benefit(0.25, 0.1, 0.05), "  0.25 +0.1000  +0.0500"),
        (Benefit(0.05, 0.0, -0.1), "  0.05 +0.0000  -0.1000  no better than flagging everybody or"),
        (Benefit(0.5, 0.1, 0.1), "  0.5  +0.1000  +0.1000  no better than flagging everybody or"),
    ],
)
def test_a_threshold_is_printed_as_it_was_asked(benefit, line):
    lines = report_words(report(benefits=(benefit,))).splitlines()
    said = lines[lines.index("Net benefit: threshold, model, flagging everybody") + 1]
    assert said in (line, f"{line} nobody")


def test_groups_that_can_be_judged_and_one_that_cannot():
    """Of the measures those are shown that compare; Brier is in the JSON."""
    small = "Too small to judge: 9 people, 2 with the outcome."
    groups = [GroupReport("Zemgale", 391, 148, RATES), GroupReport("unknown", 9, 2, {}, small)]
    assert fairness_words("region", groups, (), "") == (
        "By region\n"
        "  Zemgale: 391 people, 148 with the outcome\n"
        "    base rate               0.4000 (0.3500 to 0.4500)\n"
        "    mean prediction         0.4200 (0.4000 to 0.4400)\n"
        "    auc                     0.7000 (0.6500 to 0.7500)\n"
        "    false positive rate     0.5000\n"
        "    false negative rate     –\n"
        "  unknown: 9 people, 2 with the outcome\n"
        "    Too small to judge: 9 people, 2 with the outcome."
    )


def test_what_equality_costs_and_why_not_all_of_it():
    nan = float("nan")
    price = [
        Cost("as it is", 0.2, 0.7, 0.3, 0.12, 0.055, 0.1, 0.2),
        Cost("recalibrated by group", 0.19876, 0.71049, 0.0, 0.0, nan, 0.0, 0.4),
        Cost("by nobody", 0.2, 0.7, 0.3, nan, nan, 0.1, 0.2),
    ]
    assert fairness_words("sex", (), price, "Not everything can be equal.").splitlines() == [
        "By sex",
        "  as it is: Brier 0.2000, AUC 0.700, flagged 30.0%, gap of false positives 12.0%, "
        "of predictive values 5.5%",
        "  recalibrated by group: Brier 0.1988, AUC 0.710, flagged 0.0%, gap of false positives "
        "0.0%, of predictive values –",
        "  by nobody: Brier 0.2000, AUC 0.700, flagged 30.0%, gap of false positives –, "
        "of predictive values –",
        "Not everything can be equal.",
    ]


def test_a_column_without_groups():
    assert fairness_words("sex", (), (), "") == "By sex"


def local(proposal, warnings=(), bands=()):
    head = ("psa", "2018", "fta")
    return Local(*head, 400, 12, 150, KNOWN, tuple(bands), proposal, tuple(warnings))


def test_a_score_with_a_proposal():
    bands = [BandRate(1, 1, 200, 40, (0.15, 0.26)), BandRate(2, 5.5, 200, 110, (0.48, 0.62))]
    proposal = Proposal(Interval(-1.5, -2.0, -1.0, 1000), Interval(0.25, 0.2, 0.3, 1000))
    warned = ["A score from 2 has fewer outcomes (20%) than the one below it (55%)."]
    assert local_words(local(proposal, warned, bands)).splitlines() == [
        "psa 2018, fta: 400 people, 150 with the outcome, 12 without a score left out.",
        "  AUC 0.7000 (0.6500 to 0.7500)",
        "  A score from 2 has fewer outcomes (20%) than the one below it (55%).",
        "  1 to 1: 20.0% of 200 (15.0% to 26.0%)",
        "  2 to 5.5: 55.0% of 200 (48.0% to 62.0%)",
        "  Proposal: log-odds = -1.5000 (-2.0000 to -1.0000) + 0.2500 (0.2000 to 0.3000) x score",
    ]


def test_a_score_without_one():
    assert local_words(local(Proposal(NONE, NONE), ["Everybody has the same score."])) == (
        "psa 2018, fta: 400 people, 150 with the outcome, 12 without a score left out.\n"
        "  AUC 0.7000 (0.6500 to 0.7500)\n"
        "  Everybody has the same score."
    )
