"""`tilts instruments check|show|new`."""

from pathlib import Path

import click
from django.conf import settings

from tilts.engines.instruments import BrokenInstrument, NoSuchInstrument, find, load
from tilts.engines.instruments.collection import check_together
from tilts.engines.instruments.describing import described
from tilts.engines.instruments.shipped import TEMPLATE, files


def own_folders() -> list[Path]:
    """Where an installation keeps instruments of its own."""
    return [settings.HOME / "instruments"]


@click.group()
def instruments() -> None:
    """Check, show and begin instruments."""


@instruments.command()
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Name every fault of FILEs, or of all known instruments, with line and remedy."""
    known = files(own_folders())
    found = check_together(list(paths or known.values()), list(files().values()))
    click.echo("\n".join(map(str, found)) or "All is well.")
    raise SystemExit(1 if found else 0)


@instruments.command()
@click.argument("name", required=False)
@click.option("--language", default="en", show_default=True, help="In which language.")
def show(name: str | None, language: str) -> None:
    """Show an instrument: what it asks and computes. Without NAME, list those that are known."""
    if name is None:
        click.echo("\n".join(files(own_folders())))
        return
    try:
        click.echo(described(load(find(name, own_folders())), language))
    except NoSuchInstrument as unknown:
        raise click.UsageError(str(unknown)) from None
    except BrokenInstrument as broken:
        raise click.ClickException(str(broken)) from None


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
        path.write_text(
            TEMPLATE.read_text("utf-8").replace("id: example", f"id: {name}", 1), "utf-8"
        )
        click.echo(f"{path}: change it, then run tilts instruments check {path}")
