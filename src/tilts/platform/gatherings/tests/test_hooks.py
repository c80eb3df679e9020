"""Other rooms forbid gatherings, with their reasons."""

from datetime import date, timedelta

import pytest

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.gatherings import hooks
from tilts.platform.gatherings.actions import (
    NewSession,
    Timetable,
    add_leader,
    add_session,
    cover,
    move_session,
    open_series,
    replace_leader,
    reschedule,
)
from tilts.platform.gatherings.hooks import Intent, names_of, records_of, units_of, veto
from tilts.platform.gatherings.tests.groups import AT_TEN, at, told
from tilts.platform.parties.actors import SERVICE

FIRST = date(2031, 3, 3)
LATER = Timetable(weekly=[AT_TEN], since=date(2031, 3, 10))


@pytest.fixture
def licence():
    """A room of licences: it notes what it was asked, and forbids what is in `lapsed`."""
    asked: list[Intent] = []
    lapsed: set[str] = set()

    def why_not(intent: Intent) -> Reasons:
        asked.append(intent)
        return (
            [Reason("licence-lapsed", "The licence has lapsed.")] if intent.what in lapsed else []
        )

    veto(why_not)
    yield asked, lapsed
    hooks._vetoes.remove(why_not)


def test_a_room_is_asked_once_however_often_it_registers(licence):
    before = len(hooks._vetoes)
    veto(hooks._vetoes[-1])
    assert len(hooks._vetoes) == before


def test_every_step_is_asked_about(licence, groups, house, template, room):
    asked, lapsed = licence
    lapsed |= {"open", "schedule", "lead", "enrol"}
    anna = groups.leaders[0].pk
    values = {"template": template, "unit": house.units["riga"], "name": "Group", "on": FIRST}
    assert told(lambda: open_series(by=SERVICE, leaders=[anna], **values)) == ["licence-lapsed"]
    assert asked[-1] == Intent(what="open", template=template, leaders=[anna], day=FIRST)
    lapsed.clear()
    series = groups.series()
    lapsed |= {"schedule", "lead", "enrol"}
    assert told(lambda: groups.scheduled(series, room)) == ["licence-lapsed"]
    assert (asked[-1].what, asked[-1].series, asked[-1].day) == ("schedule", series, FIRST)
    assert set(asked[-1].leaders) == {one.pk for one in groups.leaders}
    party = groups.somebody()
    assert told(lambda: groups.enrolled(series, party)) == ["licence-lapsed"]
    assert (asked[-1].what, asked[-1].party) == ("enrol", party)
    new = house.member("facilitator").pk
    lead = {"by": SERVICE, "series": series, "since": FIRST}
    assert told(lambda: add_leader(party=new, **lead)) == ["licence-lapsed"]
    assert told(lambda: replace_leader(leader=anna, successor=new, **lead)) == ["licence-lapsed"]
    lapsed.clear()
    session = groups.scheduled(series, room)[0]
    lapsed.add("hold")
    assert told(lambda: reschedule(by=SERVICE, series=series, timetable=LATER)) == [
        "licence-lapsed"
    ]
    mondays = [FIRST + timedelta(weeks=n + 1) for n in range(3)]
    assert (asked[-1].what, asked[-1].day, list(asked[-1].days)) == ("hold", mondays[0], mondays)
    moved_to = at(mondays[0], 10)
    assert told(lambda: move_session(by=SERVICE, session=session, starts_at=moved_to)) == [
        "licence-lapsed"
    ]
    one_more = NewSession(code="first", starts_at=moved_to, leaders=tuple(asked[-1].leaders))
    assert told(lambda: add_session(by=SERVICE, series=series, of=one_more)) == ["licence-lapsed"]
    assert list(asked[-1].days) == [mondays[0]]
    lapsed.clear()
    lapsed.add("lead")
    swap = {"session": session, "leader": anna, "successor": new}
    assert told(lambda: cover(by=SERVICE, **swap)) == ["licence-lapsed"]
    assert asked[-1].leaders == [new]


def test_nobody_is_asked_about_nobody(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert (names_of([]), records_of([]), units_of([], FIRST)) == ({}, {}, {})
