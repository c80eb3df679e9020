"""Forecasts on the real tables: docs/forecast-results.md, and the speeds that the issue asks for.

The page is written here and never by hand. `--model=logit,ebm` takes fewer models, `--repeats=1`
draws the five folds once, `--table=psa_broward.csv` measures only that table anew; a table that is
not kept beside the repository is named.
"""

import resource
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression

from bench.timing import clock, show
from tilts.engines.forecast.artefact.storing import load_model
from tilts.engines.forecast.contract import Asked, Prepared, prepare
from tilts.engines.forecast.local import validate_score
from tilts.engines.forecast.models.yardstick import TRIALS
from tilts.engines.forecast.sheet import described, without_leaks
from tilts.engines.forecast.table import read_table
from tilts.engines.forecast.training import ALL, NAMES, Settings, Source, learner, train
from tilts.engines.forecast.validation import Crossed, crossed, margin, repeated, validate

ROOT = Path(__file__).resolve().parents[1]
DATA, PAGE = ROOT.parent / "shared" / "data", ROOT / "docs" / "forecast-results.md"
DRAWS, REPEATS = 500, 5
YARDSTICK = "lightgbm"
# How much worse a model's Brier score may be than that of another.
MARKS = (("ebm", YARDSTICK, 0.0005), ("scorecard", "logit", 0.002))


@dataclass(frozen=True)
class Known:
    """A table, what is asked of it, its published scores, and what others published about it."""

    file: str
    asked: Asked
    scores: tuple[str, ...]
    published: str


TABLES = (
    Known(
        "nij_year1_train.csv",
        Asked("y1", identity="id", excluded=("race_black",)),
        (),
        "NIJ Recidivism Forecasting Challenge, Brier of year 1, mean of men and women, on the "
        "official test people, who are not in this file: best large team .1719, best small team "
        ".1733, foundation model of 2026 .1729 (AUC .707), CatBoost .1732, logit .1740, base rate "
        ".1961.",
    ),
    Known(
        "compas_two_years.csv",
        Asked("two_year_recid", identity="id"),
        ("decile_score",),
        "AUC: the vendor's decile .702 (all 7,214), age and priors in a logit .723, EBM .732, "
        "CatBoost .733.",
    ),
    Known(
        "psa_broward.csv",
        Asked("reoffended_two_years", excluded=("person_id",), start="screening_date"),
        ("published_nca", "published_nca_raw"),
        "AUC, general, two years (Wang, Han, Patel & Rudin): logit .670, EBM .664, PSA .605, "
        "COMPAS .631.",
    ),
)


def option(name: str, otherwise: str) -> str:
    """What follows --name= on the command line."""
    return next(
        (one.partition("=")[2] for one in sys.argv if one.startswith(f"--{name}=")), otherwise
    )


def ready(known: Known) -> Prepared:
    """The table as `tilts forecast train` takes it: what certainly leaks is left out."""
    frame = read_table(DATA / known.file)
    asked = Asked(
        known.asked.outcome,
        identity=known.asked.identity,
        start=known.asked.start,
        excluded=(*known.asked.excluded, *known.scores),
    )
    prepared = prepare(frame, asked, today=date(2026, 1, 1))
    return without_leaks(prepared, described(frame, asked, prepared), ())


def results(known: Known, names: Sequence[str], repeats: int) -> Iterator[str]:
    """The part of the page about one table."""
    prepared = ready(known)
    outcome = prepared.outcome
    yield f"## {known.file}"
    yield (
        f"{len(outcome):,} people, {outcome.mean():.1%} with the outcome `{known.asked.outcome}`; "
        f"{len(prepared.features)} features; five folds, {repeats} repeats."
    )
    yield "| model | Brier, mean ± SE | Brier (95 %) | AUC (95 %) | calibration slope (95 %) |"
    yield "|---|---|---|---|---|"
    splits = repeated(outcome, repeats=repeats)
    seen: dict[str, Crossed] = {}
    for name in names:
        one = learner(name, prepared.features, Settings())
        found = crossed(one, prepared.frame, outcome, splits)
        seen[name] = found
        report = validate(name, *found.seen, repeats=DRAWS).measures
        numbers = [str(report[one]) for one in ("brier", "auc", "calibration_slope")]
        yield f"| {name} | {found.brier} | {' | '.join(numbers)} |"
    table = read_table(DATA / known.file)
    for name in known.scores:
        area = validate_score(table[name], outcome, repeats=DRAWS).auc
        yield f"| published score `{name}`, all rows | – | – | {area} | – |"
    yield from ("", *apart(seen), "", *marks(seen))
    yield f"\nPublished: {known.published}\n"


