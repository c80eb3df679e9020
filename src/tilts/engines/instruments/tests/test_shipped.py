"""The instruments that we ship give the published results."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tilts.engines.instruments import NoSuchInstrument, Scorer, faults, find, load, score_one
from tilts.engines.instruments.shipped import TEMPLATE, files

DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
OFFENCES = {"11618": "Other offence", "09230": "Drug import/export/production"}


def scorer(name: str) -> Scorer:
    return Scorer(load(find(name)))


def data(name: str) -> Path:
    """A file or folder of real data, which is kept beside the repository and never in it."""
    if not (DATA / name).exists():
        pytest.skip(f"needs real data beside the repository: ../shared/data/{name}")
    return DATA / name


def test_all_are_sound():
    observing = ["facilitator-observation", "miti4"]
    assessing = ["ogrs3", "osp-dc", "psa", "rvn-demo"]
    other = ["assessment-reading", "programme-evaluation", "session-feedback", "trial-feedback"]
    assert sorted(files()) == sorted([*observing, *assessing, *other])
    assert [fault for file in [*files().values(), TEMPLATE] for fault in faults(file)] == []


def test_found_by_name_file_or_not_at_all(tmp_path: Path):
    own = tmp_path / "psa.yaml"
    own.write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    assert find("psa") == files()["psa"]
    assert find("psa", [tmp_path]) == own == find(str(own))
    with pytest.raises(
        NoSuchInstrument,
        match=r"“stable”\. Name a file, or one of assessment-reading, facilitator-observation, "
        r"miti4, ogrs3, osp-dc, programme-evaluation, psa, rvn-demo, session-feedback, "
        r"trial-feedback\.",
    ):
        find("stable")


def test_psa_on_the_published_table():
    rows = pl.scan_csv(data("psa_broward.csv"), infer_schema=False)
    scored = scorer("psa").score(rows).collect()
    assert scored.height == 1954
    for name in ("fta_raw", "fta", "nvca_raw", "nvca_flag"):
        assert scored[name].cast(pl.String).to_list() == scored[f"published_{name}"].to_list(), name
    pairs = set(scored.select("nca_raw", "nca").cast(pl.String).rows())
    assert pairs == set(scored.select("published_nca_raw", "published_nca").rows())
    assert scored["missing"].null_count() == scored["errors"].null_count() == 1954


NONE = dict.fromkeys(
    [
        "current_violent_offence",
        "pending_charge",
        "prior_misdemeanour",
        "prior_felony",
        "prior_convictions",
        "prior_violent_convictions",
        "prior_fta_past_2_years",
        "prior_fta_older",
        "prior_incarceration",
    ],
    0,
) | {"age": 40}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, (0, 1, 0, 1, 0, "No")),
        ({"age": 22}, (0, 1, 2, 2, 0, "No")),
        ({"age": 23, "pending_charge": 7}, (1, 2, 3, 3, 1, "No")),
        ({"prior_fta_past_2_years": 1, "prior_fta_older": 3}, (3, 4, 1, 2, 0, "No")),
        ({"prior_fta_past_2_years": 5, "prior_convictions": 1}, (5, 5, 2, 2, 1, "No")),
        ({"current_violent_offence": 1, "age": 20, "prior_convictions": 2}, (1, 2, 2, 2, 4, "Yes")),
        ({"current_violent_offence": 1, "age": 21, "prior_convictions": 2}, (1, 2, 2, 2, 3, "No")),
        ({"prior_violent_convictions": 2, "prior_misdemeanour": 1}, (0, 1, 2, 2, 1, "No")),
        ({"prior_violent_convictions": 3, "prior_incarceration": 1}, (0, 1, 4, 3, 2, "No")),
        (dict.fromkeys(NONE, 9), (7, 6, 13, 6, 7, "Yes")),
    ],
)
def test_psa_by_its_formula(answers: dict[str, int], expected: tuple[object, ...]):
    results = score_one(scorer("psa"), NONE | answers).results
    assert tuple(result.value for result in results.values()) == expected
    assert list(results) == ["fta_raw", "fta", "nca_raw", "nca", "nvca_raw", "nvca_flag"]


def request(asked: dict[str, Any]) -> dict[str, Any]:
    """The answers in a request to the published calculator."""
    names = {
        "date_of_birth": "dateOfBirth",
        "date_of_current_conviction": "dateOfCurrentConviction",
        "date_at_start_of_followup": "dateAtStartOfFollowupCalculated",
        "total_sanctions": "totalNumberOfSanctionsForAllOffences",
        "age_at_first_sanction": "ageAtFirstSanction",
    }
    answers = {ours: asked.get(theirs) for ours, theirs in names.items()}
    offence = OFFENCES.get(asked.get("currentOffenceCode", ""))
    return {**answers, "sex": asked.get("gender", "").lower(), "offence_group": offence}


def test_ogrs3_on_the_published_answers():
    ogrs3, seen = scorer("ogrs3"), 0
    for file in sorted(data("ogrs3").glob("*.json")):
        case = json.loads(file.read_text(encoding="utf-8"))
        results = score_one(ogrs3, request(case["request"])).results
        output = case["response"]["output"]
        band = output["band"] and output["band"].lower()
        found = (results["one_year"].value, results["two_year"].value, results["two_year"].band)
        assert found == (output["oneYearScore"], output["twoYearScore"], band), file.name
        for name, feature in zip(
            FEATURES, case["response"]["featureValues"].values(), strict=False
        ):
            assert results["two_year"].factors[name] == pytest.approx(feature, abs=1e-4)
        seen += 1
    assert seen == 4


FEATURES = ("age_and_sex", "conviction_status", "copas_rate", "offence_group")
MAN = {
    "sex": "male",
    "date_of_birth": "1991-07-17",
    "date_of_current_conviction": "2021-08-05",
    "date_at_start_of_followup": "2021-12-12",
    "total_sanctions": 2,
    "age_at_first_sanction": 21,
    "offence_group": "Other offence",
}
GIRL = MAN | {
    "sex": "female",
    "date_of_birth": "2005-12-13",
    "age_at_first_sanction": 14,
    "total_sanctions": 1,
}


@pytest.mark.parametrize(
    ("answers", "expected", "said"),
    [
        (MAN, (9, 17, "low"), []),
        (MAN | {"total_sanctions": 1}, (3, 6, "low"), []),
        (
            MAN | {"total_sanctions": 40, "offence_group": "Absconding or bail offences"},
            (90, 95, "very_high"),
            [],
        ),
        (
            GIRL,
            (None, None, None),
            [
                (
                    "ogrs3",
                    "Girls of 10 to 15 are not scored, "
                    "as the published weights for them are unconfirmed.",
                )
            ],
        ),
        (GIRL | {"date_of_birth": "2005-12-12"}, (8, 15, "low"), []),
        (
            MAN | {"only_cautions": "yes"},
            (None, None, None),
            [
                (
                    "ogrs3",
                    "A history of cautions only, or without any sanction, is not scored, as the "
                    "published weights for it are unconfirmed.",
                )
            ],
        ),
        (MAN | {"only_cautions": "no"}, (9, 17, "low"), []),
        (
            MAN | {"offence_group": "Piracy"},
            (None, None, None),
            [("offence_group", "“Piracy” is none of Viol")],
        ),
        (
            MAN | {"date_of_current_conviction": "1991-07-16"},
            (None, None, None),
            [("age_at_conviction", "date_of_current_conviction lies before date_of_birth")],
        ),
        (
            MAN | {"date_of_current_conviction": "1991-07-17"},
            (None, None, None),
            [("age_at_conviction", "0 is below 10")],
        ),
        (
            MAN | {"date_at_start_of_followup": "2021-08-04"},
            (None, None, None),
            [("ogrs3", "The follow-up starts before the current conviction.")],
        ),
        (
            MAN | {"age_at_first_sanction": 31},
            (None, None, None),
            [("ogrs3", "The first sanction comes after the current conviction.")],
        ),
    ],
)
def test_ogrs3_and_what_it_refuses(answers, expected, said):
    scored = score_one(scorer("ogrs3"), answers)
    one, two = scored.results["one_year"], scored.results["two_year"]
    assert (one.value, two.value, two.band) == expected
    problems = [
        (p.about, p.words[: len(w)]) for p, (_, w) in zip(scored.problems, said, strict=True)
    ]
    assert problems == said


OLD = {
    "sex": "male",
    "date_of_birth": "1960-01-01",
    "date_at_start_of_followup": "2020-01-01",
    "offence_free_five_years": "no",
    "total_sanctions": 1,
    "contact_adult_sexual_sanctions": 0,
    "contact_child_sexual_sanctions": 1,
    "non_contact_sexual_sanctions": 0,
    "date_of_last_sexual_sanction": "1975-01-01",
    "stranger_victim": "no",
}
MOST = OLD | {
    "date_of_birth": "2001-06-01",
    "date_of_last_sexual_sanction": "2019-06-01",
    "total_sanctions": 2,
    "contact_adult_sexual_sanctions": 3,
    "contact_child_sexual_sanctions": 4,
    "non_contact_sexual_sanctions": 9,
    "stranger_victim": "yes",
}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (OLD, (3, "low", 0.03, "low")),
        (OLD | {"date_of_birth": "1960-01-02"}, (4, "low", 0.03, "low")),
        (OLD | {"date_of_last_sexual_sanction": "1976-01-01"}, (8, "low", 0.06, "low")),
        (MOST, (64, "very_high", 83.12, "very_high")),
        (MOST | {"offence_free_five_years": "yes"}, (64, "very_high", 83.12, "high")),
        (OLD | {"offence_free_five_years": "yes"}, (3, "low", 0.03, "low")),
        (MOST | {"sex": "female"}, (None, None, None, None)),
        (OLD | {"contact_child_sexual_sanctions": 0}, (None, None, None, None)),
        (MOST | {"date_of_last_sexual_sanction": "2020-01-02"}, (None, None, None, None)),
    ],
)
def test_osp_dc(answers: dict[str, Any], expected: tuple[object, ...]):
    found = score_one(scorer("osp-dc"), answers).results
    points, level = found["points"], found["level_in_the_community"]
    assert (points.value, points.band, found["likelihood"].value, level.band) == expected
