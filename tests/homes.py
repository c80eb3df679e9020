"""A whole service in a folder of its own, used as people use it: through its command line."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = {"PATH", "HOME", "LANG", "PYTHONPATH"}


@dataclass(frozen=True)
class Home:
    """A TILTS_HOME with its SQLite databases."""

    folder: Path
    variables: tuple[tuple[str, str], ...] = ()

    def tilts(self, *arguments: object) -> tuple[int, str]:
        """Exit code and output of `tilts …`."""
        return self._run("-m", "tilts.doors.cli", *arguments)

    def python(self, code: str) -> str:
        """What a piece of Python prints inside this service; fails when it does."""
        exit_code, output = self._run("-c", f"import django; django.setup()\n{code}")
        assert exit_code == 0, output
        return output

    def _run(self, *arguments: object) -> tuple[int, str]:
        environment = {name: value for name, value in os.environ.items() if name in KEPT}
        environment |= {"TILTS_HOME": str(self.folder), "DJANGO_SETTINGS_MODULE": "tilts.settings"}
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env=environment | dict(self.variables),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    @contextmanager
    def database(self) -> Iterator[sqlite3.Connection]:
        """The database past the service, as who administers the machine reaches it."""
        with closing(sqlite3.connect(self.folder / "tilts.sqlite3")) as connection:
            yield connection
            connection.commit()
