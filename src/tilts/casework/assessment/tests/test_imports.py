"""Assessments of another system: recorded, scored, left alone, or handed back with the reason."""

import csv
from datetime import date
from typing import Any

import pytest

from tilts.casework.assessment.models import Assessment
from tilts.casework.people.imports import ImportReport, Written, kinds, run
from tilts.casework.people.tests.people import change
from tilts.casework.proceedings.actions import place
from tilts.platform.forms.answering import values_in
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.state_check import state_faults

from .conftest import reply

pytestmark = pytest.mark.usefixtures("all_seen")
RESULT = {"key": "a1", "instrument": "OLD-7", "assessed_on": "07.03.2025", "level": "medium"}


@pytest.fixture
def send(tmp_path):
    """Import these rows from the old system."""

    def sent(*rows: dict[str, Any], **options: Any) -> ImportReport:
        path = tmp_path / "results.csv"
        names = list(dict.fromkeys(name for row in rows for name in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, names)
            table.writeheader()
            table.writerows(rows)
        return run(kinds()["assessments"], path, by=SERVICE, system="old", **options)

    return sent


@pytest.fixture
def answered(desk, edgars):
    """A row with every answer that counts."""
    rvn = desk.rvn
    items = [i for i in rvn.items.values() if i.type in ("choice", "scale") and i.id != "sex"]
    return {
        **{item.id: str(reply(item, 1.0)) for item in items},
        "sex": "male",
        "key": "a2",
        "file_number": edgars.file_number,
        "instrument": rvn.id,
        "version": rvn.version,
        "assessed_on": "2025-09-01",
    }


def rejects(report: ImportReport) -> list[str]:
    assert report.rejects
    with report.rejects.open(encoding="utf-8", newline="") as file:
        return [row["reason"] for row in csv.DictReader(file)]


def test_a_result_is_recorded_without_answers(edgars, desk, send):
    row = {**RESULT, "file_number": edgars.file_number, "assessor": desk.officer.email}
    assert send(row).written == Written(added=1)
    (one,) = Assessment.objects.all()
    day = date(2025, 3, 7)
    assert (one.person, one.level, one.computed_level, one.assessed_on, one.decided_on) == (
        edgars, "medium", "medium", day, day,
    )  # fmt: skip
    assert (one.system, one.source_row, one.sheet, one.state) == ("old", "a1", None, "final")
    assert (one.assessor, state_faults([Assessment])) == (desk.officer, [])


def test_answers_become_a_sheet_and_are_scored(answered, send):
    send(answered)
    (one,) = Assessment.objects.all()
    given = values_in(one.answered.answers)
    assert given == {name: given[name] for name in one.definition.items if name in answered}
    assert (one.level, one.computed_level, one.scores["total"]["value"]) == (
        "very_high", "very_high", 54,
    )  # fmt: skip


def test_the_latest_holds(edgars, send, desk):
    own = {**RESULT, "file_number": edgars.file_number}
    send({**own, "key": "b", "assessed_on": "2025-05-01"}, {**own, "key": "c"})
    rows = Assessment.objects.order_by("assessed_on").values_list("source_row", "state")
    assert list(rows) == [("c", "superseded"), ("b", "final")]


def test_running_again_changes_nothing(answered, send):
    send(answered)
    assert send(answered).written == Written(unchanged=1)
    assert Assessment.objects.count() == 1


def test_a_dry_run_leaves_nothing(answered, send):
    assert send(answered, dry_run=True).written == Written(added=1)
    assert Assessment.objects.count() == 0


def test_each_fault_of_a_row_is_told_whole(edgars, desk, send):
    own = {**RESULT, "file_number": edgars.file_number}
    report = send(
        {**own, "key": "k" * 81},
        {**own, "key": "b", "assessed_on": "yesterday", "assessor": "nobody@x.example"},
        {**own, "key": "c", "assessed_on": "2999-12-31"},
        {**own, "key": "d", "file_number": "", "personal_code": "1"},
    )
    assert rejects(report) == [
        "Longer than 80 characters.",
        "“yesterday” is no date like 2025-03-07 or 07.03.2025.\n"
        "Nobody here has the address “nobody@x.example”. Leave it empty if they left.",
        "This day has not come yet. Give the day when it happened.",
        "Nobody has this file number or code. Import the people first.",
    ]
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize(("changed", "why"), [
    ({"file_number": "1999-1"}, "Nobody has this file number or code"),
    ({"assessed_on": "2999-01-01"}, "This day has not come yet."),
    ({"assessed_on": "2025-02-30"}, "no date"),
    ({"assessed_on": "2025-02"}, "no date"),
    ({"assessor": "nobody@x.example"}, "Nobody here has the address"),
    ({"level": ""}, "Give the level"),
])  # fmt: skip
def test_what_cannot_be_is_handed_back(edgars, desk, send, changed, why):
    report = send({**RESULT, "file_number": edgars.file_number, "assessor": "", **changed})
    assert (report.written, why in rejects(report)[0]) == (Written(), True)


@pytest.mark.parametrize(("changed", "why"), [
    ({"impulses": "purple"}, "purple"),
    ({"impulses": ""}, "The answers give no level: impulses"),
    ({"level": "enormous"}, "no such level"),
])  # fmt: skip
def test_answers_that_do_not_score_are_handed_back(answered, send, changed, why):
    report = send({**answered, **changed})
    assert (report.written, why in rejects(report)[0]) == (Written(), True)


def test_another_result_under_the_same_key_is_handed_back(edgars, desk, send):
    own = {**RESULT, "file_number": edgars.file_number}
    send(own)
    report = send({**own, "level": "high"})
    assert "It was another result before" in rejects(report)[0]


def due_of(whom):
    rows = WorkItem.objects.filter(person_id=whom.pk, closed_at=None)
    return [(item.kind, item.unit, item.owner_id, item.due) for item in rows]


def test_an_imported_result_ends_what_was_due_and_the_next_is_due_by_its_level(edgars, desk, send):
    riga = desk.house.units["riga"]
    place(by=SERVICE, person_id=edgars.pk, unit=riga, since=date(2026, 9, 10))
    (before,) = WorkItem.objects.filter(person_id=edgars.pk, closed_at=None)
    row = {**RESULT, "file_number": edgars.file_number, "level": "high"}
    send(row, {**row, "key": "a0", "assessed_on": "2024-03-07", "level": "low"})
    assert due_of(edgars) == [("assessment.again", riga, desk.officer.pk, date(2025, 9, 7))]
    closed = WorkItem.objects.get(pk=before.pk)
    assert (closed.kind, closed.outcome) == ("assessment.due", "done")


def test_a_result_older_than_ours_makes_nothing_due(edgars, desk, send):
    desk.final(edgars)
    before = due_of(edgars)
    row = {**RESULT, "file_number": edgars.file_number}
    assert send(row).written == Written(added=1)
    assert due_of(edgars) == before


def test_nobody_is_due_with_whom_the_service_has_nothing_more_to_do(edgars, desk, send):
    gone = desk.add("Liepa", died_on=date(2026, 1, 1))
    rows = [{**RESULT, "key": one.file_number, "file_number": one.file_number}
            for one in (edgars, gone)]  # fmt: skip
    send(*rows)
    assert [kind for kind, *_ in due_of(edgars)] == ["assessment.again"]
    assert due_of(gone) == []


def test_running_again_makes_nothing_due_again(edgars, desk, send):
    row = {**RESULT, "file_number": edgars.file_number}
    send(row)
    before = list(WorkItem.objects.values_list("pk", "closed_at"))
    send(row)
    assert list(WorkItem.objects.values_list("pk", "closed_at")) == before


def test_the_result_of_a_merged_record_makes_the_surviving_one_due(edgars, desk, send):
    twin = desk.add("Liepa")
    send({**RESULT, "file_number": twin.file_number})
    change(twin, merged_into=edgars)
    row = {**RESULT, "key": "a2", "file_number": twin.file_number, "level": "high"}
    send({**row, "assessed_on": "2025-06-02"})
    riga = desk.house.units["riga"]
    assert due_of(edgars) == [("assessment.again", riga, desk.officer.pk, date(2025, 12, 2))]
    assert due_of(twin) == []
