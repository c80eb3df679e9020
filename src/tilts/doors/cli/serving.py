"""`tilts serve` and `tilts worker`."""

import subprocess
import sys

import click
from django.core.management import call_command

<<<<<<< HEAD
from .check import all_faults
=======
from .check import refuse_when_broken
>>>>>>> t4


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, help="Server processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and the API, with one background worker."""
<<<<<<< HEAD
    stop_if_broken()
=======
    refuse_when_broken()
>>>>>>> t4
    run_server(host, port, workers)


@click.command()
@click.option("--once", is_flag=True, help="Run what is due, then stop.")
def worker(once: bool) -> None:
    """Run background jobs: sealing, notices, deadlines."""
    stop_if_broken()
    from tilts.platform.workflow.worker import run_worker  # needs Django's apps

    run_worker(once=once)


def stop_if_broken() -> None:
    """Say everything that is wrong with the installation, and do not start."""
    if faults := all_faults():
        raise click.ClickException("\n".join(["This service cannot start.", *faults]))


def prepare() -> None:
    """Bring both databases to the present schema, unless the installation is broken."""
    stop_if_broken()
    call_command("migrate", verbosity=0)
    call_command("migrate", database="keys", verbosity=0)


def run_server(host: str, port: int, workers: int) -> None:
    """Run granian and a worker until stopped."""
    background = subprocess.Popen([sys.executable, "-m", "tilts.doors.cli", "worker"])
    try:
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
