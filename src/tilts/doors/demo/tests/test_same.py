"""Two demonstrations hold the same, and the command stops when it is told to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LOAD = """
import django; django.setup()
from django.utils import timezone
from tilts.doors.cli.serving import prepare
from tilts.doors.demo.loading import load
from tilts.doors.demo.tests.contents import contents
prepare()
began = timezone.now()
load(60, timezone.localdate(), print)
for line in contents(began): print(*line)
"""


def run(home: Path, *command: str, seed: str = "0") -> str:
    """What a process with a home of its own says; it must succeed."""
    own = {"TILTS_HOME": str(home), "TILTS_DEMO": "1", "PYTHONHASHSEED": seed}
    settings = {"DJANGO_SETTINGS_MODULE": "tilts.settings", "DATABASE_URL": ""}
    env = {**os.environ, **own, **settings}
    done = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_loads_hold_the_same(tmp_path):
    one, other = (run(tmp_path / name, "-c", LOAD, seed=name) for name in ("1", "2"))
    rows = dict(line.split()[:2] for line in one.splitlines()[1:])
    assert one == other
    assert rows["people.Person"] == "60"
    empty = {name for name, count in rows.items() if count == "0"}
    assert empty <= {
        "court_reports.NameForm",
        "community_service.Answer",
        "community_service.KeptAway",
        "community_service.ProviderLink",
        "gatherings.Apart",
        "gatherings.CalendarFeed",
        "gatherings.Guest",
        "meetings.Decision",  # of few: a meeting of sixty people may lie ahead of today
        "people.Victim",
        "people.SourceRow",
        "proceedings.ProceedingSource",
        "people.PairDecision",
        "people.HealthAlert",
        "proceedings.OffenceDetail",
        "organisation.Qualification",
        "access.Bar",
        "assessment.PersonsWord",
        "assessment.SecondScoring",
        "documents.Document",
        "documents.Insertion",
        "documents.Withdrawal",
        "erasure.ErasureRequest",
        "notices.Notice",
        "notices.OwnHours",
        "protocols.ChildNote",
        "protocols.HealthNote",
        "protocols.Note",
        "protocols.Occurrence",  # of few: among sixty there may be none
        "protocols.OccurrenceStep",
        "protocols.Taking",
    }


def test_the_command_loads_once_and_stops(tmp_path):
    command = ("-m", "tilts.doors.cli", "demo", "--size", "60", "--once")
    first, second = (run(tmp_path, *command) for _ in range(2))
    assert "60/60" in first
    assert "60/60" not in second
    assert [text.splitlines()[-1] for text in (first, second)] == [
        "The sign-in page answers 200."
    ] * 2