def apart(seen: Mapping[str, Crossed]) -> Iterator[str]:
    """Each model against the yardstick, or against the last one where that is not among them."""
    other = YARDSTICK if YARDSTICK in seen else list(seen)[-1]
    for name in seen:
        if name != other:
            found = margin(seen[name], seen[other], 0, repeats=DRAWS)
            yield (
                f"- Brier of {name} less that of {other}, same people: mean of the repeats "
                f"{found.over_repeats}; over draws of people {found.difference}"
            )


def marks(seen: Mapping[str, Crossed]) -> Iterator[str]:
    """Whether each model comes as near to the other as was asked."""
    for one, other, most in MARKS:
        if one in seen and other in seen:
            yield f"- Mark: {margin(seen[one], seen[other], most, repeats=DRAWS)}."
        else:
            yield f"- Mark: {one} within {most:g} of {other}: not measured in this run."


def head() -> str:
    """What the page says before its tables: how everything on it was measured."""
    return (
        "# Forecasts: results\n"
        "Written by `make bench ARGS=forecast`; do not edit. Every forecast is of somebody whom "
        "the model had not seen. Mean ± SE is over repeats of the five folds, each a new draw; "
        "no repeat is picked out. "
        "Each part says how many: fewer than five where the machine was too slow for more. "
        "Intervals in the tables are of the mean forecast over "
        f"repeats, those of differences of the mean difference over repeats, both of {DRAWS} "
        "bootstrap draws of people. Published figures stand as they were printed, on their "
        "authors' own people and splits: beside ours, not against them.\n\n"
        f"`{YARDSTICK}` is the yardstick: LightGBM, for which {TRIALS} settings, drawn once and "
        "the same for every table, are tried within each training fold by three folds of it "
        "(log loss); the best learns anew from the whole training fold. Nobody who is judged by "
        "was in a trial. Of the others only the logit has a choice, one of four penalties, made "
        "the same way.\n"
    )


def standing() -> dict[str, str]:
    """The parts of the page as it stands, by table."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = [part.partition("\n") for part in text.split("\n## ")[1:]]
    return {name: f"## {name}\n{rest.strip()}\n" for name, _, rest in parts}


def write(names: Sequence[str], repeats: int, files: Sequence[str]) -> None:
    """The page: a new part for each of these tables, and those of the others as they are."""
    for known in TABLES:
        if known.file in files:
            there = (DATA / known.file).exists()
            lines = results(known, names, repeats) if there else absent(known.file)
            new = {known.file: "\n".join(lines)}
            parts = standing() | new
            said = [parts[one.file] for one in TABLES if one.file in parts]
            PAGE.write_text("\n".join([head(), *said]).rstrip() + "\n", encoding="utf-8")
            print(f"{PAGE.relative_to(ROOT)}: {known.file}", flush=True)


def absent(file: str) -> Iterator[str]:
    """The part of the page about a table that is not there."""
    yield f"## {file}"
    yield "Not kept here.\n"


def speeds(known: Known) -> None:
    """Training everything, scoring a million and one; the baseline is a plain logistic one."""
    prepared = ready(known)
    numbers = prepared.frame.select(pl.all().to_physical().cast(pl.Float64, strict=False))
    design = np.nan_to_num(numbers.to_numpy())
    with tempfile.TemporaryDirectory() as folder:
        source = Source(known.asked, "", date(2026, 1, 1))
        with clock() as span:
            train(ALL, prepared, source, Settings(), Path(folder))
        print(f"Train all on {known.file}: {span} (at most 120 s)")
        model = load_model(Path(folder) / "ebm").fitted
    rows = np.arange(1_000_000) % len(design)
    plain = LogisticRegression(max_iter=500).fit(design, prepared.outcome)
    million, matrix = prepared.frame[rows], design[rows]
    one = prepared.frame.head(1)
    cases = {
        "a million by scikit-learn's logistic": lambda: plain.predict_proba(matrix),
        "a million by the EBM (at most 5,000 ms)": lambda: model.probabilities(million),
        "one person with reasons (at most 20 ms)": lambda: model.contributions(one),
    }
    show("Scoring", cases, baseline="a million by scikit-learn's logistic", runs=3)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"Memory of this process: {most:.1f} GB at most (4 GB asked)")


def main() -> None:
    """The page, then the speeds on the largest table."""
    names = option("model", ",".join(NAMES)).split(",")
    files = option("table", ",".join(one.file for one in TABLES)).split(",")
    write(names, int(option("repeats", str(REPEATS))), files)
    if TABLES[0].file in files and (DATA / TABLES[0].file).exists():
        speeds(TABLES[0])


if __name__ == "__main__":
    main()
