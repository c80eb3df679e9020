"""Nobody is enrolled, and no session is added or moved, over what else is done with somebody."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tilts.casework.people.pairs import merge_people
from tilts.platform.gatherings.actions import (
    NewSession,
    add_session,
    enrol,
    move_session,
    note_elsewhere,
    schedule,
    transfer,
)
from tilts.platform.gatherings.actions.scheduling import Timetable
from tilts.platform.gatherings.clashes import why_not_elsewhere
from tilts.platform.gatherings.models import Elsewhere, Enrolment, Session, Whereabouts
from tilts.platform.gatherings.tests.groups import AT_TEN, MONDAY, at, read, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)
TUESDAY = MONDAY + timedelta(days=1)


def away(party: Any, starts_at: datetime, hours: float = 2, kind: str = "court") -> Elsewhere:
    """Somebody is elsewhere for some hours."""
    return note_elsewhere(
        by=SERVICE,
        party=party,
        kind=Whereabouts(kind),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
    )


def new(groups: Any, when: datetime, **more: Any) -> NewSession:
    leaders = tuple(one.pk for one in groups.leaders)
    return NewSession(code="first", starts_at=when, leaders=leaders, **more)


def test_nobody_is_enrolled_over_a_hearing(groups, series):
    groups.scheduled(series)
    party = groups.somebody("Egle")
    away(party, at(MONDAY + WEEK, 11))
    enrolling = {"by": SERVICE, "series": series, "party": party, "kind": "custody"}
    assert read(lambda: enrol(**enrolling, since=LONG_AGO)) == [
        "10 March 2031, 10:00 EET: Egle is elsewhere then: at court, at work, on a visit or "
        "isolated. Choose another time, or a later first day."
    ]
    assert Enrolment.objects.count() == 0
    enrol(**enrolling, since=MONDAY + 2 * WEEK)
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("kind", [one.value for one in Whereabouts])
def test_what_it_is_stays_untold(groups, series, kind):
    """Isolation and hospital are nobody's business who enrols: all kinds read alike."""
    groups.scheduled(series)
    party = groups.somebody("Egle")
    away(party, at(MONDAY, 10), kind=kind)
    (text,) = read(
        lambda: enrol(by=SERVICE, series=series, party=party, kind="custody", since=LONG_AGO)
    )
    assert text.startswith("3 March 2031, 10:00 EET: Egle is elsewhere then: at court, at work")


@pytest.mark.parametrize(
    ("hour", "minute", "codes"),
    [(8, 0, []), (8, 5, ["elsewhere"]), (11, 25, ["elsewhere"]), (11, 30, [])],
)
def test_an_edge_that_touches_is_no_clash(groups, series, hour, minute, codes):
    """A session from ten until half past eleven, and two hours that begin then or then."""
    groups.scheduled(series)
    party = groups.somebody()
    away(party, at(MONDAY, hour, minute))
    enrolling = {"by": SERVICE, "series": series, "party": party, "kind": "custody"}
    assert told(lambda: enrol(**enrolling, since=LONG_AGO)) == codes


def test_no_session_is_added_over_it(groups, series):
    row = groups.enrolled(series)
    away(row.party_id, at(TUESDAY, 9))
    assert told(
        lambda: add_session(by=SERVICE, series=series, of=new(groups, at(TUESDAY, 10)))
    ) == ["elsewhere"]
    add_session(by=SERVICE, series=series, of=new(groups, at(TUESDAY, 11)))
    assert Session.objects.count() == 1


def test_a_session_for_somebody_else_alone_does_not_mind(groups, series):
    row, other = groups.enrolled(series), groups.enrolled(series)
    away(row.party_id, at(TUESDAY, 9))
    of = new(groups, at(TUESDAY, 10), alone=other)
    add_session(by=SERVICE, series=series, of=of)
    assert Session.objects.get().alone == other


def test_no_session_is_moved_over_it(groups, series):
    row = groups.enrolled(series)
    first, *_rest = groups.scheduled(series)
    away(row.party_id, at(TUESDAY, 9))
    assert told(lambda: move_session(by=SERVICE, session=first, starts_at=at(TUESDAY, 10))) == [
        "elsewhere"
    ]
    first.refresh_from_db()
    assert first.starts_at == at(MONDAY, 10)


def test_nobody_goes_on_in_a_group_that_meets_then(groups, series):
    row, other = groups.enrolled(series), groups.series()
    groups.scheduled(other)
    away(row.party_id, at(MONDAY, 10))
    going = {"by": SERVICE, "enrolment": row, "to": other}
    assert told(lambda: transfer(**going, on=LONG_AGO + WEEK)) == ["elsewhere"]
    row.refresh_from_db()
    assert row.ended_how == ""


def test_it_counts_under_every_record_of_the_person(groups, series):
    """Noted under the record that was merged, it holds under the one that stands."""
    kept, gone = groups.somebody(), groups.somebody()
    away(gone, at(MONDAY, 10))
    merge_people(by=SERVICE, kept_id=kept, gone_id=gone, reason="the same")
    groups.scheduled(series)
    enrolling = {"by": SERVICE, "series": series, "party": kept, "kind": "custody"}
    assert told(lambda: enrol(**enrolling, since=LONG_AGO)) == ["elsewhere"]


def test_scheduling_goes_round_it_as_before(groups, series):
    row = groups.enrolled(series)
    away(row.party_id, at(MONDAY, 10))
    made = schedule(by=SERVICE, series=series, timetable=Timetable(weekly=[AT_TEN], since=MONDAY))
    assert [one.starts_at for one in made.placed] == [at(MONDAY + n * WEEK, 10) for n in (1, 2, 3)]
    assert [one.why for one in made.passed] == ["participant"]


def test_nothing_is_asked_for_nobody(groups, series, django_assert_num_queries):
    session = groups.past(series)
    with django_assert_num_queries(0):
        assert why_not_elsewhere([session], []) == []
        assert why_not_elsewhere([], [groups.leaders[0].pk]) == []
