"""`tilts instruments check|convert|show|new`."""

from pathlib import Path

import click
from django.conf import settings

from tilts.engines.instruments import (
    BrokenInstrument,
    Fault,
    Imported,
    NoSuchInstrument,
    UnknownFormat,
    export_form,
    find,
    import_form,
    load,
)
from tilts.engines.instruments.collection import check_together
from tilts.engines.instruments.describing import described
from tilts.engines.instruments.exchange import FOREIGN
from tilts.engines.instruments.shipped import TEMPLATE, files


def own_folders() -> list[Path]:
    """Where an installation keeps instruments of its own."""
    return [settings.HOME / "instruments"]


def imported(name: str) -> Imported:
    """What a name or file stands for, in any format; the command ends where it cannot be used."""
    try:
        return import_form(find(name, own_folders()))
    except NoSuchInstrument as unknown:
        raise click.UsageError(str(unknown)) from None
    except BrokenInstrument as broken:
        raise click.ClickException(f"{name} cannot be used.\n{broken}") from None


@click.group()
def instruments() -> None:
    """Check, show, begin and convert instruments."""


@instruments.command()
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Name every fault of FILEs, or of all known instruments, with line and remedy.

    Of a form in another format also what would be left out of it.
    """
    foreign = [path for path in paths if path.suffix.lower() in FOREIGN]
    ours = (
        [path for path in paths if path not in foreign] if paths else files(own_folders()).values()
    )
    found = check_together(list(ours), list(files().values()))
    found += [fault for path in foreign for fault in _foreign_faults(path)]
    click.echo("\n".join(map(str, found)) or "All is well.")
    raise SystemExit(1 if found else 0)


def _foreign_faults(path: Path) -> tuple[Fault, ...]:
    """Everything wrong with a file of another format; of a sound one, what is left out of it."""
    try:
        return import_form(path).left_out
    except BrokenInstrument as broken:
        return broken.faults


@instruments.command()
@click.argument("source", metavar="FILE_OR_NAME")
@click.argument("out", type=click.Path(path_type=Path))
def convert(source: str, out: Path) -> None:
    """Write an instrument in another format.

    FILE and OUT end in .yaml, .xlsx (XLSForm) or .json (FHIR R4 Questionnaire). What a format has
    no place for travels in a sheet or an extension of ours. A form of another system comes in
    without scores. Ends with 1 when something of it is left out; each such thing is named.
    """
    if out.exists():
        raise click.UsageError(f"{out} is there already. Name another file.")
    found = imported(source)
    try:
        unseen = export_form(found.instrument, out)
    except (UnknownFormat, OSError) as wrong:
        raise click.UsageError(str(wrong)) from None
    click.echo("\n".join([*map(str, found.left_out), *_remarks(source, found, unseen, out)]))
    raise SystemExit(1 if found.left_out else 0)


def _remarks(source: str, found: Imported, unseen: list[str], out: Path) -> list[str]:
    """What was converted, that it has no scores, and what others will not see."""
    own = found.instrument
    foreign = [f"{source} is a form of another system: it comes in without scores."]
    none = [f"{own.id} has no scores."] * (not found.scored and not found.foreign)
    hidden = [f"Other systems do not see a condition of {one}." for one in unseen]
    counts = f"{len(own.items)} items, {len(own.scores)} scores"
    summary = f"{own.id}, version {own.version}: {counts} → {out}"
    return [*(foreign if found.foreign else none), *hidden, summary]


@instruments.command()
@click.argument("name", required=False)
@click.option("--language", default="en", show_default=True, help="In which language.")
def show(name: str | None, language: str) -> None:
    """Show an instrument: what it asks and computes. Without NAME, list those that are known."""
    if name is None:
        click.echo("\n".join(files(own_folders())))
        return
    click.echo(described(imported(name).instrument, language))


@instruments.command()
@click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
def new(paths: tuple[Path, ...]) -> None:
    """Begin an instrument in each FILE: a small sound one, to be changed."""
    for path in paths:
        if path.exists():
            raise click.UsageError(f"{path} is there already. Name another file.")
    for path in paths:
        name = path.stem.lower().replace("_", "-")
        _begin(path, name)
        click.echo(f"{path}: change it, then run tilts instruments check {path}")


def _begin(path: Path, name: str) -> None:
    if path.suffix.lower() in FOREIGN:
        export_form(load(TEMPLATE).model_copy(update={"id": name}), path)
        return
    path.write_text(TEMPLATE.read_text("utf-8").replace("id: example", f"id: {name}", 1), "utf-8")
