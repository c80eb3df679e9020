"""`tilts score INSTRUMENT TABLE -o OUT`."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from tilts.engines.instruments import Report, Scorer, TableRefused, score_file

from .instruments import imported
from .progress import bars

THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("instrument")
@click.argument("table", type=THERE)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The result.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def score(instrument: str, table: Path, out: Path, as_json: bool) -> None:
    """Score every row of TABLE by INSTRUMENT, a known name or a file.

    TABLE and the result are CSV or Parquet. Columns called like the items are the answers; all
    others are kept, and the results follow, with what is missing and wrong in each row. Ends with 1
    when a row lacks a score.
    """
    with bars() as bar:
        task = bar.add_task(table.name)
        try:
            report = score_file(
                Scorer(imported(instrument).instrument),
                table,
                out,
                lambda done, rows: bar.update(task, completed=done, total=rows),
            )
        except TableRefused as refused:
            raise click.UsageError(str(refused)) from None
    click.echo(json.dumps(asdict(report)) if as_json else _words(report, out))
    raise SystemExit(1 if report.refused else 0)


def _words(report: Report, out: Path) -> str:
    said = [f"The table has no column {name}: unanswered in every row." for name in report.absent]
    counts = (
        f"{report.rows - report.refused} whole, {report.refused} with something missing or wrong"
    )
    return "\n".join([*said, f"{report.rows} rows: {counts} → {out}"])
