"""tilts forecast validate: what it says, in what form, and what it refuses."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from joblib import parallel_config

from tilts.doors.cli.forecast import forecast
from tilts.engines.forecast.local.tests.shipped import LEAST, MOST, OLDER, YOUNGER, people
from tilts.engines.forecast.shares import wilson
from tilts.engines.forecast.validation import auc, brier

from .running import invoke

PSA = ["age", "current_violent_offence", "pending_charge", "prior_misdemeanour", "prior_felony"]
PSA += ["prior_convictions", "prior_violent_convictions", "prior_fta_past_2_years"]
PSA += ["prior_fta_older", "prior_incarceration"]
FEW = ["--repeats", 20]


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    """People who come back the more often the more often they have before."""
    random = np.random.default_rng(3)
    counts = {name: random.integers(0, 3, 400) for name in PSA}
    frame = pl.DataFrame({**counts, "age": random.integers(18, 70, 400)})
    odds = frame["prior_felony"] + frame["prior_fta_past_2_years"] - 2
    again = random.uniform(size=400) < 1 / (1 + np.exp(-odds.to_numpy()))
    unit = ["north"] * 250 + ["south"] * 140 + ["west"] * 10
    return frame.with_columns(again=again.astype(int), unit=pl.Series(unit))


@pytest.fixture(scope="module")
def file(table: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("validate") / "people.csv"
    table.write_csv(path)
    return path


@pytest.fixture(scope="module")
def model(file: Path) -> Path:
    """A trained model; it does not know the units."""
    out = file.parent / "models"
    asked = ["--outcome", "again", "--exclude", "unit", "--model", "logit", "--out", out]
    with parallel_config(backend="sequential"):  # no processes: each would load every library
        assert invoke(forecast, "train", file, *asked)[0] == 0
    return out / "logit"


def test_a_model_in_json(model: Path, file: Path, table: pl.DataFrame):
    code, said, _ = invoke(
        forecast, "validate", model, file, "--outcome", "again", "--group", "unit", *FEW, "--json"
    )
    found = json.loads(said)
    scored = file.with_name("scored.csv")
    invoke(forecast, "score", model, file, "-o", scored)
    probability = pl.read_csv(scored)["probability"].to_numpy()
    outcome = table["again"].cast(pl.Int8).to_numpy()
    assert (code, found["people"], found["model"]) == (0, 400, "logit")
    assert found["measures"]["brier"]["value"] == pytest.approx(brier(outcome, probability))
    assert found["measures"]["auc"]["value"] == pytest.approx(auc(outcome, probability))
    assert found["warnings"] == [
        "These are the very rows that the model learnt from: it will do worse on others."
    ]
    groups = found["fairness"]["unit"]["groups"]
    assert [(one["group"], one["people"], bool(one["measures"])) for one in groups] == [
        ("north", 250, True),
        ("south", 140, True),
        ("west", 10, False),
    ]
    assert len(found["fairness"]["unit"]["costs"]) == 3


def test_a_model_in_words(model: Path, file: Path):
    code, said, _ = invoke(
        forecast, "validate", model, file, "--outcome", "again", "--group", "unit,age", *FEW
    )
    lines = said.splitlines()
    assert code == 0
    assert lines[0].startswith("These are the very rows")
    assert lines[2].startswith("logit: 400 people, ")
    assert [line for line in lines if line.startswith("By ")] == ["By unit", "By age"]
    assert "    Too small to judge: 10 people" in said
    assert said.count("Of 1,000 people") == 9


def test_an_instrument(file: Path, table: pl.DataFrame):
    asked = ["validate", "psa", file, "--outcome", "again", *FEW]
    code, said, _ = invoke(forecast, *asked, "--json")
    scores = json.loads(said)["scores"]
    assert code == 0
    assert [one["score"] for one in scores] == ["fta_raw", "fta", "nca_raw", "nca", "nvca_raw"]
    assert sum(one["people"] for one in scores[3]["bands"]) == 400
    code, said, _ = invoke(forecast, *asked)
    assert (code, said.startswith("psa 2018, fta_raw: 400 people, ")) == (0, True)
    assert said.count("Proposal: log-odds = ") == 5


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_level_of_an_instrument_by_its_bands(tmp_path: Path, format: str):
    """What the register of models takes in: people and events of each band, by its id."""
    kinds = {"ogrs3": people(OLDER, YOUNGER), "rvn-demo": people(LEAST, MOST)}
    bands = {"low": (120, 30), "medium": (0, 0), "high": (0, 0), "very_high": (80, 60)}
    counted = [{"band": one, "people": n, "events": k} for one, (n, k) in bands.items()]
    for name, table in kinds.items():
        file = tmp_path / f"{name}.{format}"
        getattr(table, f"write_{format}")(file)
        asking = ["validate", name, file, "--outcome", "again", *FEW]
        code, said, errors = invoke(forecast, *asking, "--json")
        found = json.loads(said)
        assert (code, errors, sorted(found)) == (0, "", ["level", "scores", "unjudged"])
        level = found["level"]
        first = next(one for one in found["scores"] if one["score"] == level["score"])
        assert (level["left_out"], level["bands"]) == (0, counted)
        assert [(one["people"], one["events"], one["interval"]) for one in first["bands"]] == [
            (120, 30, list(wilson(30, 120))),
            (80, 60, list(wilson(60, 80))),
        ]


def test_an_instrument_with_a_level_in_words(tmp_path: Path):
    file = tmp_path / "people.csv"
    people(LEAST, MOST).write_csv(file)
    code, said, _ = invoke(forecast, "validate", "rvn-demo", file, "--outcome", "again", *FEW)
    *scores, level, unjudged = said.split("\n\n")
    assert (code, len(scores)) == (0, 12)
    assert level.splitlines() == [
        "Level (total), 0 without one left out",
        "  low: 30 of 120 with the outcome (25.0%)",
        "  medium: 0 of 0 with the outcome",
        "  high: 0 of 0 with the outcome",
        "  very_high: 60 of 80 with the outcome (75.0%)",
    ]
    assert unjudged == (
        "Not judged, as not both outcomes are among those with a score: wellbeing, agency.\n"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (pl.lit(1).alias("again"), "the outcome is “1” for everybody"),
        (pl.lit(None).alias("again"), "the outcome is missing in 400 rows"),
        (pl.col("age").alias("again"), "the outcome has"),
    ],
)
def test_what_is_no_outcome(model: Path, file: Path, table: pl.DataFrame, changed, said):
    other = file.with_name("other.csv")
    table.with_columns(changed).write_csv(other)
    asked = ["validate", model, other, "--outcome", "again", *FEW]
    code, _, errors = invoke(forecast, *asked)
    assert (code, said in errors) == (1, True)


def test_thirty_rows_and_absent_columns(model: Path, file: Path, table: pl.DataFrame):
    other = file.with_name("few.csv")
    table.head(30).write_csv(other)
    code, _, errors = invoke(forecast, "validate", model, other, "--outcome", "again")
    assert (code, errors.startswith("the table: 30 rows with ")) == (1, True)
    code, said, _ = invoke(forecast, "validate", model, file, "--outcome", "none", "--json")
    assert (code, json.loads(said)["refused"][0]["where"]) == (1, "column none")
    table.select("again").write_csv(other)
    code, _, errors = invoke(forecast, "validate", "psa", other, "--outcome", "again")
    assert (code, "the table: it has none of the columns age" in errors) == (1, True)


def test_a_model_that_is_none(file: Path):
    code, _, errors = invoke(forecast, "validate", "stable", file, "--outcome", "again")
    assert (code, "There is no instrument “stable”." in errors) == (2, True)
    code, _, errors = invoke(forecast, "validate", file.parent, file, "--outcome", "again")
    assert (code, "it holds no model.skops" in errors) == (1, True)


def test_a_refusal_in_json_is_all_that_is_said(model: Path, file: Path):
    found = invoke(forecast, "validate", model, file, "--outcome", "none", "--json")
    columns = ", ".join([*PSA, "again", "unit"])
    fault = {
        "where": "column none",
        "what": "there is none.",
        "remedy": f"The columns are: {columns}.",
    }
    assert (found[0], json.loads(found[1]), found[2]) == (1, {"refused": [fault]}, "")


def test_a_group_that_is_none(model: Path, file: Path):
    asked = ["validate", model, file, "--outcome", "again", "--group", "unit, region", *FEW]
    columns = ", ".join([*PSA, "again", "unit"])
    said = f"column region: there is none. The columns are: {columns}.\n"
    assert invoke(forecast, *asked) == (1, "", said)


def test_an_instrument_has_no_groups(file: Path):
    asked = ["validate", "psa", file, "--outcome", "again", "--group", "unit", *FEW]
    code, said, errors = invoke(forecast, *asked)
    expected = "Error: --group wants probabilities: name a model, not an instrument.\n"
    assert (code, said, errors.endswith(expected)) == (2, "", True)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--repeats", 19], "'--repeats': 19 is not in the range x>=20."),
        (["--threshold", 0], "'--threshold': 0.0 is not in the range 0.01<=x<=0.99."),
        (["--threshold", 1], "'--threshold': 1.0 is not in the range 0.01<=x<=0.99."),
        (["--seed", -1], "'--seed': -1 is not in the range x>=0."),
    ],
)
def test_options_out_of_range(model: Path, file: Path, option, said):
    code, _, errors = invoke(forecast, "validate", model, file, "--outcome", "again", *option)
    assert (code, errors.splitlines()[-1]) == (2, f"Error: Invalid value for {said}")


def test_what_must_be_said(model: Path, file: Path):
    code, _, errors = invoke(forecast, "validate", model, file)
    assert (code, errors.splitlines()[-1]) == (2, "Error: Missing option '--outcome'.")
    code, _, errors = invoke(forecast, "validate", model, "nowhere.csv", "--outcome", "again")
    last = "Error: Invalid value for 'DATA': File 'nowhere.csv' does not exist."
    assert (code, errors.splitlines()[-1]) == (2, last)


def test_the_same_seed_says_the_same(model: Path, file: Path):
    asked = ["validate", model, file, "--outcome", "again", *FEW]
    first, second = (invoke(forecast, *asked, "--seed", 5) for _ in range(2))
    assert first == second
    assert first != invoke(forecast, *asked, "--seed", 6)
    assert invoke(forecast, *asked) == invoke(forecast, *asked, "--seed", 0)


def test_other_rows_come_without_the_warning_and_columns_in_any_order(
    model: Path, file: Path, table: pl.DataFrame
):
    """The same people in a file of other bytes, turned round: the same numbers."""
    other = file.with_name("turned.csv")
    table.select(reversed(table.columns)).write_csv(other)
    asked = ["--outcome", "again", *FEW, "--json"]
    there = json.loads(invoke(forecast, "validate", model, file, *asked)[1])
    here = json.loads(invoke(forecast, "validate", model, other, *asked)[1])
    assert here == {**there, "warnings": []}


@pytest.mark.parametrize(
    ("words", "positive"),
    [
        (["no", "YES"], []),
        (["false", "true"], []),
        (["nē", "jā"], []),
        (["neatgriezās", "atgriezās"], ["--positive", "Atgriezās"]),
    ],
)
def test_outcomes_in_words(model: Path, file: Path, table: pl.DataFrame, words, positive):
    """Whatever they are called, they are the same people."""
    other = file.with_name("words.csv")
    named = pl.col("again").replace_strict({0: words[0], 1: words[1]})
    table.with_columns(named).write_csv(other)
    asked = ["--outcome", "again", *FEW, "--json"]
    there = json.loads(invoke(forecast, "validate", model, file, *asked)[1])
    here = json.loads(invoke(forecast, "validate", model, other, *asked, *positive)[1])
    assert here["measures"] == there["measures"]


def test_words_that_do_not_say_which_is_which(model: Path, file: Path, table: pl.DataFrame):
    other = file.with_name("unclear.csv")
    named = pl.col("again").replace_strict({0: "A", 1: "B"})
    table.with_columns(named).write_csv(other)
    asked = ["validate", model, other, "--outcome", "again"]
    said = "column again: nothing says which of “a”, “b” is 1. Say so: --positive VALUE.\n"
    assert invoke(forecast, *asked) == (1, "", said)
    said = "column again: “C” is not among its values “a”, “b”. Name one that is.\n"
    assert invoke(forecast, *asked, "--positive", "C") == (1, "", said)


def test_the_other_outcome_turns_the_area_round(model: Path, file: Path):
    asked = ["validate", model, file, "--outcome", "again", *FEW, "--json"]
    there, here = (
        json.loads(invoke(forecast, *asked, "--positive", value)[1]) for value in ("1", "0")
    )
    assert here["events"] == 400 - there["events"]
    turned = 1 - there["measures"]["auc"]["value"]
    assert here["measures"]["auc"]["value"] == pytest.approx(turned)


def test_a_parquet_file_says_the_same(model: Path, file: Path, table: pl.DataFrame):
    other = file.with_name("people.parquet")
    table.write_parquet(other)
    asked = ["--outcome", "again", *FEW]
    warned, said = invoke(forecast, "validate", model, file, *asked)[1].split("\n\n")
    assert warned.startswith("These are the very rows")
    assert invoke(forecast, "validate", model, other, *asked) == (0, said, "")


def test_whose_group_is_not_known_is_judged_too(model: Path, file: Path, table: pl.DataFrame):
    other = file.with_name("unknown.csv")
    table.with_columns(unit=pl.col("unit").replace({"south": None})).write_csv(other)
    asked = ["--outcome", "again", "--group", "unit", *FEW, "--json"]
    found = json.loads(invoke(forecast, "validate", model, other, *asked)[1])["fairness"]["unit"]
    assert [(one["group"], one["people"]) for one in found["groups"]] == [
        ("north", 250),
        ("unknown", 140),
        ("west", 10),
    ]


def test_nobody_at_a_high_threshold_in_json_and_in_words(model: Path, file: Path):
    """A share of nobody is no number: null in JSON, a dash in words."""
    asked = ["validate", model, file, "--outcome", "again", "--group", "unit", *FEW]
    asked += ["--threshold", 0.99]
    found = json.loads(invoke(forecast, *asked, "--json")[1])["fairness"]["unit"]
    as_it_is = found["costs"][0]
    assert (as_it_is["selection_rate"], as_it_is["predictive_value_gap"]) == (0.0, None)
    assert found["groups"][0]["measures"]["positive_predictive_value"] == {
        "value": None,
        "low": None,
        "high": None,
        "draws": 0,
    }
    assert found["incompatibility"] == ""
    said = invoke(forecast, *asked)[1]
    assert "flagged 0.0%, gap of false positives 0.0%, of predictive values –\n" in said
    assert "nan" not in said


def test_one_group_has_nothing_to_be_compared_with(model: Path, file: Path, table: pl.DataFrame):
    other = file.with_name("one.csv")
    table.with_columns(unit=pl.lit("north")).write_csv(other)
    asked = ["--outcome", "again", "--group", "unit", *FEW, "--json"]
    found = json.loads(invoke(forecast, "validate", model, other, *asked)[1])["fairness"]["unit"]
    assert (len(found["groups"]), found["costs"], found["incompatibility"]) == (1, [], "")


def test_a_feature_is_absent(model: Path, file: Path, table: pl.DataFrame):
    other = file.with_name("absent.csv")
    table.drop("prior_felony").write_csv(other)
    said = (
        "column prior_felony: the model needs it, and the table has none. Add it; leave it empty "
        "where it is not known.\n"
    )
    assert invoke(forecast, "validate", model, other, "--outcome", "again") == (1, "", said)


def test_no_row_of_an_instrument_gets_a_score(file: Path, table: pl.DataFrame):
    other = file.with_name("empty.csv")
    table.select("again", age=pl.lit(None)).write_csv(other)
    code, said, errors = invoke(forecast, "validate", "psa", other, "--outcome", "again", *FEW)
    assert (code, said) == (1, "")
    assert errors.startswith("the table: no row gets a score: there is no answer to age, ")
    remedy = "tilts score INSTRUMENT TABLE -o OUT says what is wrong in each row."
    assert errors.endswith(f" Put the answers right: {remedy}\n")
