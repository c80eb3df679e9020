"""Shipped instruments against their published formula, written once more in plain Python."""

from datetime import date
from math import exp, floor, log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.instruments import Scorer, find, load, score_one

PSA, OGRS3, OSP = (Scorer(load(find(name))) for name in ("psa", "ogrs3", "osp-dc"))
COUNT = st.integers(0, 6)

FTA = {0: 1, 1: 2, 2: 3, 3: 4, 4: 4, 5: 5, 6: 5, 7: 6}
NCA = {0: 1, 1: 2, 2: 2, 3: 3, 4: 3, 5: 4, 6: 4, 7: 5, 8: 5, 9: 6, 10: 6, 11: 6, 12: 6, 13: 6}


@given(
    st.fixed_dictionaries(
        {name: st.integers(18, 26) if name == "age" else COUNT for name in PSA.definition.items}
    )
)
def test_psa(answers: dict[str, int]):
    yes = {name: int(count > 0) for name, count in answers.items()}
    violent = 2 if answers["prior_violent_convictions"] > 2 else yes["prior_violent_convictions"]
    failures = min(answers["prior_fta_past_2_years"], 2)
    fta = yes["pending_charge"] + yes["prior_convictions"] + 2 * failures + yes["prior_fta_older"]
    nca = (
        2 * (answers["age"] <= 22)
        + 3 * yes["pending_charge"]
        + yes["prior_misdemeanour"]
        + yes["prior_felony"]
        + violent
        + failures
        + 2 * yes["prior_incarceration"]
    )
    current = yes["current_violent_offence"]
    nvca = (
        2 * current
        + (current and answers["age"] <= 20)
        + yes["pending_charge"]
        + yes["prior_convictions"]
        + violent
    )
    results = score_one(PSA, answers).results
    assert {name: result.value for name, result in results.items()} == {
        "fta_raw": fta,
        "fta": FTA[fta],
        "nca_raw": nca,
        "nca": NCA[nca],
        "nvca_raw": nvca,
        "nvca_flag": "Yes" if nvca >= 4 else "No",
    }


@given(st.dictionaries(st.sampled_from(list(PSA.definition.items)), COUNT))
def test_the_factors_of_a_sum_add_up_to_it(answers: dict[str, int]):
    results = score_one(PSA, answers).results
    for name in ("fta_raw", "nca_raw", "nvca_raw"):
        factors = list(results[name].factors.values())
        known = [factor for factor in factors if factor is not None]
        whole = len(known) == len(factors)
        assert results[name].value == (sum(known) if whole else None)
        assert bool(results[name].missing) == (not whole)


AGES = (10, 12, 14, 16, 18, 21, 25, 30, 35, 40, 50)
MEN = (0, 0.083922902, 0.075775765, -0.061594199, -0.625103618, -1.051515067, -1.166679288,
       -1.325976554, -1.368045933, -1.499690953, -2.025261458)  # fmt: skip
WOMEN = (-0.785038489, -0.613852078, -0.669521331, -0.959179629, -0.897480934, -1.028488454,
         -1.052777806, -1.129127959, -1.42187494, -1.524652221, -2.44983716)  # fmt: skip
OFFENCES = {
    "Violence": 0.0,
    "Burglary (other)": 0.2406,
    "Robbery": -0.6348,
    "Fraud and forgery": 0.1599,
}


def years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def band(percent: int) -> str:
    limits = {"very_high": 90, "high": 75, "medium": 50}
    return next((name for name, least in limits.items() if percent >= least), "low")


HISTORIES = st.fixed_dictionaries(
    {
        "sex": st.sampled_from(["male", "female"]),
        "date_of_birth": st.dates(date(1940, 1, 1), date(2004, 12, 31)),
        "date_of_current_conviction": st.dates(date(2018, 1, 1), date(2020, 12, 31)),
        "date_at_start_of_followup": st.dates(date(2021, 1, 1), date(2024, 12, 31)),
        "total_sanctions": st.integers(1, 60),
        "age_at_first_sanction": st.integers(10, 13),
        "offence_group": st.sampled_from(sorted(OFFENCES)),
    }
)


@given(HISTORIES)
def test_ogrs3(answers: dict[str, Any]):
    at_conviction = years(answers["date_of_birth"], answers["date_of_current_conviction"])
    at_followup = years(answers["date_of_birth"], answers["date_at_start_of_followup"])
    weights = MEN if answers["sex"] == "male" else WOMEN
    age = next(w for a, w in zip(AGES[::-1], weights[::-1], strict=True) if at_followup >= a)
    sanctions = answers["total_sanctions"]
    status = 0.126142106 if sanctions == 1 else 0.463062792
    since_first = 10 + at_conviction - answers["age_at_first_sanction"]
    log_odds = age + status + OFFENCES[answers["offence_group"]]
    log_odds += 1.251124464 * log(sanctions / since_first)
    one, two = (100 / (1 + exp(-intercept - log_odds)) for intercept in (1.40256, 2.121705678))
    results = score_one(OGRS3, answers).results
    assert results["one_year"].value == pytest.approx(one, abs=0.5 + 1e-9)
    assert results["two_year"].value == pytest.approx(two, abs=0.5 + 1e-9)
    assert results["two_year"].band == band(int(results["two_year"].value or 0))


MANY = st.integers(0, 5)


@given(
    st.fixed_dictionaries(
        {
            "sex": st.just("male"),
            "date_of_birth": st.dates(date(1930, 1, 1), date(2001, 12, 31)),
            "date_at_start_of_followup": st.dates(date(2020, 1, 1), date(2024, 12, 31)),
            "date_of_last_sexual_sanction": st.dates(date(2012, 1, 1), date(2019, 12, 31)),
            "offence_free_five_years": st.sampled_from(["no", "yes"]),
            "total_sanctions": st.integers(1, 4),
            "contact_adult_sexual_sanctions": st.integers(1, 5),
            "contact_child_sexual_sanctions": MANY,
            "non_contact_sexual_sanctions": MANY,
            "stranger_victim": st.sampled_from(["no", "yes"]),
        }
    )
)
def test_osp_dc(answers: dict[str, Any]):
    age = years(answers["date_of_birth"], answers["date_at_start_of_followup"])
    last = years(answers["date_of_birth"], answers["date_of_last_sexual_sanction"])
    points = (
        5 * min(answers["contact_adult_sexual_sanctions"], 3)
        + 3 * min(answers["contact_child_sexual_sanctions"], 3)
        + 2 * min(answers["non_contact_sexual_sanctions"], 3)
        + (0 if age >= 60 else 14 - floor((age - 18) / 3))
        + (10 if last >= 18 else 5 if last >= 16 else 0)
        + (6 if answers["total_sanctions"] >= 2 else 0)
        + (4 if answers["stranger_victim"] == "yes" else 0)
    )
    levels = ["low", "medium", "high", "very_high"]
    level = sum(points >= least for least in (22, 30, 36))
    lower = max(level - 1, 0) if answers["offence_free_five_years"] == "yes" else level
    results = score_one(OSP, answers).results
    assert (results["points"].value, results["points"].band) == (points, levels[level])
    assert results["level_in_the_community"].band == levels[lower]
    assert results["likelihood"].value == pytest.approx(
        100 / (1 + exp(8.633 - 0.1598 * points)), abs=0.0051
    )
