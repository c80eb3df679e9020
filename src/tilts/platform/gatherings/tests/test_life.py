"""A group from its template to its last session, as its leaders would go through it."""

from datetime import timedelta

from django.utils import timezone

from tilts.platform.gatherings.actions import Mark, close_series, end_enrolment, mark
from tilts.platform.gatherings.counting import Span, attendances, people_who_attended, sessions_held
from tilts.platform.gatherings.models import Booking, Ended, Outcome
from tilts.platform.gatherings.queries import dose_of, missed, sheet_of
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()
SPAN = Span(since=TODAY - timedelta(days=30), until=TODAY + timedelta(days=1))


def test_a_group_of_three_goes_through_its_sessions(groups, series, room):
    leader = actor_for(groups.leaders[0], TODAY)
    rows = [groups.enrolled(series) for _ in range(3)]
    _one, two, three = rows
    for hours, code in ((96, "first"), (72, "second"), (48, "third")):
        session = groups.past(series, hours, code)
        assert [said for _row, said in sheet_of(session)] == [None] * 3
        everybody = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED) for row in rows]
        mark(by=leader, session=session, marks=everybody)
        if code == "second":
            sick = Mark(enrolment=two.pk, outcome=Outcome.EXCUSED, excuse="medical")
            mark(by=leader, session=session, marks=[sick])
    assert [dose_of(row).minutes for row in rows] == [270, 180, 270]
    [absence] = missed(two)
    again = groups.past(series, 24, "second", catches_up=absence.session)
    good = Mark(enrolment=two.pk, outcome=Outcome.COMPLIED, catches_up=absence.pk)
    mark(by=leader, session=again, marks=[good])
    assert [dose_of(row).done for row in rows] == [("first", "second", "third")] * 3
    assert missed(two) == []
    counts = (people_who_attended, attendances, sessions_held)
    assert [count(leader, SPAN) for count in counts] == [3, 9, 4]
    for row in rows:
        end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.COMPLETED)
    closed = close_series(by=SERVICE, series=series, on=TODAY, because="All have finished")
    assert closed.closed_on == TODAY
    assert Booking.objects.count() == 0
    assert dose_of(three).minutes == 270
