"""What My day shows of appointments: whose they are, in which state, and who is met too rarely."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.supervision.actions import call_off, record_outcome, reschedule
from tilts.casework.supervision.my_day import behind, meetings, mine, not_listed
from tilts.casework.supervision.outcomes import Said
from tilts.casework.supervision.queries import last_seen
from tilts.casework.supervision.standard import month_of
from tilts.platform.access.telling import told_once
from tilts.platform.design.display import local
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.workflow.my_day import Row

from .meetings import HALF_AN_HOUR, agreed, begun, wanted
from .notes import at, note
from .test_standings import supervised

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()
SEEN = 'MAX("supervision_contactnote"."happened_at")'
PASSED_ON = 'SELECT "allocation_allocation"."id"'
MERGED = 'FROM "people_person" WHERE "people_person"."merged_into_id"'  # whether anybody was


def link(name: str, row: Any) -> str:
    return reverse(f"supervision:{name}", args=[row.person_id, row.pk]) + "?day"


def today_of(staff: Staff) -> Actor:
    return actor_for(staff, TODAY)


def more(row: Any, **values: Any) -> dict[str, Any]:
    usual = {"at": row.starts_at, "earlier": False, "ahead": False, "undo": ""}
    return {**usual, **values}


@pytest.fixture
def colleague(caseload) -> Staff:
    return caseload.house.member("probation_officer", "jelgava")


@pytest.fixture
def midnight() -> Any:
    """The first moment of today: the earliest at which an appointment of today can be."""
    return at(0, 0)


def test_each_state_of_an_appointment_has_its_row(caseload, anna, midnight):
    """Open, said, and of an earlier day; a contact that was only agreed stands among them."""
    said = begun(anna, caseload.officer, midnight, about="Work")
    record_outcome(by=caseload.actor, appointment=said, said=Said(choice="unacceptable"))
    old = begun(caseload.add("Berta"), caseload.officer, midnight - timedelta(hours=9))
    celma = caseload.add("Celma")
    loose = note(celma, caseload.officer, -7, next_on=at(0, 23))
    assert meetings(caseload.actor) == [
        Row(
            text="",
            tone="warning",
            person=old.person_id,
            url=link("outcome", old),
            more=more(old, earlier=True),
        ),
        Row(
            text="did not come: no acceptable reason",
            tone="danger",
            person=anna.pk,
            note="Work",
            url=link("appointment", said),
            more=more(said, undo=link("take_back", said)),
        ),
        Row(
            text="",
            person=celma.pk,
            url=reverse("supervision:record", args=[celma.pk]) + "?day",
            more={"at": loose.next_on, "seen": False},
        ),
    ]


def test_one_that_is_ahead_today_is_looked_at_and_not_recorded(caseload, anna):
    """Its row is asked of the query alone when the day has no hour left."""
    moment = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    row = begun(anna, caseload.officer, moment)
    expected = Row(
        text="",
        tone="info",
        person=anna.pk,
        url=link("appointment", row),
        more=more(row, ahead=True),
    )
    assert meetings(caseload.actor) == [expected] * (timezone.localdate(moment) == TODAY)


def test_what_does_not_take_place_and_what_is_another_day_is_not_there(caseload, anna):
    off = agreed(caseload.actor, anna, 1)
    call_off(by=caseload.actor, appointment=off, side="person", because="Ill")
    agreed(caseload.actor, anna, 2)
    begun(anna, caseload.officer, at(-3), called_off_by="person", called_off_because="Ill")
    said = begun(anna, caseload.officer, at(-2))
    record_outcome(by=caseload.actor, appointment=said, said=Said(choice="not-brought"))
    assert meetings(caseload.actor) == []


def test_it_is_up_to_who_took_the_person_over(caseload, anna, colleague):
    row = begun(anna, caseload.officer, at(-2))
    other = begun(caseload.add("Berta"), caseload.officer, at(-1))
    how = Handover(on=TODAY, reason="leave")
    reassign(by=SERVICE, person=anna.pk, to=colleague, how=how)
    found = {
        staff: [one.url for one in meetings(today_of(staff))]
        for staff in (caseload.officer, colleague)
    }
    assert found == {
        caseload.officer: [link("outcome", other)],
        colleague: [link("outcome", row)],
    }


def test_what_a_colleague_agreed_with_ones_people_is_theirs(caseload, anna):
    head = caseload.house.member("head_of_unit", "jelgava")
    row = begun(anna, head, at(-1))
    found = [[one.url for one in meetings(today_of(one))] for one in (caseload.officer, head)]
    assert found == [[], [link("outcome", row)]]


def test_the_caseload_knows_of_a_recorded_one(caseload, anna):
    """Seen by it, and with a next date by the one agreed there."""
    row = begun(anna, caseload.officer)
    before = [one.text for one in not_listed(caseload.actor)]
    said = Said(choice="complied", text="Found work.", next=wanted(7))
    record_outcome(by=caseload.actor, appointment=row, said=said)
    after = [one.text for one in not_listed(caseload.actor)]
    assert (before, after) == (["never seen · no next contact agreed"], [])
    assert last_seen([anna.pk]) == {anna.pk: row.starts_at}
    assert [one.text.startswith("seen ") for one in mine(caseload.actor)] == [True]


def test_without_the_next_one_they_are_listed_again(caseload, anna):
    row = begun(anna, caseload.officer)
    said = Said(choice="late", text="Found work.", next=wanted(7))
    record_outcome(by=caseload.actor, appointment=row, said=said)
    new = row.led_to.get()
    moved = reschedule(by=caseload.actor, appointment=new, side="person", wanted=wanted(8))
    listed = [one.text for one in not_listed(caseload.actor)]
    call_off(by=caseload.actor, appointment=moved, side="person", because="Ill")
    again = [one.text for one in not_listed(caseload.actor)]
    assert (listed, again) == ([], ["no next contact agreed"])


def test_whoever_falls_behind_is_named_with_what_is_missing(caseload):
    """The one of whom more is missing first; nobody without a standard."""
    last = month_of(TODAY).last
    two, one = supervised(caseload, "Ozola"), supervised(caseload, "Berta")
    caseload.add("Celma")
    note(one, caseload.officer, 0, happened_at=timezone.now())
    url = reverse("supervision:agree", args=[two.pk]) + "?day"
    found = behind(caseload.actor, last)
    text = f"2 contacts are still to be agreed by {local(last)}"
    assert found[0] == Row(
        text="0 of 2 this month", note=text, person=two.pk, url=url, tone="warning"
    )
    assert [(row.person, row.text) for row in found[1:]] == [(one.pk, "1 of 2 this month")]


def test_it_asks_as_much_for_one_as_for_three(caseload):
    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            behind(caseload.actor)
            rows = meetings(caseload.actor)
        return len(rows), len(queries)

    found: list[tuple[int, int]] = []
    for family in ("Ozola", "Berta", "Celma"):
        whom = supervised(caseload, family)
        begun(whom, caseload.officer, at(-1) - len(found) * HALF_AN_HOUR)
        found.append(asked())
    assert [rows for rows, _queries in found] == [1, 2, 3]
    assert found[2][1] == found[0][1]


def test_what_the_day_asks_twice_is_read_once(caseload, anna):
    """When people were seen, who took them over from whom; and of one's own who they are."""
    begun(anna, caseload.officer)
    note(anna, caseload.officer, -7, next_on=at(0, 23))
    with told_once(), CaptureQueriesContext(connection) as asked:
        rows = [row for section in (not_listed, meetings, mine) for row in section(caseload.actor)]
    queries = [one["sql"] for one in asked]
    assert len(rows) == 3
    assert [sum(part in sql for sql in queries) for part in (SEEN, PASSED_ON, MERGED)] == [1, 1, 1]
