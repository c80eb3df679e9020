"""Every step on a page says why it cannot be, what would help, and loses nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.platform.gatherings.actions import (
    Mark,
    cancel_session,
    close_series,
    enrol,
    keep_apart,
    mark,
)
from tilts.platform.gatherings.models import Enrolment, Leader, Leading, Outcome, Session
from tilts.platform.gatherings.tests.groups import MONDAY
from tilts.platform.gatherings.tests.pages import Visitor
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
TUESDAY = "2031-03-04T09:00"
MONDAYS = {"weekday_0": "0", "at_0": "10:00", "since": str(MONDAY)}


@pytest.fixture
def head(house):
    return Visitor(house.member("head_of_unit"))


def acts() -> int:
    return Act.objects.filter(kind__startswith="gatherings.").count()


class TestSchedule:
    """A timetable that does not work."""

    def test_a_room_too_small(self, groups, head, series):
        small = groups.place("Cell", seats=4)
        told = head.refused("schedule", series.pk, **MONDAYS, places=[small.pk])
        assert "Cell has not enough seats for 12 people. Choose a larger room." in told
        assert Session.objects.count() == 0

    def test_everything_is_scheduled_already(self, groups, head, series):
        groups.scheduled(series)
        assert "All sessions of the template are scheduled." in head.refused(
            "schedule", series.pk, **MONDAYS
        )

    def test_nothing_is_to_be_rescheduled(self, head, series):
        assert "No session is to come. Schedule the series first." in head.refused(
            "reschedule", series.pk, **MONDAYS
        )

    def test_a_time_that_is_never_free(self, groups, head, series):
        other = groups.series(leaders=groups.leaders)
        leader = Leader.objects.filter(series=other)
        assert leader.count() == 2
        told = head.refused("schedule", series.pk, **{**MONDAYS, "weekday_0": "6"})
        assert "3 sessions find no time in two years" in told

    def test_what_was_typed_stays(self, head, series):
        answer = head.send("schedule", series.pk, **{**MONDAYS, "weekday_0": "6"})
        form = answer.context["form"]
        assert (form["weekday_0"].value(), form["at_0"].value()) == ("6", "10:00")


class TestSession:
    """A session that cannot be added, moved, covered or cancelled."""

    def new(self, groups: Any, **more: Any) -> dict[str, Any]:
        leaders = [one.pk for one in groups.leaders]
        return {"code": "first", "starts_at": TUESDAY, "leaders": leaders, **more}

    def test_in_the_past(self, groups, head, series):
        told = head.refused(
            "add_session", series.pk, **self.new(groups, starts_at="2026-01-05T09:00")
        )
        assert "This time has passed. Choose one that is still to come." in told

    def test_between_the_steps(self, groups, head, series):
        told = head.refused(
            "add_session", series.pk, **self.new(groups, starts_at="2031-03-04T09:02")
        )
        assert "Sessions begin at five-minute steps, such as 10:05." in told

    def test_led_by_too_few(self, groups, head, series):
        told = head.refused(
            "add_session", series.pk, **self.new(groups, leaders=[groups.leaders[0].pk])
        )
        assert "1 more leader is needed: add one first." in told

    def test_over_another_session_of_a_leader(self, groups, head, series):
        other = groups.series()
        head.send("add_session", other.pk, **self.new(groups))
        told = head.refused("add_session", series.pk, **self.new(groups))
        assert f"I. Kalna is at “{other.name}” then." in told
        assert series.sessions.count() == 0

    def test_in_a_room_that_is_taken(self, groups, head, series, room):
        colleagues = [groups.house.member("facilitator") for _ in range(2)]
        other = groups.series(leaders=colleagues)
        theirs = {"leaders": [one.pk for one in colleagues], "place": room.pk}
        head.send("add_session", other.pk, **self.new(groups, **theirs))
        told = head.refused("add_session", series.pk, **self.new(groups, place=room.pk))
        assert f"Room 1 is taken by “{other.name}” at 4 March 2031, 09:00 EET." in told

    @pytest.mark.parametrize("step", ["move", "cancel", "cover"])
    def test_what_has_begun_stays(self, groups, head, series, step):
        session = groups.past(series)
        other = groups.house.member("facilitator")
        sent = {
            "move": {"starts_at": TUESDAY},
            "cancel": {"because": "ill"},
            "cover": {"leader": groups.leaders[0].pk, "successor": other.pk},
        }[step]
        assert "This session has begun already and stays as it is." in head.refused(
            step, session.pk, **sent
        )

    def test_what_does_not_take_place_is_not_moved(self, groups, head, series):
        first, *_rest = groups.scheduled(series)
        cancel_session(by=SERVICE, session=first, because="ill")
        told = head.refused("move", first.pk, starts_at=TUESDAY)
        assert "This session does not take place. Add another one instead." in told

    def test_one_leader_does_not_stand_in_for_the_other(self, groups, head, series):
        first, *_rest = groups.scheduled(series)
        one, other = groups.leaders
        told = head.refused("cover", first.pk, leader=one.pk, successor=other.pk)
        assert "They lead this already. Choose somebody else." in told
        assert Leading.objects.filter(session=first).count() == 2


class TestSheet:
    """A sheet that cannot be saved as a whole is not saved in part."""

    SHEET = "0190f0aa-7e1c-7000-8000-000000000001"

    def test_nobody_attended_what_is_to_come(self, groups, head, series):
        groups.enrolled(series)
        first, *_rest = groups.scheduled(series)
        told = head.refused("session", first.pk, sheet=self.SHEET, all="complied")
        assert "The session has not begun: nobody can have attended it" in told

    def test_one_wrong_line_keeps_the_others_from_being_saved(self, groups, head, series):
        one, other = groups.enrolled(series), groups.enrolled(series)
        session = groups.past(series)
        sent = {
            "sheet": self.SHEET,
            f"e{one.pk.hex}-outcome": "complied",
            f"e{other.pk.hex}-outcome": "complied",
            f"e{other.pk.hex}-minutes": "500",
        }
        assert "Minutes are between 0 and 90." in head.refused("session", session.pk, **sent)
        assert session.attendances.count() == 0

    def test_a_sheet_of_a_cancelled_session(self, groups, head, series):
        row = groups.enrolled(series)
        first, *_rest = groups.scheduled(series)
        cancel_session(by=SERVICE, session=first, because="ill")
        sent = {"sheet": self.SHEET, f"e{row.pk.hex}-outcome": "excused:medical"}
        answer = head.send("session", first.pk, **sent)
        assert answer.status_code == 422
        assert first.attendances.count() == 0

    def test_nothing_chosen_writes_nothing(self, groups, head, series):
        groups.enrolled(series)
        session, before = groups.past(series), acts()
        assert head.send("session", session.pk, sheet=self.SHEET).status_code == 302
        assert acts() == before

    def test_the_record_has_one_act_for_a_sheet_sent_twice(self, groups, head, series):
        for _ in range(3):
            groups.enrolled(series)
        session, before = groups.past(series), acts()
        for _ in range(2):
            head.send("session", session.pk, sheet=self.SHEET, all="complied")
        assert acts() == before + 1
        assert session.attendances.count() == 3


class TestPeople:
    """Somebody who cannot be enrolled, or go on elsewhere."""

    def enrol(self, head: Visitor, series: Any, party: Any, **more: str) -> str:
        sent = {"party": str(party), "since": "2026-01-05", **more}
        return head.refused("enrol", series.pk, **sent)

    def test_twice(self, groups, head, series):
        row = groups.enrolled(series)
        assert "They are enrolled in this group already." in self.enrol(head, series, row.party_id)

    def test_with_somebody_whom_they_must_not_meet(self, groups, head, series):
        row, other = groups.enrolled(series), groups.somebody()
        keep_apart(by=SERVICE, one=row.party_id, other=other, since=LONG_AGO)
        told = self.enrol(head, series, other)
        assert "They must not meet somebody of this group." in told
        assert "Why" not in told

    def test_waiting_from_later_on(self, groups, head, series):
        told = self.enrol(head, series, groups.somebody(), waiting_since="2026-02-01")
        assert "Nobody begins to wait after the first day." in told

    def test_who_leads_it(self, groups, head, series):
        told = self.enrol(head, series, groups.leaders[0].pk)
        assert "They lead this group and cannot take part in it as well." in told

    def test_in_a_closed_group(self, groups, head, series):
        close_series(by=SERVICE, series=series, on=TODAY, because="over")
        told = self.enrol(head, series, groups.somebody())
        assert "This group is closed. Open a new one from the same template." in told

    def test_ended_before_it_began(self, groups, head, series):
        row = groups.enrolled(series, since=TODAY)
        told = head.refused("end", row.pk, on=TODAY - timedelta(days=1), how="withdrew")
        assert "That is before the first day of the enrolment." in told

    def test_ended_before_what_was_attended(self, groups, head, series):
        row, session = groups.enrolled(series), groups.past(series, hours=24)
        mark(by=SERVICE, session=session, marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)])
        told = head.refused("end", row.pk, on=TODAY - timedelta(days=5), how="withdrew")
        assert "Attendance was marked after that day. Choose a later last day." in told

    def test_going_on_in_a_full_group(self, groups, head, series):
        row, other = groups.enrolled(series), groups.series()
        for _ in range(10):
            groups.enrolled(other)
        told = head.refused("transfer", row.pk, to=other.pk, on=TODAY)
        assert "All 10 places of this group are taken." in told
        row.refresh_from_db()
        assert (row.until, row.ended_how) == (None, "")


class TestSeries:
    """A group that cannot be opened, narrowed or closed."""

    def test_closed_while_somebody_is_enrolled(self, groups, head, series):
        groups.enrolled(series)
        told = head.refused("close", series.pk, on=TODAY, because="over")
        assert "Somebody is still enrolled." in told

    def test_fewer_places_than_are_taken(self, groups, head, series):
        groups.enrolled(series)
        groups.enrolled(series)
        told = head.refused("set_capacity", series.pk, capacity="1")
        assert "More people are enrolled than that. End enrolments first." in told

    def test_from_a_template_before_its_first_day(self, groups, head):
        template = groups.template(since=date(2026, 5, 1))
        riga = groups.house.units["riga"]
        sent = {"template": template.pk, "unit": riga.pk, "name": "Early", "on": "2026-02-02"}
        assert "is not in use on 2 February 2026" in head.refused("open", **sent)

    def test_led_by_the_same_person_twice(self, groups, head, series):
        told = head.refused("add_leader", series.pk, party=groups.leaders[0].pk, since=TODAY)
        assert "They lead this already. Choose somebody else." in told

    def test_led_by_who_takes_part(self, groups, head, series):
        colleague = groups.house.member("facilitator")
        enrol(by=SERVICE, series=series, party=colleague.pk, kind="staff", since=LONG_AGO)
        told = head.refused("add_leader", series.pk, party=colleague.pk, since=TODAY)
        assert "They take part in this group and cannot lead it as well." in told
        assert Enrolment.objects.count() == 1
