"""tilts serve and worker, and the command line as a whole, in a home of their own."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.schema import lay
from tilts.doors.cli import COMMANDS, main
from tilts.doors.cli.serving import serve, worker
from tilts.platform.record.tests.flushing import flushable_record
from tilts.platform.workflow.models import PeriodicJob
from tilts.platform.workflow.periodic import declared_jobs

from .running import TILTS, environment, invoke, tilts

__all__ = ["flushable_record"]  # a fixture


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service of an agency, as its installation guide says."""
    folder = tmp_path_factory.mktemp("home")
    lay(folder)
    who = ["--given=Ilze", "--family=Kalna", "--email=ilze@example.lv"]
    secret = "--password=slow-river-under-the-bridge"
    code, said, errors = tilts(folder, "createadmin", "--agency=vpd", *who, secret)
    assert (code, said) == (0, "Ilze Kalna can sign in as ilze@example.lv.\n"), errors
    return folder


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def port(home: Path) -> Iterator[int]:
    """A service that runs, until the test has ended."""
    chosen = free_port()
    command = [*TILTS, "serve", "--port", str(chosen), "--workers", "1"]
    running = subprocess.Popen(command, env=environment(home))
    try:
        yield chosen
    finally:
        running.terminate()
        assert running.wait(timeout=60) is not None


def answer(port: int, path: str, tries: int = 240) -> tuple[int, str]:
    """Status and place of the answer, as soon as there is one."""
    for _ in range(tries):
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                connection.request("GET", path)
                with connection.getresponse() as response:
                    return response.status, response.getheader("Location", "")
        except ConnectionError:
            time.sleep(0.25)
    raise AssertionError(f"nobody answers on port {port}")


def test_a_new_installation_is_sound(home):
    assert tilts(home, "check") == (0, "All is well.\n", "")
    assert tilts(home, "record", "verify", "--state")[:2] == (0, "The record is whole.\n")


def test_pages_are_served(port):
    assert answer(port, "/accounts/login/") == (200, "")
    assert answer(port, "/") == (302, "/accounts/login/?next=/")
    assert answer(port, "/api/v1/me")[0] == 401


def test_a_broken_pack_keeps_the_service_from_starting(tmp_path):
    country = tmp_path / "jurisdictions" / "lv" / "country.yaml"
    country.parent.mkdir(parents=True)
    country.write_text("code: LV\n")
    code, said, errors = tilts(tmp_path, "serve", "--port", str(free_port()))
    assert (code, said) == (1, "")
    lines = errors.splitlines()
    assert lines
    assert [line for line in lines if not line.startswith(f"{country}, line ")] == []


@pytest.mark.usefixtures("flushable_record")
@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_what_is_due_once(settings, tmp_path):
    settings.RECORD_SEAL_LOG = tmp_path / "head.log"
    assert invoke(worker, "--once") == (0, "", "")
    jobs = PeriodicJob.objects.order_by("name")
    assert [job.name for job in jobs] == [job.name for job in declared_jobs()]
    assert {(job.last_error, job.last_run is None, job.lease_holder) for job in jobs} == {
        ("", False, None)
    }


@pytest.mark.parametrize(
    ("command", "arguments", "error"),
    [
        (serve, ["--port", "http"], "'http' is not a valid integer."),
        (
            serve,
            ["--workers", "two"],
            "'two' is not a valid integer.",
        ),
        (worker, ["--twice"], "No such option"),
    ],
)
def test_wrong_usage(command, arguments, error):
    code, said, errors = invoke(command, *arguments)
    assert (code, said) == (2, "")
    assert error in errors


def test_every_command_says_what_it_is_for():
    code, said, _ = invoke(main, "--help")
    listed = [line.split()[0] for line in said.split("Commands:\n")[1].splitlines()]
    assert (code, listed) == (0, sorted(COMMANDS))


def test_an_unknown_command_is_wrong_usage():
    code, _, errors = invoke(main, "fly")
    assert (code, errors.splitlines()[-1]) == (2, "Error: No such command 'fly'.")


def test_a_demonstration_loads_and_answers_once(tmp_path):
    lay(tmp_path)
    code, said, errors = tilts(tmp_path, "demo", "--once", "--size", "5")
    assert (code, said.splitlines()[-1]) == (0, "The sign-in page answers 200."), errors
    assert tilts(tmp_path, "demo", "--once")[:2] == (0, "The sign-in page answers 200.\n")


@pytest.mark.parametrize("size", ["0", "many"])
def test_a_demonstration_has_people(tmp_path, size):
    code, said, errors = tilts(tmp_path, "demo", "--once", "--size", size)
    assert (code, said) == (2, "")
    assert "Invalid value for '--size'" in errors
