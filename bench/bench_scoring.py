"""A table scored by `psa` against the same formula by hand; and one answer set of forty items."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl

from bench.timing import show
from tilts.engines.instruments import Scorer, find, load, outlook, score_file, score_one
from tilts.engines.instruments.schema import Choice
from tilts.engines.instruments.scoring.results import Answer

SIZE = 10_000_000
RUNS = 3
MOST = {"age": 60, "prior_misdemeanour": 9, "prior_felony": 9, "prior_convictions": 12}
COUNTS = (
    "current_violent_offence", "pending_charge", "prior_violent_convictions",
    "prior_fta_past_2_years", "prior_fta_older", "prior_incarceration",
)  # fmt: skip
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Both read the same Parquet and write a key and six results as Parquet."""
    size = next((int(one[7:]) for one in sys.argv if one.startswith("--size=")), SIZE)
    scorer = Scorer(load(find("psa")))
    with tempfile.TemporaryDirectory() as name:
        table, faulty, out = (Path(name) / f"{one}.parquet" for one in ("in", "faulty", "out"))
        _rows(size).sink_parquet(table)
        _with_faults(pl.scan_parquet(table)).sink_parquet(faulty)
        cases = {
            "by hand": lambda: _by_hand(pl.scan_parquet(table)).sink_parquet(out),
            "tilts score": lambda: score_file(scorer, table, out),
            "a tenth of the rows faulty": lambda: score_file(scorer, faulty, out),
        }
        show(f"{size:,} rows of Parquet", cases, baseline="by hand", runs=RUNS)
        print(f"tilts score holds {_memory(table, out):,.0f} MB at most")
    _one_of_forty()


def _rows(size: int) -> pl.LazyFrame:
    """People with counts, each the same in every run."""
    row = pl.int_range(size, dtype=pl.Int64)
    counts = {**MOST, **dict.fromkeys(COUNTS, 4)}
    return pl.LazyFrame({"key": pl.int_range(size, eager=True)}).with_columns(
        ((row * (7919 + 2 * n)).shift(n, fill_value=0) % most + (18 if name == "age" else 0))
        .cast(pl.Int32)
        .alias(name)
        for n, (name, most) in enumerate(counts.items())
    )


def _with_faults(table: pl.LazyFrame) -> pl.LazyFrame:
    """A twentieth without an answer, another with one out of range."""
    row = pl.col("key") % 20
    return table.with_columns(
        pending_charge=pl.when(row != 3).then("pending_charge"),
        prior_felony=pl.when(row == 7).then(-1).otherwise("prior_felony"),
    )


def _by_hand(table: pl.LazyFrame) -> pl.LazyFrame:
    """The published formula as an analyst would write it, for rows that are whole."""
    has = {name: (pl.col(name) > 0).cast(pl.Int64) for name in (*MOST, *COUNTS)}
    violent = pl.col("prior_violent_convictions")
    violent = pl.when(violent >= 3).then(2).when(violent >= 1).then(1).otherwise(0)
    failures = pl.col("prior_fta_past_2_years").clip(0, 2)
    young = (pl.col("current_violent_offence") > 0) & (pl.col("age") <= 20)
    raw = table.select(
        "key",
        fta_raw=has["pending_charge"] + has["prior_convictions"] + 2 * failures
        + has["prior_fta_older"],
        nca_raw=pl.when(pl.col("age") <= 22).then(2).otherwise(0) + 3 * has["pending_charge"]
        + has["prior_misdemeanour"] + has["prior_felony"] + violent + failures
        + 2 * has["prior_incarceration"],
        nvca_raw=2 * has["current_violent_offence"] + young.cast(pl.Int64)
        + has["pending_charge"] + has["prior_convictions"] + violent,
    )  # fmt: skip
    fta, nca = pl.col("fta_raw"), pl.col("nca_raw")
    return raw.with_columns(
        fta=pl.when(fta < 3).then(fta + 1).when(fta < 5).then(4).when(fta < 7).then(5).otherwise(6),
        nca=pl.when(nca == 0).then(1).when(nca <= 2).then(2).when(nca <= 4).then(3)
        .when(nca <= 6).then(4).when(nca <= 8).then(5).otherwise(6),
        nvca_flag=pl.when(pl.col("nvca_raw") >= 4).then(pl.lit("Yes")).otherwise(pl.lit("No")),
    )  # fmt: skip


def _memory(table: Path, out: Path) -> float:
    """Megabytes that the command holds at most, the largest of our children."""
    files = [str(table), "-o", str(out)]
    command = [sys.executable, "-m", "tilts.doors.cli", "score", "psa", *files]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def _one_of_forty() -> None:
    """`rvn-demo`, whose forty items make fourteen scores, as a page scores it; and its outlook."""
    scorer = Scorer(load(find("rvn-demo")))
    items = scorer.instrument.items.values()
    whole: dict[str, Answer] = {"own_wellbeing": 4, "own_agency": 7, "sex": "female"}
    choices = [item for item in items if isinstance(item, Choice) and not item.known]
    whole |= {item.id: item.options[n % 3].code for n, item in enumerate(choices)}
    few = {name: answer for name, answer in whole.items() if name not in ("anger", "drugs")}
    cases = {
        "all answered": lambda: score_one(scorer, whole),
        "two missing": lambda: score_one(scorer, few),
        "what two missing can change": lambda: outlook(scorer, few),
        "what all missing can change": lambda: outlook(scorer, {"sex": "female"}),
    }
    show("One answer set of rvn-demo", cases, baseline="all answered")
