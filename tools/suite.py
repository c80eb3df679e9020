"""Runs the stages of `make test` or `make test-slow`, and says at the end how each one went."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from tools import debian

PYTEST = (sys.executable, "-m", "pytest", "-n", "auto", "--maxprocesses", "4")  # a core each
TEMPORARY_POSTGRES = (sys.executable, "-m", "tools.postgres")
NO_TESTS = 5  # pytest's exit code when nothing was collected
# A stage runs on the database that it names, and keeps what it compiled for its many processes.
NOT_HANDED_ON = ("DATABASE_URL", "TILTS_KEYS_URL", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Stage:
    """A command, and whether finding no test for its marker is all right."""

    name: str
    command: tuple[str, ...]
    may_be_empty: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a stage went: its wall time in seconds and the last line that it wrote."""

    stage: Stage
    code: int
    seconds: float
    last: str

    @property
    def empty(self) -> bool:
        """Whether the stage found no test."""
        return self.code == NO_TESTS

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return self.code == 0 or (self.empty and self.stage.may_be_empty)

    def __str__(self) -> str:
        verdict = "passed" if self.passed else "FAILED"
        said = "no test carries this marker yet" if self.empty else self.last
        return f"{self.stage.name:<12} {verdict}  {self.seconds:6.1f} s  {said}"


def selected(marker: str) -> tuple[str, ...]:
    """The command that runs the tests that a marker expression selects."""
    return (*PYTEST, "-m", marker)


PLAIN = selected("not browser and not slow")
SUITES = {
    "test": (
        Stage("check", ("make", "--no-print-directory", "check")),
        Stage("SQLite", PLAIN),
        Stage("PostgreSQL", (*TEMPORARY_POSTGRES, *PLAIN, "--with-database")),
        Stage("browser", selected("browser and not slow"), may_be_empty=True),
    ),
    "slow": (Stage("slow", selected("slow"), may_be_empty=True),),
}


def run(stage: Stage) -> Outcome:
    """Run a stage to its end, showing what it writes; on SQLite unless it says otherwise."""
    environment = {key: value for key, value in os.environ.items() if key not in NOT_HANDED_ON}
    print(f"\n── {stage.name}", flush=True)
    start, last = time.monotonic(), ""
    with subprocess.Popen(
        stage.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
    return Outcome(stage, process.returncode, time.monotonic() - start, last)


def main(suite: str) -> int:
    """Run every stage of a suite, also after one that failed; 1 if any of them failed."""
    debian.ensure("chromium", "poppler-utils", "postgresql")
    outcomes = [run(stage) for stage in SUITES[suite]]
    print("", *outcomes, sep="\n")
    return int(not all(outcome.passed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
