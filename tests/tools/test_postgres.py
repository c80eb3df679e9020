"""The temporary PostgreSQL: there for a command, gone afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tools import ROOT
from tools.postgres import DATABASES, OLDEST, binaries, postgres, version

COMMAND = (sys.executable, "-m", "tools.postgres")
ASK = """
SELECT current_database(), current_setting('server_encoding'), current_setting('fsync'),
       current_setting('max_connections'), current_setting('listen_addresses'),
       ARRAY(SELECT l FROM unnest(ARRAY['Z', 'Š', 'S']) l ORDER BY l)
"""


def folder(url: str) -> Path:
    """The folder of the cluster that a URL points to."""
    return Path(unquote(urlsplit(url).netloc.partition("@")[2]))


def test_there_is_a_server() -> None:
    programs = binaries()
    assert programs is not None
    assert version(programs) >= OLDEST


def test_no_server_in_an_empty_folder(tmp_path: Path) -> None:
    assert version(tmp_path) == 0


@pytest.mark.parametrize(("durable", "fsync"), [(False, "off"), (True, "on")])
def test_both_databases(durable: bool, fsync: str) -> None:
    with postgres(durable=durable) as environment:
        answers = {}
        for key, url in environment.items():
            with psycopg.connect(url) as connection:
                answers[key] = connection.execute(ASK).fetchone()
    sorted_letters = ["S", "Š", "Z"]
    assert answers == {
        key: (name, "UTF8", fsync, "200", "", sorted_letters) for key, name in DATABASES.items()
    }
    assert not folder(environment["DATABASE_URL"]).exists()


def fail_inside(seen: list[Path]) -> None:
    """Note where a cluster is, and fail while it runs."""
    with postgres() as environment:
        seen.append(folder(environment["DATABASE_URL"]))
        raise ZeroDivisionError


def test_gone_after_an_error() -> None:
    seen: list[Path] = []
    with pytest.raises(ZeroDivisionError):
        fail_inside(seen)
    assert [path.exists() for path in seen] == [False]


def test_a_command_keeps_its_exit_code() -> None:
    done = subprocess.run([*COMMAND, "sh", "-c", "exit 7"], cwd=ROOT)
    assert done.returncode == 7


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_gone_after_a_signal(number: signal.Signals) -> None:
    script = "echo $DATABASE_URL; exec sleep 60"
    command = [*COMMAND, "sh", "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert folder(url).is_dir()
        process.send_signal(number)
        assert process.wait(30) == 128 + number
    assert not folder(url).exists()


def test_the_folder_is_closed_to_others() -> None:
    with postgres() as environment:
        status = folder(environment["DATABASE_URL"]).stat()
        assert status.st_mode & 0o077 == 0
        assert (status.st_uid == os.geteuid()) == (os.geteuid() != 0)


def test_kept_data_are_there_the_next_time() -> None:
    with tempfile.TemporaryDirectory() as kept:
        Path(kept).chmod(0o711)  # the server's user must get in
        for expected in (1, 2):
            with (
                postgres(data=Path(kept, "data")) as urls,
                psycopg.connect(urls["DATABASE_URL"]) as connection,
            ):
                connection.execute("CREATE TABLE IF NOT EXISTS runs (number serial)")
                connection.execute("INSERT INTO runs DEFAULT VALUES")
                assert connection.execute("SELECT count(*) FROM runs").fetchone() == (expected,)
            assert not folder(urls["DATABASE_URL"]).exists()
