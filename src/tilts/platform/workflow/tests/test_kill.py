"""A worker that is killed in the middle of a job leaves it to another."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

WORKER = """
import sys, time
from datetime import timedelta
from pathlib import Path
import django
django.setup()
from tilts.platform.workflow.periodic import periodic
from tilts.platform.workflow.worker import run_worker

@periodic(every=timedelta(hours=1), lease=timedelta(seconds=2))
def job():
    print("began", flush=True)
    time.sleep(float(sys.argv[1]))
    print("ended", flush=True)

run_worker()
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """A home of its own with a migrated SQLite database."""
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    home: Path = tmp_path_factory.mktemp("home")
    own = {"TILTS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tilts.settings"}
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    for database in ("default", "keys"):
        subprocess.run([*migrate, f"--database={database}"], env=inherited | own, check=True)
    return inherited | own


def worker(environment: dict[str, str], seconds: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WORKER, str(seconds)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def said(process: "subprocess.Popen[str]") -> Iterator[str]:
    assert process.stdout is not None
    return (line.strip() for line in process.stdout if line.strip() in {"began", "ended"})


def test_a_killed_workers_job_is_run_by_another_after_its_lease(environment):
    with worker(environment, seconds=600) as first:
        assert next(said(first)) == "began"
        first.send_signal(signal.SIGKILL)
    with worker(environment, seconds=0) as second:
        words = said(second)
        assert [next(words), next(words)] == ["began", "ended"]
        second.kill()


ONCE = WORKER.replace("run_worker()", "run_worker(once=True)")


def test_of_four_workers_at_once_one_runs_the_job(environment):
    command = [sys.executable, "-c", ONCE.replace("def job", "def once"), "0"]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(command, env=environment, stdout=pipe, text=True) for _ in range(4)]
    told = [process.communicate()[0].split() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0]
    assert sorted(told) == [[], [], [], ["began", "ended"]]
