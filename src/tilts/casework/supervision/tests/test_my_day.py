"""What an officer's day shows: meetings, their people, and who is not listed elsewhere."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import change, person
from tilts.casework.supervision.my_day import meetings, mine, not_listed
from tilts.casework.supervision.panels import agreed, latest
from tilts.casework.supervision.queries import (
    contacts_of,
    last_seen,
    latest_contacts,
    next_agreed,
    one_contact,
    up_to,
)
from tilts.casework.supervision.rules import appointment
from tilts.jurisdictions.loading import packs
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import short_date
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.my_day import Row
from tilts.platform.workflow.panels import Next

from .notes import at, note

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


def to_record(whom) -> str:
    return reverse("supervision:record", args=[whom.pk]) + "?day"


def test_meetings_of_today_by_time(caseload, anna):
    second = caseload.add("Liepa")
    late = note(anna, caseload.officer, -7, next_on=at(0, 15))
    early = note(second, caseload.officer, -7, next_on=at(0, 10))
    note(anna, caseload.officer, -8, next_on=at(1))
    note(anna, caseload.officer, -9, next_on=at(0, 11), withdrawn=True)
    note(anna, caseload.house.member("probation_officer", "jelgava"), -9, next_on=at(0, 12))
    assert meetings(caseload.actor) == [
        Row(
            text="",
            person=second.pk,
            url=to_record(second),
            more={"at": early.next_on, "seen": False},
        ),
        Row(text="", person=anna.pk, url=to_record(anna), more={"at": late.next_on, "seen": False}),
    ]


def test_a_meeting_says_when_the_person_was_seen_today_already(caseload, anna):
    second = caseload.add("Liepa")
    for whom in (anna, second):
        note(whom, caseload.officer, -7, next_on=at(0, 15))
    note(anna, caseload.house.member("probation_officer", "jelgava"), 0, happened_at=at(0, 0))
    note(second, caseload.officer, 0, happened_at=at(0, 0), withdrawn=True)
    seen = {row.person: row.more["seen"] for row in meetings(caseload.actor)}
    assert seen == {anna.pk: True, second.pk: False}


def test_whoever_stands_in_has_the_meetings_and_the_people(caseload, anna, house):
    colleague = house.member("probation_officer", "jelgava")
    actor = actor_for(colleague, TODAY)
    agreed_on = note(anna, caseload.officer, -7, next_on=at(0, 15)).next_on
    assert (meetings(actor), mine(actor)) == ([], [])
    since, until = TODAY - timedelta(days=1), TODAY + timedelta(days=3)
    plan_absence(by=SERVICE, staff=caseload.officer, since=since, until=until, substitute=colleague)
    assert [row.more for row in meetings(actor)] == [{"at": agreed_on, "seen": False}]
    assert [row.person for row in mine(actor)] == [anna.pk]


def test_my_people_with_when_they_were_seen(caseload, anna):
    never = caseload.add("Ābele")
    note(anna, caseload.officer, -9)
    last = note(anna, caseload.officer, -2)
    note(anna, caseload.officer, -1, withdrawn=True)
    assert mine(caseload.actor) == [
        Row(text="never seen", person=never.pk, url=to_record(never)),
        Row(text=f"seen {short_date(last.happened_at)}", person=anna.pk, url=to_record(anna)),
    ]


def test_the_dead_are_nobodys_people(caseload, anna):
    change(anna, died_on=TODAY)
    assert (mine(caseload.actor), not_listed(caseload.actor)) == ([], [])


def longest() -> int:
    """The threshold of the country pack."""
    return packs(settings.PACKS)["LV"].threshold("not_seen_days", on=TODAY)


def test_who_is_not_listed_elsewhere_and_why(caseload):
    fine, unseen, late, without = (caseload.add(f"{n} Kalna") for n in "ABCD")
    officer, limit = caseload.officer, longest()
    note(fine, officer, -limit, next_on=at(3))
    note(late, officer, -limit - 1, next_on=at(3))
    note(without, officer, -1)
    rows = [
        (unseen, "never seen · no next contact agreed"),
        (late, f"not seen for {limit + 1} days"),
        (without, "no next contact agreed"),
    ]
    assert not_listed(caseload.actor) == [
        Row(text=text, person=whom.pk, url=to_record(whom), tone="warning") for whom, text in rows
    ]
    assert fine.pk not in {row.person for row in not_listed(caseload.actor)}


def test_a_contact_agreed_for_today_is_still_ahead_and_yesterdays_is_not(caseload, anna):
    note(anna, caseload.officer, -5, next_on=at(-1))
    assert [row.text for row in not_listed(caseload.actor)] == ["no next contact agreed"]
    note(anna, caseload.officer, -4, next_on=at(0, 0))
    assert not_listed(caseload.actor) == []


@pytest.mark.parametrize("section", [meetings, mine, not_listed])
def test_as_many_queries_for_three_rows_as_for_one(caseload, section):
    def queries() -> int:
        actor = caseload.actor
        with CaptureQueriesContext(connection) as captured:
            rows = section(actor)
        return len(captured) if rows else 0

    def one_more(family: str) -> None:
        whom = caseload.add(family)
        note(whom, caseload.officer, -50, next_on=at(0))

    one_more("A")
    one = queries()
    one_more("B")
    one_more("C")
    assert (queries(), one > 0) == (one, True)


def test_what_happens_next_is_the_nearest_contact_agreed(caseload, anna):
    other = caseload.add("Liepa")
    note(anna, caseload.officer, -9, next_on=at(20))
    note(anna, caseload.officer, -8, next_on=at(4))
    note(anna, caseload.officer, -7, next_on=at(-1))
    note(anna, caseload.officer, -6, next_on=at(2), withdrawn=True)
    url = reverse("supervision:record", args=[anna.pk])
    step = Next("Contact agreed", TODAY + timedelta(days=4), url)
    assert agreed(caseload.actor, [anna.pk, other.pk]) == {anna.pk: [step]}
    assert next_agreed([anna.pk], TODAY + timedelta(days=5)) == {anna.pk: at(20)}


def test_the_latest_contact_of_each(caseload, anna):
    other, never = caseload.add("Liepa"), caseload.add("Egle")
    note(anna, caseload.officer, -9)
    last = note(anna, caseload.officer, -2)
    note(anna, caseload.officer, -1, withdrawn=True)
    only = note(other, caseload.officer, -4)
    people = [anna.pk, other.pk, never.pk]
    assert latest(caseload.actor, people) == {anna.pk: last, other.pk: only}
    with CaptureQueriesContext(connection) as captured:
        found = latest_contacts(people)
        assert [row.staff.pk for row in found.values()] == [caseload.officer.pk] * 2
    assert len(captured) == 2  # the notes with their staff, and who was merged into whom


def test_all_contacts_newest_first_withdrawn_ones_too(caseload, anna):
    old, new = note(anna, caseload.officer, -9), note(anna, caseload.officer, -1, withdrawn=True)
    note(caseload.add("Liepa"), caseload.officer, -2)
    assert list(contacts_of([anna.pk])) == [new, old]
    assert last_seen([anna.pk]) == {anna.pk: old.happened_at}


def test_one_contact_of_the_other_person_is_not_there(caseload, anna):
    other = caseload.add("Liepa")
    row = note(anna, caseload.officer, -9)
    assert (one_contact(anna.pk, row.pk), one_contact(other.pk, row.pk)) == (row, None)


def test_meetings_of_nobody(caseload, anna):
    note(anna, caseload.officer, -9, next_on=at(0))
    nobody, another_day = up_to([], [], at(0)), up_to([caseload.officer.pk], [], at(-40))
    assert (nobody.contacts, another_day.contacts) == ([], [])


def test_reads_leave_out_whom_the_officer_does_not_see(house, caseload, anna):
    far = person("Tālais", at=house.units["riga"])
    note(far, caseload.officer, -9, next_on=at(0))
    with seen_by(caseload.actor):
        assert (meetings(caseload.actor), list(contacts_of([far.pk]))) == ([], [])


def passed_to(colleague, whom) -> None:
    how = Handover(on=TODAY, reason="moves to another team")
    reassign(by=SERVICE, person=whom.pk, to=colleague, how=how)


def who_meets(*staff) -> dict[str, list[UUID | None]]:
    """Whom each of them meets today."""
    return {s.family: [row.person for row in meetings(actor_for(s, TODAY))] for s in staff}


@pytest.fixture
def next_officer(house):
    staff = house.member("probation_officer", "jelgava")
    with act("test.rename", by=SERVICE):
        staff.family = "Next"
        staff.save()
    return staff


def test_a_meeting_passes_to_the_next_officer_with_the_person(caseload, house, next_officer):
    whom, officer = caseload.add("Liepa", TODAY - timedelta(days=30)), caseload.officer
    colleague = house.member("mediator", "jelgava")
    note(whom, officer, -7, next_on=at(0, 15))
    note(whom, colleague, -6, next_on=at(0, 16))  # never responsible: it stays theirs
    assert who_meets(officer, next_officer) == {"Kalna": [whom.pk], "Next": []}
    passed_to(next_officer, whom)
    assert who_meets(officer, next_officer) == {"Kalna": [], "Next": [whom.pk]}
    assert appointment(caseload.actor, whom.pk) == ""
    assert appointment(actor_for(colleague, TODAY), whom.pk) == "appointment"
    passed_to(officer, whom)  # the same day: who was responsible is again
    assert who_meets(officer, next_officer) == {"Kalna": [whom.pk], "Next": []}


def test_what_a_former_officer_agrees_later_is_theirs(caseload, next_officer):
    officer, long_ago = caseload.officer, TODAY - timedelta(days=30)
    whom = caseload.add("Liepa", long_ago)
    how = Handover(on=TODAY - timedelta(days=20), reason="another team")
    reassign(by=SERVICE, person=whom.pk, to=next_officer, how=how)
    note(whom, officer, -7, next_on=at(0, 15))
    assert who_meets(officer, next_officer) == {"Kalna": [whom.pk], "Next": []}
    assert appointment(caseload.actor, whom.pk) == "appointment"


def test_a_meeting_on_a_merged_record_passes_with_the_person(caseload, next_officer):
    kept = caseload.add("Liepa", TODAY - timedelta(days=30))
    gone = person("Liepina", at=caseload.house.units["jelgava"], country="LV")
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")
    note(gone, caseload.officer, -7, next_on=at(0, 15))
    passed_to(next_officer, kept)
    assert who_meets(caseload.officer, next_officer) == {"Kalna": [], "Next": [gone.pk]}
