"""`tilts import assessments|people|proceedings FILE`."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from tilts.casework.people.imports.kinds import kinds
from tilts.casework.people.imports.mapping import read_mapping
from tilts.casework.people.imports.running import ImportRefused, ImportReport, run
from tilts.casework.people.owning import NO_SYSTEM
from tilts.platform.parties.actors import SERVICE

from .progress import bars

THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("kind", type=click.Choice(sorted(kinds())))
@click.argument("file", type=THERE)
@click.option(
    "--system",
    default=NO_SYSTEM,
    show_default=True,
    help="The system that keeps these rows: what it gives is not changed here.",
)
@click.option("--map", "pairs", multiple=True, metavar="THEIRS=OURS", help="A column's name.")
@click.option("--mapping", type=THERE, help="YAML with lines “theirs: ours”.")
@click.option("--rejects", type=click.Path(path_type=Path), help="File for the refused rows.")
@click.option("--dry-run", is_flag=True, help="Do everything, then take it back.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def import_(
    kind: str,
    file: Path,
    system: str,
    pairs: tuple[str, ...],
    mapping: Path | None,
    rejects: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import FILE (CSV, XLSX or Parquet). Safe to run twice; refused rows go to a file."""
    with bars() as bar:
        task = bar.add_task(file.name)
        try:
            report = run(
                kinds()[kind],
                file,
                by=SERVICE,
                system=system,
                mapping=read_mapping(mapping, pairs),
                rejects=rejects,
                dry_run=dry_run,
                progress=lambda done, rows: bar.update(task, completed=done, total=rows),
            )
        except (ImportRefused, ValueError) as wrong:
            raise click.UsageError(str(wrong)) from None
    click.echo(json.dumps(asdict(report), default=str) if as_json else _words(report))
    raise SystemExit(1 if report.rejected else 0)


def _words(report: ImportReport) -> str:
    counts = ", ".join(f"{n} {what}" for what, n in asdict(report.written).items())
    lines = [f"{report.rows} rows: {counts}, {report.rejected} refused"]
    if report.rejects:
        lines.append(f"Refused rows, with reasons: {report.rejects}")
    if report.ignored:
        lines.append(f"Columns not read: {', '.join(report.ignored)}")
    if report.dry_run:
        lines.append("A dry run: nothing was changed.")
    return "\n".join(lines)
