"""What is read of a meeting costs the same for one invitee, decision or meeting as for three."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.meetings.content import Guest
from tilts.casework.meetings.queries import one_meeting
from tilts.casework.meetings.sheet import MinutesSheet
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.doors.api.tests.callers import Caller
from tilts.doors.api.tests.callers import told as answered
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .desk import police, url


def asked(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        read()
    return len(found)


def test_a_meeting_asks_the_same_for_one_guest_and_decision_as_for_three(desk):
    def counts() -> dict[str, int]:
        return {name: asked(read) for name, read in reads.items()}

    api, meeting = Caller(desk.browser), desk.held()
    reads = {
        "page": lambda: desk.browser.get(url("one", meeting)),
        "minutes": lambda: desk.browser.get(url("minutes", meeting)),
        "approval": lambda: desk.browser.get(url("move", meeting, "approve")),
        "api": lambda: api.get(f"/meetings/{meeting.pk}"),
        "paper": lambda: MinutesSheet(one_meeting(meeting.pk)).data("lv", number="", made_at=""),
    }
    desk.decide(meeting)
    counts()
    before = counts()
    for _ in range(2):
        staff = desk.house.member("prison_officer")
        with act("test.more_come", by=SERVICE):
            for guest in (police(), Guest(sector="own", staff=staff)):
                meeting.invitees.create(person=desk.anna, **vars(guest))
        desk.decide(meeting, responsible=staff)
    assert (meeting.invitees.count(), meeting.decisions.count()) == (6, 3)
    assert counts() == before


def test_the_list_of_the_api_goes_on_where_its_page_ended(desk):
    api, about = Caller(desk.browser), f"/people/{desk.anna.pk}/meetings"
    one = [desk.planned()]
    read = lambda **more: answered(api.get(about, more))[1]  # noqa: E731 - a read
    read()
    before = asked(read)
    rows = [*one, desk.planned(), desk.planned()]
    assert asked(read) == before
    newest = [str(row.pk) for row in reversed(rows)]
    first = read(size=2)
    rest = read(size=2, cursor=first["next"])
    assert [row["id"] for row in (*first["items"], *rest["items"])] == newest
    assert (len(first["items"]), first["previous"], rest["next"]) == (2, None, None)


def test_the_api_tells_of_both_records_of_somebody_on_which_one_it_stands(desk):
    other = person("Ozoliņa", at=desk.house.units["riga"], country="LV")
    meeting = desk.planned()
    merge_people(by=SERVICE, kept_id=other.pk, gone_id=desk.anna.pk, reason="the same")
    why = {"Tilts-Purpose": "check; helps a colleague"}
    found = answered(Caller(desk.browser).get(f"/people/{other.pk}/meetings", **why))
    rows = [(row["id"], row["person"]) for row in found[1]["items"]]
    assert (found[0], rows) == (200, [(str(meeting.pk), str(desk.anna.pk))])
