"""Rooms above are told of enrolments and of attendance, inside the act."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.gatherings import signals
from tilts.platform.gatherings.actions import Mark, end_all, end_enrolment, mark, transfer
from tilts.platform.gatherings.models import Attendance, Ended, Enrolment, Outcome
from tilts.platform.gatherings.tests.groups import told
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()


@pytest.fixture
def heard():
    """What was sent, by name, in order."""
    found: list[tuple[str, Any]] = []
    named = {name: getattr(signals, name) for name in ("enrolled", "moved", "ended", "marked")}

    def hears(name: str) -> Any:
        return lambda sender, signal, **told: found.append((name, told))

    receivers = {name: hears(name) for name in named}
    for name, signal in named.items():
        signal.connect(receivers[name])
    yield found
    for name, signal in named.items():
        signal.disconnect(receivers[name])


def test_an_enrolment_is_told_from_its_beginning_to_its_end(heard, groups, series):
    row = groups.enrolled(series)
    after = transfer(by=SERVICE, enrolment=row, to=groups.series(), on=TODAY)
    end_enrolment(by=SERVICE, enrolment=after, on=TODAY, how=Ended.WITHDREW)
    assert [(name, told["enrolment"].pk, told["by"]) for name, told in heard] == [
        ("enrolled", row.pk, SERVICE),
        ("moved", after.pk, SERVICE),
        ("ended", after.pk, SERVICE),
    ]


def test_ends_because_of_what_happened_to_the_person_are_told_one_by_one(heard, groups):
    party = groups.somebody()
    rows = [groups.enrolled(groups.series(), party) for _ in range(2)]
    heard.clear()
    end_all(by=SERVICE, party=party, on=TODAY, how=Ended.DIED)
    assert [(name, told["enrolment"].pk, told["enrolment"].ended_how) for name, told in heard] == [
        ("ended", row.pk, "died") for row in rows
    ]


def test_what_was_marked_is_told_with_who_was_on_the_sheet(heard, groups, series):
    rows = [groups.enrolled(series) for _ in range(2)]
    session = groups.past(series)
    heard.clear()
    marks = [Mark(enrolment=row.pk, outcome=Outcome.COMPLIED) for row in rows]
    mark(by=SERVICE, session=session, marks=marks)
    ((name, told_of),) = heard
    assert (name, told_of["session"].pk) == ("marked", session.pk)
    assert set(told_of["enrolments"]) == {row.pk for row in rows}


def test_who_refuses_undoes_what_was_done(groups, series):
    def no(sender: Any, **told: Any) -> None:
        raise Refused([Reason("no", "No.")])

    since = date(2031, 3, 3) - timedelta(days=1)
    for signal in (signals.enrolled, signals.marked):
        signal.connect(no)
    try:
        assert told(lambda: groups.enrolled(series, since=since)) == ["no"]
        assert Enrolment.plain.count() == 0
        signals.enrolled.disconnect(no)
        row, session = groups.enrolled(series), groups.past(series)
        one = Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)
        assert told(lambda: mark(by=SERVICE, session=session, marks=[one])) == ["no"]
        assert Attendance.plain.count() == 0
    finally:
        for signal in (signals.enrolled, signals.marked):
            signal.disconnect(no)
