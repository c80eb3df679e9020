"""A temporary PostgreSQL cluster, for tests and benchmarks.

`python3 -m tools.postgres [--durable] COMMAND…` runs a command with DATABASE_URL and
TILTS_KEYS_URL set to two databases of a new cluster, and removes the cluster whatever happens.
It listens on a socket in its own closed folder only: no port to choose, no password to keep.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
FOLDER = "/tmp"  # noqa: S108 - a socket's path may have 107 characters; mkdtemp keeps it private
DATABASES = {"DATABASE_URL": "tilts", "TILTS_KEYS_URL": "keys"}
SETTINGS = {"listen_addresses": "''", "max_connections": "200", "timezone": "UTC"}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# ICU as in production: under C, letters with diacritics would sort after Z and hide mistakes.
LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und"]


def version(folder: Path) -> int:
    """Major version of the server in a folder of programs, 0 where there is none."""
    if not all((folder / program).exists() for program in ("initdb", "pg_ctl", "createdb")):
        return 0
    answer = subprocess.run([folder / "pg_ctl", "-V"], capture_output=True, text=True, check=True)
    return int(answer.stdout.split()[2].partition(".")[0])


def binaries() -> Path | None:
    """Folder of the newest PostgreSQL server of at least OLDEST, or None."""
    folders = set(Path("/usr/lib/postgresql").glob("*/bin"))
    if on_path := shutil.which("initdb"):
        folders.add(Path(on_path).resolve().parent)
    newest = max(folders, key=version, default=None)
    return newest if newest and version(newest) >= OLDEST else None


class Cluster:
    """The files of one cluster, and the programs that run on them."""

    def __init__(self, programs: Path, folder: Path, data: Path | None = None) -> None:
        self.programs, self.folder, self.data = programs, folder, data or folder / "data"
        self.kept = data is not None
        self.owner = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of PostgreSQL as the cluster's owner; its words appear if it fails."""
        log = self.folder / "programs.log"
        with log.open("wb") as output:
            done = subprocess.run(
                [self.programs / program, *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.owner,
                group=self.owner,
                extra_groups=[] if self.owner else None,
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{log.read_text()}")

    def start(self, *, durable: bool) -> None:
        """Start the cluster, made anew unless it was kept; without fsync unless durable."""
        new = not (self.data / "PG_VERSION").exists()
        self.data.mkdir(exist_ok=True)
        if self.owner:
            for folder in (self.folder, self.data):
                shutil.chown(folder, self.owner, self.owner)
        if new:
            self.run("initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust", *LOCALE)
        settings = SETTINGS | ({} if durable else CARELESS)
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        server = f"-k {self.folder} {options}"
        log = str(self.folder / "server.log")
        self.run("pg_ctl", "start", "-w", "-D", str(self.data), "-l", log, "-o", server)
        for database in DATABASES.values() if new else ():
            self.run("createdb", "-h", str(self.folder), "-U", "postgres", database)

    def stop(self) -> None:
        """Stop the server, where one runs, without waiting for its clients."""
        if (self.data / "postmaster.pid").exists():
            mode = "fast" if self.kept else "immediate"
            self.run("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.data))

    def environment(self) -> dict[str, str]:
        """The variables that point Tilts to this cluster."""
        host = quote(str(self.folder), safe="")
        return {key: f"postgres://postgres@{host}/{name}" for key, name in DATABASES.items()}


@contextmanager
def postgres(*, durable: bool = False, data: Path | None = None) -> Iterator[dict[str, str]]:
    """Environment variables of a temporary cluster, gone afterwards unless it has its `data`.

    Kept data must lie where the user postgres may go, when we are root.
    """
    programs = binaries()
    if programs is None:
        raise RuntimeError(f"PostgreSQL {OLDEST} or newer is not installed")
    cluster = Cluster(programs, Path(tempfile.mkdtemp(prefix="tilts-pg-", dir=FOLDER)), data)
    try:
        cluster.start(durable=durable)
        yield cluster.environment()
    finally:
        try:
            cluster.stop()
        finally:
            shutil.rmtree(cluster.folder)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Exit code of a command, which ends with us."""
    with subprocess.Popen(command, env={**os.environ, **environment}) as child:
        try:
            return child.wait()
        except BaseException:
            child.terminate()
            raise


def leave(number: int, _frame: object) -> None:
    """End as the signal asks, cleaning up first; a second signal does not disturb that."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="tools.postgres", description=__doc__)
    parser.add_argument("--durable", action="store_true", help="keep fsync, for benchmarks")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    with postgres(durable=options.durable) as environment:
        return run(options.command, environment)


if __name__ == "__main__":
    sys.exit(main())
