"""`tilts serve` and `tilts worker`."""

import multiprocessing
import subprocess
import sys

import click
from django.core.management import call_command

from .check import refuse_when_broken


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Server processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and the API, with one background worker."""
    refuse_when_broken()
    run_server(host, port, workers)


@click.command()
@click.option("--once", is_flag=True, help="Run what is due, then stop.")
def worker(once: bool) -> None:
    """Run background jobs: sealing, notices, deadlines."""
    refuse_when_broken()
    from tilts.platform.workflow.worker import run_worker  # needs Django's apps

    run_worker(once=once)


def prepare() -> None:
    """Bring both databases to the present schema, unless the installation is broken."""
    refuse_when_broken()
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)


def run_server(host: str, port: int, workers: int) -> None:
    """Run granian and a worker until stopped."""
    background = subprocess.Popen([sys.executable, "-m", "tilts.doors.cli", "worker"])
    try:
        # A copy of this process would have the locks of Polars' threads, but not the threads.
        multiprocessing.set_start_method("spawn", force=True)
        # Heavy: only when serving.
        from granian.constants import Interfaces
        from granian.log import LogLevels
        from granian.server import Server

        Server(
            "tilts.doors.web.wsgi:application",
            address=host,
            port=port,
            workers=workers,
            interface=Interfaces.WSGI,
            log_level=LogLevels.warning,
            blocking_threads=4,
        ).serve()
    finally:
        background.terminate()
        background.wait()
