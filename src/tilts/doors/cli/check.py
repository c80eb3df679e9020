"""`tilts check`: is the installation sound?"""

import json
import sys
from dataclasses import asdict

import click
from django.conf import settings
from django.core.checks import run_checks

from tilts.jurisdictions.faults import BrokenPacks
from tilts.jurisdictions.loading import packs
from tilts.platform.parties.datamap import as_markdown, data_map


@click.command()
@click.option("--data-map", "show_map", is_flag=True, help="Print the map of personal data.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def check(show_map: bool, as_json: bool) -> None:
    """Check settings, roles and country packs; name every fault at once."""
    if show_map:
        rows = data_map()
        text = (
            json.dumps([asdict(row) for row in rows], default=str) if as_json else as_markdown(rows)
        )
        click.echo(text)
        return
    faults = all_faults()
    click.echo(json.dumps(faults) if as_json else "\n".join(faults) or "All is well.")
    sys.exit(1 if faults else 0)


def all_faults() -> list[str]:
    """Everything that is wrong with settings, roles and country packs."""
    return [*map(str, run_checks()), *_pack_faults()]


def _pack_faults() -> list[str]:
    try:
        packs(settings.PACKS)
    except BrokenPacks as broken:
        return [str(fault) for fault in broken.faults]
    return []
