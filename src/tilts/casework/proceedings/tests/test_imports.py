"""Rows of proceedings are imported, left alone, changed, or handed back with the reason."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tilts.casework.people.imports import ImportReport, Written, import_people, kinds, run
from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import advance
from tilts.casework.proceedings.models import Measure, Offence, Proceeding, ProceedingSource
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Act, Payload
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .world import again, days_ago, new_person

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("all_seen"),
]
HEADER = [
    *("key", "person_key", "file_number", "authority", "reference", "received_on", "judged_on"),
    *("in_force_on", "offence", "committed_on", "measure", "years", "months", "days", "hours"),
    *("start", "unit"),
]
THEFT = {
    "key": "p1",
    "person_key": "k1",
    "authority": "Rīga City Court",
    "reference": "K-1",
    "received_on": "2025-01-10",
    "judged_on": "03.03.2025",
    "in_force_on": "2025-03-20",
    "offence": "175",
    "committed_on": "2024-11-05",
    "measure": "imprisonment",
    "years": "2",
    "months": "6",
    "start": "2025-03-20",
}
SUSPICION = {
    **dict.fromkeys(HEADER, ""),
    "key": "p2",
    "person_key": "k1",
    "authority": "Zemgale prosecutor",
    "reference": "P-7",
    "received_on": "2025-05-02",
    "offence": "176",
    "committed_on": "2025-04-30",
}


def line(row: dict[str, str], **changed: str) -> list[str]:
    return [{**row, **changed}.get(name, "") for name in HEADER]


def write(path: Path, *rows: list[str], header: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header or HEADER, *rows])
    return path


@pytest.fixture
def ann(prison, tmp_path) -> Person:
    """Somebody whom the same system has sent."""
    header = ["key", "family", "category", "unit"]
    path = write(tmp_path / "people.csv", ["k1", "Ozola", "suspect", "riga"], header=header)
    import_people(path, by=SERVICE, system="old")
    return Person.objects.get(family="Ozola")


@pytest.fixture
def send(tmp_path):
    """Import these rows from the old system."""

    def sent(*rows: list[str], **options: object) -> ImportReport:
        path = write(tmp_path / "proceedings.csv", *rows)
        return run(kinds()["proceedings"], path, by=SERVICE, system="old", **options)  # type: ignore[arg-type] # passed on

    return sent


def rejects(report: ImportReport) -> list[tuple[str, str]]:
    """Column and reason of each fault."""
    assert report.rejects
    with report.rejects.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    faults = (zip(row[1].split("\n"), row[2].split("\n"), strict=True) for row in rows)
    return [fault for row in faults for fault in row]


def stages(proceeding: Proceeding) -> list[tuple[str, str, date]]:
    return [(r.move, r.to_state, r.effective_at.date()) for r in history(proceeding)]


def test_a_row_becomes_proceedings_with_an_offence_and_a_measure(ann, prison, send):
    report = send(line(THEFT))
    assert (report.written, report.rejected, report.ignored) == (Written(added=1), 0, [])
    proceeding = Proceeding.objects.get()
    assert {f: getattr(proceeding, f) for f in (
        "person_id", "unit_id", "country", "state", "authority", "reference",
        "received_on", "judged_on", "in_force_on", "copy_of_id",
    )} == {
        "person_id": ann.pk, "unit_id": prison.pk, "country": "LV", "state": "in_force",
        "authority": "Rīga City Court", "reference": "K-1", "received_on": date(2025, 1, 10),
        "judged_on": date(2025, 3, 3), "in_force_on": date(2025, 3, 20), "copy_of_id": None,
    }  # fmt: skip
    offences = Offence.objects.values_list("proceeding", "person", "code", "iccs", "gravity")
    assert list(offences) == [(proceeding.pk, ann.pk, "175", "05", "less_serious")]
    measure = Measure.objects.get()
    assert (measure.proceeding_id, measure.person_id, measure.kind) == (
        proceeding.pk,
        ann.pk,
        "imprisonment",
    )
    assert (measure.years, measure.months, measure.days, measure.minutes) == (2, 6, 0, None)
    assert (measure.imposed_on, measure.in_force_on, measure.start) == (
        date(2025, 3, 3),
        date(2025, 3, 20),
        date(2025, 3, 20),
    )


def test_the_way_to_the_present_stage_is_told_and_sound(ann, send):
    send(line(THEFT), line(SUSPICION))
    judged, suspected = Proceeding.objects.order_by("received_on")
    assert [(move, state) for move, state, _ in stages(judged)] == [
        ("", "before_judgment"),
        ("record_judgment", "judged"),
        ("enter_into_force", "in_force"),
    ]
    assert [(move, state) for move, state, _ in stages(suspected)] == [("", "before_judgment")]
    assert suspected.presumed_innocent
    assert state_faults([Proceeding]) == []


def test_a_judgment_in_force_makes_the_record_speak_of_a_conviction(ann, send):
    send(line(SUSPICION))
    assert again(ann).category == "suspect"
    send(line(THEFT))
    assert again(ann).category == "convicted"


def test_the_source_row_is_kept_with_what_it_became(ann, send):
    send(line(THEFT))
    source = ProceedingSource.objects.get()
    assert (source.system, source.key, source.person, source.row["reference"]) == (
        "old",
        "p1",
        ann,
        "K-1",
    )
    assert source.proceeding == Proceeding.objects.get()
    assert (source.offence, source.measure) == (Offence.objects.get(), Measure.objects.get())


def test_what_was_imported_is_in_the_record(ann, send):
    send(line(THEFT))
    (act,) = Act.objects.filter(kind="proceedings.import")
    bodies = open_all(Payload.objects.filter(act=act, subject_id=ann.pk)).values()
    rows = sorted(
        change["row"].split(":")[0] for body in bodies if body for change in body["changes"]
    )
    assert rows == [
        "proceedings.measure",
        "proceedings.offence",
        "proceedings.proceedingsource",
    ]
    entered = Act.objects.get(kind="proceedings.enter")
    assert [p.subject_id for p in Payload.objects.filter(act=entered)] == [ann.pk]


def test_the_person_may_be_named_by_the_file_number(prison, send):
    person = new_person(prison)
    send(line(THEFT, person_key="", file_number=person.file_number))
    assert Proceeding.objects.get().person == person


def test_hours_are_minutes_and_the_unit_may_be_another(ann, probation, send):
    hours = {"measure": "community_service", "years": "", "months": "", "hours": "120"}
    send(line(THEFT, **hours, unit="north"))
    assert Measure.objects.get().minutes == 7200
    assert Proceeding.objects.get().unit == probation


def test_running_again_changes_nothing(ann, send):
    send(line(THEFT), line(SUSPICION))
    acts = Act.objects.count()
    assert send(line(THEFT), line(SUSPICION)).written == Written(unchanged=2)
    assert (Act.objects.count(), Proceeding.objects.count()) == (acts, 2)


def test_a_dry_run_counts_and_leaves_nothing(ann, send):
    report = send(line(THEFT), dry_run=True)
    assert (report.written, report.dry_run) == (Written(added=1), True)
    assert (Proceeding.objects.count(), ProceedingSource.objects.count()) == (0, 0)


def test_a_changed_row_changes_what_it_became(ann, send):
    send(line(THEFT))
    changed = line(THEFT, reference="K-2", offence="176", years="3", committed_on="2024-11-06")
    assert send(changed).written == Written(changed=1)
    proceeding, offence, measure = (kind.objects.get() for kind in (Proceeding, Offence, Measure))
    assert (proceeding.reference, proceeding.state) == ("K-2", "in_force")
    assert (offence.code, offence.gravity, offence.committed_on) == (
        "176",
        "serious",
        date(2024, 11, 6),
    )
    assert (measure.years, measure.months) == (3, 6)
    assert ProceedingSource.objects.get().row["reference"] == "K-2"
    assert send(changed).written == Written(unchanged=1)


def test_a_row_that_went_on_takes_the_steps(ann, send):
    pending = {"judged_on": "", "in_force_on": "", "measure": "", "years": "", "months": ""}
    send(line(THEFT, **pending, start=""))
    send(line(THEFT, in_force_on=""))
    proceeding = Proceeding.objects.get()
    assert (proceeding.state, proceeding.judged_on) == ("judged", date(2025, 3, 3))
    send(line(THEFT))
    proceeding = Proceeding.objects.get()
    assert (proceeding.state, proceeding.in_force_on) == ("in_force", date(2025, 3, 20))
    assert Measure.objects.get().in_force_on == date(2025, 3, 20)
    assert [state for _, state, _ in stages(proceeding)] == [
        "before_judgment",
        "judged",
        "in_force",
    ]
    assert again(ann).category == "convicted"


def test_both_steps_in_one_go(ann, send):
    pending = {"judged_on": "", "in_force_on": "", "measure": "", "years": "", "months": ""}
    send(line(THEFT, **pending, start=""))
    assert send(line(THEFT)).written == Written(changed=1)
    assert Proceeding.objects.get().state == "in_force"


NO_DAY = "“{}” is no date like 2025-03-07 or 07.03.2025."
NOT_YET = "This day has not come yet. Give the day when it happened."
BAD = [
    ({"key": ""}, "key", "This must not be empty."),
    ({"authority": ""}, "authority", "This must not be empty."),
    ({"reference": "x" * 41}, "reference", "Longer than 40 characters."),
    ({"authority": "x" * 121}, "authority", "Longer than 120 characters."),
    ({"key": "x" * 81}, "key", "Longer than 80 characters."),
    ({"person_key": "nobody"}, "person_key",
     "Nobody has this key or file number. Import the people first."),
    ({"person_key": "", "file_number": "1"}, "file_number",
     "Nobody has this key or file number. Import the people first."),
    ({"person_key": ""}, "file_number",
     "Nobody has this key or file number. Import the people first."),
    ({"received_on": "31.02.2025"}, "received_on", NO_DAY.format("31.02.2025")),
    ({"judged_on": "2025-03"}, "judged_on", NO_DAY.format("2025-03")),
    ({"in_force_on": "soon"}, "in_force_on", NO_DAY.format("soon")),
    ({"committed_on": "2024"}, "committed_on", NO_DAY.format("2024")),
    ({"start": "2025-13-01"}, "start", NO_DAY.format("2025-13-01")),
    ({"received_on": "2124-01-01"}, "received_on", NOT_YET),
    ({"in_force_on": "2124-01-01"}, "in_force_on", NOT_YET),
    ({"years": "two"}, "years", "“two” is no whole number from 0 to 32767."),
    ({"months": "-1"}, "months", "“-1” is no whole number from 0 to 32767."),
    ({"days": "1.5"}, "days", "“1.5” is no whole number from 0 to 32767."),
    ({"hours": "99999"}, "hours", "“99999” is no whole number from 0 to 32767."),
    ({"days": "9" * 5000}, "days", f"“{'9' * 5000}” is no whole number from 0 to 32767."),
    ({"days": "٣"}, "days", "“٣” is no whole number from 0 to 32767."),
    ({"years": "101"}, "measure",
     "Nobody serves so much. At most 100 years, 1200 months, 32767 days or 100000 hours."),
    ({"start": "9999-12-31"}, "measure",
     "This day is more than fifty years away. Look at the year."),
    ({"received_on": "0201-01-10"}, "received_on",
     "This day lies before 1900. Look at the year."),
    ({"unit": "nowhere"}, "unit",
     "There is no unit “nowhere”. Use its code, or its path if codes repeat."),
    ({"committed_on": "2025-03-04"}, "judged_on", "The offence lies after this judgment."),
    ({"judged_on": ""}, "judged_on", "Nothing is in force without a judgment: give its day."),
    ({"in_force_on": "2025-03-10"}, "in_force_on",
     "On this day the judgment could still be appealed."),
    ({"offence": "9999"}, "offence",
     "The national code had no such offence on that day. Search by number or title."),
    ({"measure": ""}, "measure", "A judgment in force imposes something: name it."),
    ({"measure": "flogging"}, "measure",
     "The law knew no such sentence or measure on that day."),
    ({"years": "", "months": ""}, "measure", "Say how long, how many hours or how much money."),
    ({"judged_on": "", "in_force_on": ""}, "judged_on",
     "There is no judgment yet: the person is presumed innocent. Record the judgment first."),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "column", "reason"), BAD)
def test_a_bad_row_is_handed_back_and_the_rest_comes_in(ann, send, bad, column, reason):
    report = send(line(SUSPICION), line(THEFT, **bad))
    assert (report.written, report.rejected) == (Written(added=1), 1)
    assert rejects(report) == [(column, reason)]
    assert [row.reference for row in Proceeding.objects.all()] == ["P-7"]


def test_all_that_is_wrong_with_a_row_is_said(ann, send):
    report = send(line(THEFT, received_on="x", years="y", unit="z", person_key="w"))
    assert [column for column, _ in rejects(report)] == [
        "received_on",
        "years",
        "unit",
        "person_key",
    ]


def test_the_first_day_may_lie_ahead(ann, send):
    send(line(THEFT, start=days_ago(-5).isoformat()))
    assert Measure.objects.get().start == days_ago(-5)


SINCE = [
    ({"person_key": "k2"}, "person_key", "It was about somebody else. Say here whose they are."),
    ({"judged_on": "2025-03-04"}, "judged_on",
     "It was another day. A judgment is corrected here, by hand."),
    ({"in_force_on": "2025-03-21"}, "in_force_on",
     "It was another day. A judgment is corrected here, by hand."),
    ({"in_force_on": ""}, "in_force_on",
     "It was another day. A judgment is corrected here, by hand."),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "column", "reason"), SINCE)
def test_what_a_changed_row_cannot_take_back(ann, send, tmp_path, changed, column, reason):
    header = ["key", "family", "category", "unit"]
    path = write(tmp_path / "more.csv", ["k2", "Liepa", "suspect", "riga"], header=header)
    import_people(path, by=SERVICE, system="old")
    send(line(THEFT))
    report = send(line(THEFT, **changed))
    assert (report.written, rejects(report)) == (Written(), [(column, reason)])
    assert ProceedingSource.objects.get().row["judged_on"] == "03.03.2025"


def test_a_measure_does_not_vanish(ann, send):
    send(line(THEFT, in_force_on=""))
    report = send(line(THEFT, in_force_on="", measure=""))
    assert rejects(report) == [("measure", "It named one before. End that one here, and say how.")]


@pytest.mark.parametrize("column", ["judged_on", "in_force_on"])
def test_what_has_moved_on_here_is_not_moved_by_a_row(ann, send, column):
    before = {"in_force_on": ""} if column == "in_force_on" else {
        **dict.fromkeys(("in_force_on", "judged_on", "measure", "years", "months"), "")
    }  # fmt: skip
    send(line(THEFT, **before))
    proceeding = Proceeding.objects.get()
    if column == "in_force_on":
        advance(by=SERVICE, proceeding=proceeding, code="appeal")
        now, state = {}, "appealed"
    else:
        advance(by=SERVICE, proceeding=proceeding, code="terminate", reason="withdrawn")
        now, state = {"in_force_on": ""}, "terminated"
    report = send(line(THEFT, **now))
    assert rejects(report) == [(column, f"These proceedings have moved on here: {state}.")]
    assert again(proceeding).state == state


def test_two_systems_do_not_meet(ann, send, prison, tmp_path):
    send(line(THEFT))
    person = new_person(prison)
    path = write(tmp_path / "other.csv", line(THEFT, person_key="", file_number=person.file_number))
    report = run(kinds()["proceedings"], path, by=SERVICE, system="new")
    assert report.written == Written(added=1)
    assert Proceeding.objects.count() == 2
    path = write(tmp_path / "other.csv", line(THEFT, key="p9"))
    assert run(kinds()["proceedings"], path, by=SERVICE, system="new").rejected == 1


def test_the_command_line_knows_the_kind():
    assert [kind for kind in kinds() if kind in ("people", "proceedings")] == [
        "people",
        "proceedings",
    ]
