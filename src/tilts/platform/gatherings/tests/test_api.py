"""Groups through the API: the same forms, actions and reasons as on the pages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tilts.doors.api.tests.callers import Caller, browser, reasons, system, told
from tilts.platform.gatherings.actions import Mark, mark
from tilts.platform.gatherings.models import Attendance, Enrolment, Outcome, Series, Session
from tilts.platform.gatherings.tests.groups import MONDAY
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation, Way

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MONDAYS = {"weekly": [{"weekday": 0, "at": "10:00"}], "since": str(MONDAY)}
TUESDAY = "2031-03-04T09:00:00+02:00"


@pytest.fixture
def head(house):
    return browser(house.member("head_of_unit"))


def group(series: Series, *steps: str) -> str:
    """The address of a group, or of something below it."""
    return "/".join(["/gatherings", str(series.pk), *steps])


def below(what: str, row: Any, *steps: str) -> str:
    return "/".join(["/gatherings", what, str(row.pk), *steps])


def made(answer: Any) -> Any:
    """The id of what was made; fails when nothing was."""
    assert answer.status_code == 201, answer.content
    return answer.json()["id"]


class TestReading:
    """What a client reads, and that it has looked."""

    def test_groups_are_listed_as_one_sees_them(self, groups, head, series):
        other = groups.series("olaine")
        status, page = told(head.get("/gatherings"))
        assert (status, page["items"]) == (
            200,
            [
                {
                    "id": str(series.pk),
                    "name": series.name,
                    "template": "calm 1",
                    "unit": str(series.unit_id),
                    "capacity": 10,
                    "opened_on": str(LONG_AGO),
                    "closed_on": None,
                    "closed_because": "",
                }
            ],
        )
        assert str(other.pk) not in str(page)

    def test_closed_groups_are_listed_when_they_are_asked_for(self, head, series):
        made(head.post(group(series, "close"), {"on": str(TODAY), "because": "over"}))
        assert told(head.get("/gatherings"))[1]["items"] == []
        (row,) = told(head.get("/gatherings", {"ended": "true"}))[1]["items"]
        assert (row["closed_on"], row["closed_because"]) == (str(TODAY), "over")

    def test_a_group_is_read_with_its_sessions_and_people(self, groups, head, series, room):
        row, past = groups.enrolled(series), groups.past(series)
        mark(by=SERVICE, session=past, marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)])
        whole = told(head.get(group(series)))[1]
        assert whole["series"]["name"] == series.name
        assert [one["id"] for one in whole["sessions"]] == [str(past.pk)]
        assert whole["enrolments"] == [
            {
                "id": str(row.pk),
                "series": str(series.pk),
                "party": str(row.party_id),
                "kind": "custody",
                "since": str(LONG_AGO),
                "until": None,
                "waiting_days": 0,
                "ended_how": "",
                "sessions": 1,
                "minutes": 90,
            }
        ]

    def test_a_session_is_read_with_its_sheet(self, groups, head, series):
        one, other = groups.enrolled(series), groups.enrolled(series)
        past = groups.past(series)
        absent = Mark(enrolment=one.pk, outcome=Outcome.EXCUSED, excuse="court", note="Riga")
        mark(by=SERVICE, session=past, marks=[absent])
        sheet = told(head.get(below("sessions", past)))[1]
        assert sheet["session"]["leaders"] == [str(one.pk) for one in groups.leaders]
        assert (sheet["session"]["code"], sheet["session"]["online"]) == ("first", True)
        (marked, blank) = sheet["marks"]
        assert {**marked, "said_at": None} == {
            "enrolment": str(one.pk),
            "outcome": "excused",
            "excuse": "court",
            "moved_by": "",
            "minutes": 0,
            "note": "Riga",
            "said_at": None,
        }
        assert (blank["enrolment"], blank["outcome"]) == (str(other.pk), "")

    def test_who_is_read_has_been_looked_at(self, groups, head, series):
        row, past = groups.enrolled(series), groups.past(series)
        for address in (
            group(series),
            below("sessions", past),
            below("enrolments", row),
        ):
            assert head.get(address).status_code == 200
        looks = Consultation.objects.order_by("recorded_at", "id")
        assert [(one.way, one.purpose) for one in looks] == [(Way.API, "appointment")] * 3
        assert [one.about for one in looks] == [
            f"gatherings.series:{series.pk}",
            f"gatherings.session:{past.pk}",
            f"gatherings.enrolment:{row.pk}",
        ]

    def test_what_one_does_not_see_is_not_there(self, groups, series):
        row, past = groups.enrolled(series), groups.past(series)
        stranger = browser(groups.house.member("head_of_unit", "olaine"))
        for address in (group(series), below("sessions", past), below("enrolments", row)):
            assert stranger.get(address).status_code == 404
        assert stranger.post(group(series, "schedule"), MONDAYS).status_code == 404

    def test_a_system_reads_the_groups_of_its_agency(self, house, series):
        assert len(told(system(house).get("/gatherings"))[1]["items"]) == 1
        assert told(system(house, unit="jelgava").get("/gatherings"))[1]["items"] == []


class TestSeries:
    """Groups are opened, scheduled, led and closed."""

    def test_one_is_opened_and_scheduled(self, groups, head, template, room):
        riga = groups.house.units["riga"]
        body = {"template": str(template.pk), "unit": str(riga.pk), "name": "Spring"}
        key = made(head.post("/gatherings", {**body, "on": str(LONG_AGO), "capacity": 8}))
        series = Series.objects.get(pk=key)
        assert (series.name, series.capacity) == ("Spring", 8)
        for staff in groups.leaders:
            leads = {"party": str(staff.pk), "since": str(LONG_AGO)}
            made(head.post(group(series, "leaders"), leads))
        made(head.post(group(series, "schedule"), {**MONDAYS, "places": [str(room.pk)]}))
        assert {one.place for one in series.sessions.all()} == {room}
        assert [str(one.starts_at.date()) for one in series.sessions.order_by("starts_at")] == [
            "2031-03-03",
            "2031-03-10",
            "2031-03-17",
        ]

    def test_the_rest_is_rescheduled_twice_a_week(self, groups, head, series):
        groups.scheduled(series)
        weekly = [{"weekday": 1, "at": "09:00"}, {"weekday": 3, "at": "14:00"}]
        made(head.post(group(series, "reschedule"), {"weekly": weekly, "since": str(MONDAY)}))
        assert [one.starts_at.hour for one in series.sessions.order_by("starts_at")] == [7, 12, 7]

    @pytest.mark.parametrize(
        ("change", "where"),
        [
            ({"weekly": []}, "weekly"),
            ({"weekly": [{"weekday": 7, "at": "10:00"}]}, "weekday"),
            ({"since": "soon"}, "since"),
            ({"hall": "Gym"}, "hall"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, head, series, change, where):
        answer = head.post(group(series, "schedule"), {**MONDAYS, **change})
        assert answer.status_code == 422
        assert where in answer.content.decode()

    def test_a_strange_room_is_refused(self, head, series):
        answer = head.post(group(series, "schedule"), {**MONDAYS, "places": [str(uuid4())]})
        assert answer.status_code == 422
        assert Session.objects.count() == 0

    def test_leaders_are_replaced_in_one_step(self, groups, head, series):
        groups.scheduled(series)
        old, new = groups.leaders[0], groups.house.member("facilitator")
        body = {"leader": str(old.pk), "successor": str(new.pk), "since": str(TODAY)}
        made(head.post(group(series, "leaders", "replace"), body))
        led = {row.party_id for one in series.sessions.all() for row in one.led_by.all()}
        assert led == {new.pk, groups.leaders[1].pk}

    def test_places_are_changed(self, head, series):
        made(head.post(group(series, "places"), {"capacity": 12}))
        series.refresh_from_db()
        assert series.capacity == 12

    def test_a_group_is_not_closed_over_people(self, groups, head, series):
        groups.enrolled(series)
        answer = head.post(group(series, "close"), {"on": str(TODAY), "because": "over"})
        assert reasons(answer) == (422, ["enrolled-still"])


class TestPeople:
    """People are enrolled, leave, and go on elsewhere."""

    def enrol(self, head: Caller, series: Series, party: Any, **more: str) -> Any:
        body = {"party": str(party), "since": str(LONG_AGO), **more}
        return head.post(group(series, "enrolments"), body)

    def test_somebody_is_enrolled_with_their_waiting_days(self, groups, head, series):
        since = str(LONG_AGO - timedelta(days=20))
        key = made(self.enrol(head, series, groups.somebody(), waiting_since=since))
        row = told(head.get(f"/gatherings/enrolments/{key}"))[1]
        assert (row["kind"], row["waiting_days"]) == ("community", 20)

    def test_an_eleventh_is_refused_with_the_reason(self, groups, head, series):
        for _ in range(10):
            made(self.enrol(head, series, groups.somebody()))
        assert reasons(self.enrol(head, series, groups.somebody())) == (422, ["full"])
        assert Enrolment.objects.count() == 10

    def test_nobody_is_enrolled_who_is_not_in_sight(self, head, series):
        assert self.enrol(head, series, uuid4()).status_code == 422
        assert Enrolment.objects.count() == 0

    def test_an_enrolment_ends(self, groups, head, series):
        row = groups.enrolled(series)
        body = {"on": str(TODAY), "how": "completed", "because": "all sessions"}
        made(head.post(below("enrolments", row, "end"), body))
        row.refresh_from_db()
        assert (row.until, row.ended_how, row.ended_because) == (
            TODAY,
            "completed",
            "all sessions",
        )

    def test_it_does_not_end_in_a_way_that_nobody_chooses(self, groups, head, series):
        row = groups.enrolled(series)
        answer = head.post(below("enrolments", row, "end"), {"on": str(TODAY), "how": "died"})
        assert answer.status_code == 422

    def test_somebody_goes_on_with_what_they_did(self, groups, head, series):
        row, other = groups.enrolled(series), groups.series()
        body = {"to": str(other.pk), "on": str(TODAY)}
        key = made(head.post(below("enrolments", row, "transfer"), body))
        new = Enrolment.objects.get(pk=key)
        assert (new.series, new.journey) == (other, row.journey)


class TestSessions:
    """Single sessions are added, moved, covered and cancelled."""

    def new(self, groups: Any, **more: Any) -> dict[str, Any]:
        leaders = [str(one.pk) for one in groups.leaders]
        return {"code": "first", "starts_at": TUESDAY, "leaders": leaders, **more}

    def test_one_is_added_for_who_missed_it(self, groups, head, series, room):
        row, past = groups.enrolled(series), groups.past(series)
        absent = Mark(enrolment=row.pk, outcome=Outcome.UNACCEPTABLE)
        mark(by=SERVICE, session=past, marks=[absent])
        body = self.new(groups, alone=str(row.pk), place=str(room.pk), minutes=60)
        key = made(head.post(group(series, "sessions"), body))
        session = Session.objects.get(pk=key)
        assert (session.alone, session.catches_up, session.minutes) == (row, past, 60)
        assert session.starts_at.isoformat() == "2031-03-04T07:00:00+00:00"

    def test_one_is_moved_covered_and_cancelled(self, groups, head, series):
        first, *_rest = groups.scheduled(series)
        other = groups.house.member("facilitator")
        made(head.post(below("sessions", first, "move"), {"starts_at": TUESDAY}))
        cover = {"leader": str(groups.leaders[0].pk), "successor": str(other.pk)}
        made(head.post(below("sessions", first, "cover"), cover))
        made(head.post(below("sessions", first, "cancel"), {"because": "no heating"}))
        sheet = told(head.get(below("sessions", first)))[1]["session"]
        assert (sheet["starts_at"], sheet["cancelled_because"]) == (
            "2031-03-04T07:00:00Z",
            "no heating",
        )
        assert str(other.pk) in sheet["leaders"]

    def test_nothing_is_moved_into_the_past(self, groups, head, series):
        first, *_rest = groups.scheduled(series)
        body = {"starts_at": "2026-01-05T09:00:00Z"}
        assert reasons(head.post(below("sessions", first, "move"), body)) == (
            422,
            ["in-the-past"],
        )


class TestMarks:
    """Marks come from a device once, twice, late and out of order."""

    def said(self, row: Enrolment, outcome: str = "complied", ago: int = 5, **more: Any) -> Any:
        when = timezone.now() - timedelta(minutes=ago)
        told = {"enrolment": str(row.pk), "outcome": outcome, "said_at": when.isoformat()}
        return {**told, "key": str(uuid4()), **more}

    def send(self, head: Caller, session: Session, *marks: Any) -> list[str]:
        answer = head.post(below("sessions", session, "marks"), {"marks": marks})
        assert answer.status_code == 200, answer.content
        return list(answer.json()["told"].values())

    def test_the_same_marks_twice_count_once(self, groups, head, series):
        rows, past = [groups.enrolled(series) for _ in range(3)], groups.past(series)
        marks = [self.said(row) for row in rows]
        assert self.send(head, past, *marks) == ["written"] * 3
        assert self.send(head, past, *marks) == ["known"] * 3
        assert Attendance.objects.count() == 3

    def test_the_last_word_stands_though_it_came_first(self, groups, head, series):
        row, past = groups.enrolled(series), groups.past(series)
        late, early = self.said(row, ago=1), self.said(row, "unacceptable", ago=30)
        assert self.send(head, past, late) == ["written"]
        assert self.send(head, past, early) == ["overtaken"]
        assert Attendance.objects.get().outcome == "complied"

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"outcome": "excused"}, "excuse-wanted"),
            ({"outcome": "rescheduled"}, "mover-wanted"),
            ({"minutes": 100}, "minutes"),
            ({"outcome": "unacceptable", "minutes": 5}, "minutes"),
            ({"enrolment": "00000000-0000-7000-8000-000000000000"}, "not-enrolled"),
        ],
    )
    def test_what_cannot_be_says_why(self, groups, head, series, more, code):
        row, past = groups.enrolled(series), groups.past(series)
        answer = head.post(below("sessions", past, "marks"), {"marks": [self.said(row, **more)]})
        assert reasons(answer) == (422, [code])
        assert Attendance.objects.count() == 0

    def test_one_wrong_mark_keeps_all_from_being_written(self, groups, head, series):
        row, past = groups.enrolled(series), groups.past(series)
        good, wrong = self.said(row), self.said(row, minutes=100)
        answer = head.post(below("sessions", past, "marks"), {"marks": [good, wrong]})
        assert answer.status_code == 422
        assert Attendance.objects.count() == 0

    def test_a_word_that_nobody_knows_is_refused(self, groups, head, series):
        row, past = groups.enrolled(series), groups.past(series)
        answer = head.post(below("sessions", past, "marks"), {"marks": [self.said(row, "asleep")]})
        assert answer.status_code == 422
        assert head.post(below("sessions", past, "marks"), {"marks": []}).status_code == 422
