"""`tilts demo`: a fictional service to look at."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.test import Client
from django.utils import timezone
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tilts.doors.demo.loading import FULL, SMALL, load
from tilts.platform.organisation.models import Agency
from tilts.platform.record.sealing import seal_all

from .serving import prepare, run_server


@click.command()
@click.option("--small", is_flag=True, help=f"{SMALL} people instead of {FULL:,}.")
@click.option("--size", type=click.IntRange(1), help="So many people.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--once", is_flag=True, help="Load, answer one request, and stop.")
def demo(small: bool, size: int | None, port: int, once: bool) -> None:
    """Set up a fictional service in TILTS_HOME, and serve it. Nobody in it is real."""
    prepare()
    if not Agency.objects.exists():
        _load(size or (SMALL if small else FULL))
    if once:
        answer = Client().get("/accounts/login/", HTTP_HOST="localhost")
        click.echo(f"The sign-in page answers {answer.status_code}.")
        sys.exit(0 if answer.status_code == 200 else 1)
    click.echo(f"\nTilts is at http://127.0.0.1:{port}/ – choose a role there. Ctrl-C stops it.\n")
    run_server("127.0.0.1", port, workers=2)


def _load(size: int) -> None:
    with _bar("Fictional people", size) as advance:
        load(size, timezone.localdate(), advance)
    seal_all(batch=FULL)


@contextmanager
def _bar(label: str, total: int) -> Iterator[Any]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns) as progress:
        task = progress.add_task(label, total=total)
        yield lambda n: progress.advance(task, n)
