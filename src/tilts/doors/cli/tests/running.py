"""Runs commands: in this process, or as whoever installs the service runs them."""

import os
import subprocess
import sys
from pathlib import Path

import click
from click.testing import CliRunner

TILTS = [sys.executable, "-m", "tilts.doors.cli"]
Outcome = tuple[int, str, str]


def invoke(command: click.Command, *arguments: object, typed: str | None = None) -> Outcome:
    """Exit code, output and errors of a command in this process."""
    result = CliRunner().invoke(command, [str(argument) for argument in arguments], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def environment(home: Path) -> dict[str, str]:
    """The present environment with a home of its own, and nothing else of Tilts or Django."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TILTS_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    kept.pop("DATABASE_URL", None)
    return {**kept, "TILTS_HOME": str(home)}


def tilts(home: Path, *arguments: str, typed: str = "") -> Outcome:
    """The same of `tilts …` in a process of its own."""
    done = subprocess.run(
        [*TILTS, *arguments],
        env=environment(home),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
