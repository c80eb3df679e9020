"""tilts record: what it prints, and its exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import models

from tilts.doors.cli.backup import backup, restore, upgrade
from tilts.doors.cli.record import record
from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.models import Seal

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.RECORD_SEAL_LOG = tmp_path / "seals" / "head.log"
    return tmp_path


@pytest.fixture
def ilze() -> Staff:
    with act("test.begin", by=SERVICE):
        agency = Agency.objects.create(code="vpd", country="lv", kind="probation", names={})
        return Staff.objects.create(
            party=Party.objects.create(kind=PartyKind.STAFF),
            agency=agency,
            given="Ilze",
            family="Kļaviņa",
            email="ilze@example.lv",
        )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(record, arguments)


def outcome(result: Result) -> tuple[int, str]:
    return result.exit_code, result.output


def test_sealing_says_how_many(ilze):
    assert outcome(run("seal")) == (0, "1 entries sealed\n")
    assert outcome(run("seal")) == (0, "0 entries sealed\n")
    assert Seal.objects.count() == 1


def test_a_whole_record_exits_with_0(ilze):
    assert outcome(run("verify")) == (0, "The record is whole.\n")
    assert outcome(run("verify", "--state")) == (0, "The record is whole.\n")


def test_a_fault_exits_with_1_and_is_named(ilze):
    models.QuerySet(Agency).update(kind="prison")
    fault = "changed: organisation.agency:vpd\n1 faults\n"
    assert outcome(run("verify", "--state")) == (1, fault)


def test_a_machine_reads_json(ilze):
    models.QuerySet(Agency).update(kind="prison")
    result = run("verify", "--state", "--json")
    fault = {"what": "changed", "where": "organisation.agency:vpd"}
    assert (result.exit_code, json.loads(result.output)) == (1, {"faults": [fault], "erased": 0})


def test_a_plan_lists_rows(ilze):
    assert outcome(run("erase", "plan", str(ilze.pk))) == (0, "     1 organisation.staff\n")


def test_wrong_usage_exits_with_2(ilze):
    unknown = ["erase", "propose", str(Agency), "--ground", "retention", "--basis", "x"]
    assert run(*unknown, "--by", "x@example.lv").exit_code == 2
    assert run("erase", "approve", str(ilze.pk), "--by", ilze.email).exit_code == 2
    unknown[2] = str(ilze.pk)
    assert run(*unknown, "--by", "x@example.lv").exit_code == 2


def test_who_may_not_is_told_why(ilze):
    proposal = ["erase", "propose", str(ilze.pk), "--ground", "retention", "--basis", "LED 16"]
    refusal = "Error: None of your roles may do this. Ask your head of unit.\n"
    assert outcome(run(*proposal, "--by", ilze.email)) == (1, refusal)


def invoke(command, *arguments: object) -> tuple[int, str]:
    return outcome(CliRunner().invoke(command, [str(argument) for argument in arguments]))


def test_a_backup_says_what_is_in_it(ilze, home):
    archive, keys = home / "a.zip", home / "keys.jsonl"
    assert invoke(backup, archive, "--keys", keys) == (
        0,
        f"{archive}: 6 rows, 0 documents\n{keys}: 2 keys, 0 destroyed\n",
    )


def test_a_database_with_rows_is_not_restored_into(ilze, home):
    invoke(backup, home / "a.zip")
    code, output = invoke(restore, home / "a.zip")
    assert code == 2
    assert "The database is not empty" in output


def test_what_is_no_archive_is_not_restored(home):
    (home / "a.zip").write_text("no archive")
    assert invoke(restore, home / "a.zip") == (
        1,
        "Error: a.zip is no whole archive: File is not a zip file\n",
    )


def test_an_empty_archive_is_restored(home):
    invoke(backup, home / "a.zip")
    assert invoke(restore, home / "a.zip") == (0, "0 rows, 0 documents\n")


def test_an_upgrade_without_migrations_backs_nothing_up(home):
    assert invoke(upgrade) == (0, "Nothing to back up.\nThe database is up to date.\n")
    assert [path.name for path in home.iterdir()] == []
