"""The empty databases of the tests: migrated by one process, and copied by all that come later.

A copy serves while the migrations, what they call and the locked packages stay as they were.
"""

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache/schema"
IN_A_HOME = {"default": "tilts.sqlite3", "keys": "keys/keys.sqlite3"}
CALLED = re.compile(r"^from (tilts\.[\w.]+) import", re.MULTILINE)


@cache
def digest() -> str:
    """Of everything that an empty database comes from."""
    files = sorted((ROOT / "src/tilts").glob("**/migrations/*.py"))
    called = {name for file in files for name in CALLED.findall(file.read_text(encoding="utf-8"))}
    files += [ROOT / "src" / f"{name.replace('.', '/')}.py" for name in sorted(called)]
    total = hashlib.sha256()
    for file in (*files, ROOT / "requirements/dev.txt"):
        total.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return total.hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Processes of one checkout wait for each other here: one migrates, the others copy."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def kept_file(alias: str) -> Path:
    """Where an empty SQLite database is kept."""
    return CACHE / f"{alias}-{digest()}.sqlite3"


def lay(home: Path) -> None:
    """Put what is kept into the home of a service, which then has nothing to migrate."""
    for alias, name in IN_A_HOME.items():
        if kept_file(alias).exists():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept_file(alias), home / name)


class Files:
    """SQLite: a database is a file."""

    def __init__(self, connection: Any) -> None:
        self.connection, self.creation = connection, connection.creation
        self.kept = kept_file(connection.alias)

    def copied(self) -> bool:
        """Whether the test database was made from one that was kept."""
        if found := self.kept.exists():
            shutil.copyfile(self.kept, self.creation._get_test_db_name())
        return found

    def keep(self) -> None:
        """Keep a copy of the new test database, and none of an older schema."""
        for older in CACHE.glob(self.kept.name.replace(digest(), "*")):
            older.unlink()
        new = self.kept.with_suffix(".new")
        new.unlink(missing_ok=True)
        with self.connection.cursor() as cursor:  # which also copies what waits beside the file
            cursor.execute("VACUUM INTO %s", [str(new)])
        new.replace(self.kept)


class Templates:
    """PostgreSQL: a database is copied from another one, to which nobody is connected."""

    def __init__(self, connection: Any) -> None:
        self.connection, self.creation = connection, connection.creation
        self.ours = f"tilts_empty_{connection.alias}_"
        self.kept = f"{self.ours}{digest()}"

    def copied(self) -> bool:
        """Whether the test database was made from one that was kept."""
        name = self.creation._get_test_db_name()
        with self.creation._nodb_cursor() as cursor:
            if found := self.kept in self._kept(cursor):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{self.kept}"')
        return found

    def keep(self) -> None:
        """Keep a copy of the new test database, and none of an older schema."""
        name = self.connection.settings_dict["NAME"]
        self.connection.close()
        with self.creation._nodb_cursor() as cursor:
            for older in self._kept(cursor):
                cursor.execute(f'DROP DATABASE "{older}"')
            cursor.execute(f'CREATE DATABASE "{self.kept}" TEMPLATE "{name}"')

    def _kept(self, cursor: Any) -> list[str]:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [self.ours + "%"])
        return [name for (name,) in cursor.fetchall()]


KINDS: dict[str, type[Files | Templates]] = {"sqlite": Files, "postgresql": Templates}


def make(connection: Any) -> str:
    """Make a connection's test database, and connect to it; the name that it had before."""
    own = str(connection.settings_dict["NAME"])
    with one_at_a_time():
        empty = KINDS[connection.vendor](connection)
        if empty.copied():
            _turn_to(connection, connection.creation._get_test_db_name())
        else:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            empty.keep()
    return own


def _turn_to(connection: Any, name: str) -> None:
    from django.conf import settings  # only now: the settings make a home

    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
