"""`tilts check`: is the installation sound?"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from django.conf import settings
from django.core.checks import WARNING, run_checks

from tilts.engines.instruments.collection import check_together
from tilts.engines.instruments.shipped import files
from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import packs
from tilts.platform.forms.catalogue import own_folder
from tilts.platform.parties.datamap import as_markdown, data_map


@click.command()
@click.option("--data-map", "show_map", is_flag=True, help="Print the map of personal data.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def check(show_map: bool, as_json: bool) -> None:
    """Check settings, roles, country packs and instruments; name every fault at once."""
    if show_map:
        rows = data_map()
        text = (
            json.dumps([asdict(row) for row in rows], default=str) if as_json else as_markdown(rows)
        )
        click.echo(text)
        return
    own = sorted(own_folder().glob("*.yaml"))
    found = [*faults(), *instrument_faults(list(files().values()), own)]
    click.echo(json.dumps(found) if as_json else "\n".join(found) or "All is well.")
    sys.exit(1 if found else 0)


def refuse_when_broken() -> None:
    """Stop the command, naming every fault, when the service would not run as it should."""
    if found := faults():
        click.echo("\n".join(found), err=True)
        sys.exit(1)


def faults() -> list[str]:
    """What is wrong with settings, roles and country packs: a line for each."""
    return [" ".join(fault.split()) for fault in [*_checked(), *_packs()]]


def _checked() -> Iterator[str]:
    """Django's own checks, and those of the rooms."""
    for message in run_checks():
        if message.level >= WARNING and not message.is_silenced():
            yield str(message)


def _packs() -> list[str]:
    try:
        packs(settings.PACKS)
    except BrokenPacks as broken:
        return [str(fault) for fault in broken.faults]
    return []


def instrument_faults(shipped: Sequence[Path], own: Sequence[Path]) -> list[str]:
    """Faults of the instruments that ship, and of the installation's own beside them.

    The service runs all the same, without those that are broken.
    """
    found = [*check_together(shipped), *check_together(own, shipped)]
    return [str(fault) for fault in found]
