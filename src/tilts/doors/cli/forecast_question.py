"""What is asked of a table, as options of `tilts forecast check` and `train`; and refusals."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from tilts.engines.forecast.contract import Asked
from tilts.engines.forecast.refusals import DataRefused

THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OUT = click.Path(path_type=Path)
Command = Callable[..., None]


def _listed(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _pairs(
    context: click.Context, option: click.Parameter, value: tuple[str, ...]
) -> dict[str, str]:
    found = dict(one.partition("=")[::2] for one in value)
    for name, said in found.items():
        if not said.strip():
            raise click.BadParameter(f"“{name}” lacks its value: write {name}=…")
    return found


def _directions(
    context: click.Context, option: click.Parameter, value: tuple[str, ...]
) -> dict[str, int]:
    signs = {"up": 1, "down": -1}
    found = _pairs(context, option, value)
    for name, said in found.items():
        if said not in signs:
            raise click.BadParameter(f"“{name}={said}”: write {name}=up or {name}=down.")
    return {name: signs[said] for name, said in found.items()}


def question(command: Command) -> Command:
    """The options that say what is asked of a table."""
    for option in reversed(
        [
            click.argument("data", type=THERE),
            click.option("--outcome", required=True, help="The column to forecast."),
            click.option("--positive", help="Which value of the outcome is 1."),
            click.option("--id", "identity", help="The column that tells people apart."),
            click.option("--start", help="The date from which people are followed."),
            click.option("--exclude", default="", callback=_listed, help="Columns to leave out."),
            click.option("--group", default="", callback=_listed, help="Columns that compare."),
            click.option("--lawful", multiple=True, callback=_pairs, help="NAME=REASON."),
            click.option("--trust", default="", callback=_listed, help="Columns that do not leak."),
            click.option("--monotone", multiple=True, callback=_directions, help="NAME=up|down."),
        ]
    ):
        command = option(command)
    return command


def asked_of(answers: dict[str, Any]) -> Asked:
    """The question that the options make."""
    return Asked(
        outcome=answers["outcome"],
        positive=answers["positive"],
        identity=answers["identity"],
        start=answers["start"],
        excluded=answers["exclude"],
        groups=answers["group"],
        lawful=answers["lawful"],
        monotone=answers["monotone"],
        trusted=answers["trust"],
    )


@contextmanager
def refusing(as_json: bool) -> Iterator[None]:
    """Says every fault of a table and ends with 1."""
    try:
        yield
    except DataRefused as refused:
        if as_json:
            click.echo(json.dumps({"refused": [asdict(fault) for fault in refused.faults]}))
        else:
            click.echo(str(refused), err=True)
        raise SystemExit(1) from None
