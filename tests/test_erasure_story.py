"""A lawful erasure by two persons: what was known of somebody is gone, its proof stays."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.homes import Home
from tests.schema import lay
from tests.worlds import hidden

CODE = hidden.CODE.replace("-", "")
SECRETS = (
    hidden.FAMILY,
    hidden.FORMER,
    CODE,
    "zvirbulens",
    "brother in Ogre",
    "Ksenija",
    "Kandava",
)
PREPARE = """
import json
from tests.erased import somebody_and_two_who_erase
print(json.dumps(somebody_and_two_who_erase()))
"""
LEFT_IN_BROWSERS = """
from django.contrib.sessions.models import Session
from tilts.doors.web.models import Draft
print(Draft.objects.count(), Session.objects.count())
"""
PLAN = """\
     1 access.bar
     1 access.brokenglass
     1 allocation.allocation
     1 allocation.transfer
     1 assessment.personsword
     1 community_service.workevent
     1 court_reports.attempt
     1 court_reports.nameform
     1 court_reports.paragraph
     1 court_reports.reading
     1 court_reports.victimvoice
     1 court_reports.walledparagraph
     1 forecasts.forecast
     1 gatherings.attendance
     1 gatherings.booking
     1 meetings.decision
     1 meetings.invitee
     3 notices.delivery
     1 people.address
     1 people.alert
     1 people.contact
     1 people.identifier
     1 people.othername
     6 people.persontoken
     1 people.relation
     1 plans.step
     1 proceedings.offence
     1 proceedings.placement
     1 programmes.participation
     1 protocols.note
     1 supervision.breach
     1 supervision.tiercalculation
     1 visits.homevisit
    15 workflow.workitem
     1 community_service.placement
     1 court_reports.report
     1 assessment.assessment
     2 gatherings.enrolment
     1 meetings.meeting
     3 notices.notice
     1 plans.goal
     1 protocols.taking
     1 supervision.duty
     1 supervision.contactnote
     1 community_service.service
     1 documents.document
     1 tilts_forms.sheet
     1 plans.plan
     6 protocols.occurrencestep
     1 supervision.supervision
     1 supervision.appointment
     1 protocols.occurrence
     3 proceedings.measure
     1 proceedings.proceeding
     1 people.person
     1 gatherings.session.alone_id emptied
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> "Story":
    story = Story(tmp_path_factory.mktemp("erasure"))
    story.happen()
    return story


class Story:
    """Somebody is known, backed up, and erased; what the command line answered on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder, Home(folder / "home")
        self.archive = folder / "before.zip"
        self.answers: dict[str, tuple[int, str]] = {}

    def happen(self) -> None:
        """The story from its beginning to its end."""
        lay(self.home.folder)
        assert self.home.tilts("demo", "--size", 40, "--once")[0] == 0
        self.cast: dict[str, str] = json.loads(self.home.python(PREPARE).splitlines()[-1])
        self.home.tilts("record", "seal")
        self.others, self.before = self.rows_of_others(), self.bytes()
        self.browsers = [self.home.python(LEFT_IN_BROWSERS)]
        self.home.tilts("backup", self.archive)
        self.tell("plan", "plan", self.cast["person"])
        ground = ("--ground", "obligation", "--basis", "Law on probation, s. 12")
        propose = ("propose", self.cast["person"], *ground, "--by", self.cast["first"])
        self.tell("proposed", *propose)
        approve = ("approve", self.cast["person"], "--by")
        self.tell("alone", *approve, self.cast["first"])
        with self.home.database() as in_use:  # as while the service runs: nobody closes the last
            in_use.execute("SELECT 1 FROM people_person").fetchall()
            self.tell("approved", *approve, self.cast["second"])
            self.after = self.bytes()

    def tell(self, name: str, *arguments: str) -> None:
        """Run `tilts record erase …`."""
        self.answers[name] = self.home.tilts("record", "erase", *arguments)

    def bytes(self) -> bytes:
        """Every byte of the databases on disk, journals included."""
        return b"".join(path.read_bytes() for path in sorted(self.home.folder.rglob("*sqlite3*")))

    def rows_of_others(self) -> dict[str, list[Any]]:
        """Every row about other people, by table."""
        return rows(self.home, self.cast["person"].replace("-", ""))


def rows(home: Home, subject: str) -> dict[str, list[Any]]:
    """All rows of the rooms that keep somebody's data, without those about the subject."""
    with home.database() as database:
        return {
            table: sorted(
                (row for row in database.execute(f"SELECT * FROM {table}") if subject not in row),
                key=repr,
            )
            for table in tables(database)
        }


def tables(database: sqlite3.Connection) -> Iterator[str]:
    """Names of the tables of casework."""
    listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    rooms = (
        "people_",
        "proceedings_",
        "allocation_",
        "plans_",
        "supervision_",
        "documents_",
        "notices_",
    )
    # Neither the index of names nor an e-mail to be sent says whose it is.
    own = {"people_nametoken", "people_namevariant", "notices_delivery"}
    return (name for (name,) in listed.fetchall() if name.startswith(rooms) and name not in own)


def readable(text: bytes) -> list[str]:
    """Which of the secrets stand in some bytes."""
    return [secret for secret in SECRETS if secret.encode() in text]


def test_the_dry_run_lists_what_would_go(told):
    assert told.answers["plan"] == (0, PLAN)


def test_two_persons_carry_it_out(told):
    assert told.answers["proposed"] == (0, "Proposed. Another person must approve it.\n")
    assert told.answers["alone"] == (
        1,
        "Error: None of your roles may do this. Ask your head of unit.\n",
    )
    code, output = told.answers["approved"]
    assert (code, output[:26]) == (0, "Erased. Certificate E-2026")


def test_the_record_is_whole_afterwards(told):
    erased = "The record is whole.\nNot compared, because erased: 1\n"
    assert told.home.tilts("record", "verify", "--state") == (0, erased)


def test_nothing_of_them_can_be_read_on_disk(told):
    assert readable(told.before) == list(SECRETS)
    assert readable(told.after) == []


def test_browsers_left_nothing(told):
    assert [*told.browsers, told.home.python(LEFT_IN_BROWSERS)] == ["1 1\n", "0 0\n"]


def test_nothing_of_them_can_be_read_in_the_backup(told):
    assert readable(told.archive.read_bytes()) == []


def test_a_backup_from_before_brings_nothing_of_them_back(told):
    copy = Home(told.folder / "restored")
    copytree(told.home.folder / "keys", copy.folder / "keys")
    assert copy.tilts("upgrade")[0] == 0
    code, output = copy.tilts("restore", told.archive)
    assert (code, f"erased: {told.cast['person']}" in output) == (0, True)
    everything = b"".join(path.read_bytes() for path in copy.folder.glob("tilts.sqlite3*"))
    assert readable(everything) == []
    assert rows(copy, told.cast["person"].replace("-", "")) == told.others


def test_others_are_untouched(told):
    assert told.rows_of_others() == told.others
    assert sum(map(len, told.others.values())) > 40
