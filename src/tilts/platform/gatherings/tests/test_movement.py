"""The movement list: who is brought where and when, by wing, and what stands against it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.proceedings.models import Placement
from tilts.doors.api.tests.callers import browser, told
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import (
    NewSession,
    add_session,
    cancel_session,
    end_enrolment,
    note_elsewhere,
)
from tilts.platform.gatherings.models import Elsewhere, Ended, Session, Whereabouts
from tilts.platform.gatherings.movement import Wing, movements_on
from tilts.platform.gatherings.tests.groups import MONDAY, Groups, at
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.organisation.models import Staff
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation, Shown

pytestmark = pytest.mark.django_db


def kept(groups: Groups, unit: str = "riga_w1", family: str = "") -> Any:
    """Somebody who is kept in a wing."""
    party = groups.somebody(family)
    with act("test.place", by=SERVICE):
        Placement(person_id=party, unit=groups.house.units[unit], since=LONG_AGO).save()
    return party


def away(party: Any, starts_at: datetime, hours: float = 2, kind: str = "court") -> Elsewhere:
    """Noted afterwards, when a session stands there already."""
    return note_elsewhere(
        by=SERVICE,
        party=party,
        kind=Whereabouts(kind),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
    )


def lines(wings: list[Wing]) -> list[tuple[str, list[tuple[str, str, str, list[str]]]]]:
    """Each wing with who goes where, and what stands against it."""
    return [
        (
            wing.unit.code,
            [(one.shown.name, one.where, one.what, one.against) for one in wing.movements],
        )
        for wing in wings
    ]


@pytest.fixture
def officer(house) -> Staff:
    return house.member("prison_officer")


def test_who_is_brought_stands_by_wing_time_and_name(groups, series, room):
    for unit, family in (("riga_w1", "Zars"), ("riga_w1", "Abols"), ("riga", "Egle")):
        groups.enrolled(series, kept(groups, unit, family))
    groups.scheduled(series, room)
    assert lines(movements_on(SERVICE, MONDAY)) == [
        ("riga", [("Egle", "Room 1", series.name, [])]),
        ("riga_w1", [("Abols", "Room 1", series.name, []), ("Zars", "Room 1", series.name, [])]),
    ]
    assert movements_on(SERVICE, MONDAY + timedelta(days=1)) == []


def test_what_else_is_done_stands_there_too_and_is_a_conflict_when_it_overlaps(
    groups, series, room
):
    party = kept(groups, family="Egle")
    groups.enrolled(series, party)
    groups.scheduled(series, room)
    away(party, at(MONDAY, 9), 1.5)
    away(party, at(MONDAY, 14), kind="visit")
    (wing,) = movements_on(SERVICE, MONDAY)
    assert lines([wing]) == [
        (
            "riga_w1",
            [
                ("Egle", "", "court", [f"{series.name}, 10:00 to 11:30"]),
                ("Egle", "Room 1", series.name, ["court, 09:00 to 10:30"]),
                ("Egle", "", "visit", []),
            ],
        )
    ]
    assert wing.conflicts == 1


def test_what_only_touches_is_no_conflict(groups, series, room):
    party = kept(groups)
    groups.enrolled(series, party)
    groups.scheduled(series, room)
    away(party, at(MONDAY, 8))
    away(party, at(MONDAY, 11, 30))
    (wing,) = movements_on(SERVICE, MONDAY)
    assert (len(wing.movements), wing.conflicts) == (3, 0)


def test_what_lasts_over_midnight_stands_on_both_days(groups):
    party = kept(groups)
    away(party, at(MONDAY, 20), 10, kind="isolation")
    days = [MONDAY + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [len(movements_on(SERVICE, day)) for day in days] == [0, 1, 1, 0]


def test_all_day_is_said_of_who_is_away_from_midnight_to_midnight(groups):
    """On the first day it begins at noon; on the 30th of March 2031 clocks go forward."""
    days = [date(2031, 3, n) for n in (29, 30, 31)]
    away(kept(groups), at(days[0], 12), hours=47)
    told = [wing.movements[0].all_day for day in days for wing in movements_on(SERVICE, day)]
    assert told == [False, True, False]


def test_a_day_is_a_day_of_the_house_also_when_clocks_change(groups):
    """On the 30th of March 2031 the day has 23 hours."""
    party = kept(groups)
    away(party, at(date(2031, 3, 30), 23), 0.5)
    assert len(movements_on(SERVICE, date(2031, 3, 30))) == 1
    assert movements_on(SERVICE, date(2031, 3, 31)) == []


def test_nobody_is_brought_to_what_is_online_or_does_not_take_place(groups, series, room):
    groups.enrolled(series, kept(groups))
    groups.scheduled(series)
    assert movements_on(SERVICE, MONDAY) == []
    other = groups.series(leaders=[groups.house.member("facilitator") for _ in range(2)])
    groups.enrolled(other, kept(groups))
    first, *_rest = groups.scheduled(other, room)
    assert len(movements_on(SERVICE, MONDAY)) == 1
    cancel_session(by=SERVICE, session=first, because="ill")
    assert movements_on(SERVICE, MONDAY) == []


def test_only_who_is_kept_and_enrolled_that_day_is_brought(groups, series, room):
    """Not who is free, who has left, nor who leads."""
    groups.enrolled(series, groups.somebody(), kind="community")
    left = groups.enrolled(series, kept(groups))
    groups.scheduled(series, room)
    end_enrolment(by=SERVICE, enrolment=left, on=MONDAY, how=Ended.WITHDREW)
    assert movements_on(SERVICE, MONDAY) == []


def test_to_a_session_for_one_only_that_one_is_brought(groups, series, room):
    rows = [groups.enrolled(series, kept(groups, family=name)) for name in ("Egle", "Priede")]
    leaders = tuple(one.pk for one in groups.leaders)
    of = NewSession(
        code="talk", starts_at=at(MONDAY, 14), leaders=leaders, alone=rows[1], place=room
    )
    add_session(by=SERVICE, series=series, of=of)
    ((_unit, found),) = lines(movements_on(SERVICE, MONDAY))
    assert [name for name, *_rest in found] == ["Priede"]


def test_an_officer_sees_who_is_brought_from_their_own_house(groups, officer, series, room):
    groups.enrolled(series, kept(groups))
    groups.scheduled(series, room)
    mine = groups.house.actor("prison_officer")
    other = groups.house.actor("prison_officer", "olaine")
    for actor, seen in ((mine, 1), (other, 0)):
        with seen_by(actor):
            assert len(movements_on(actor, MONDAY)) == seen


def test_it_asks_the_same_for_one_and_for_three(groups, series, room):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            movements_on(SERVICE, MONDAY)
        return len(queries)

    groups.enrolled(series, kept(groups))
    groups.scheduled(series, room)
    one = asked()
    for n in range(2):
        party = kept(groups)
        groups.enrolled(series, party)
        away(party, at(MONDAY, 13 + n))
    assert asked() == one


class TestPage:
    """The list of a day, and noting that somebody is elsewhere."""

    def test_it_shows_times_places_and_conflicts_in_words(self, groups, officer, series, room):
        party = kept(groups, family="Egle")
        groups.enrolled(series, party)
        groups.scheduled(series, room)
        away(party, at(MONDAY, 9), 1.5)
        said = text(Visitor(officer).get("movements", day=str(MONDAY)))
        for words in ("Riga_W1", "1 conflict", "10:00–11:30", "Egle", "court, 09:00 to 10:30"):
            assert words in said

    def test_who_is_shown_has_been_looked_at_once(self, groups, officer, series, room):
        party = kept(groups)
        groups.enrolled(series, party)
        groups.scheduled(series, room)
        away(party, at(MONDAY, 15))
        Visitor(officer).get("movements", day=str(MONDAY))
        look = Consultation.objects.get()
        assert (look.purpose, look.about) == ("appointment", f"gatherings.movements:{MONDAY}")
        assert [one.person_id for one in Shown.objects.all()] == [party]

    def test_today_is_shown_unless_another_day_is_asked_for(self, officer):
        page = Visitor(officer).get("movements")
        today = timezone.localdate()
        assert page.context["day"] == today
        assert f"?day={today + timedelta(days=1)}" in page.content.decode()
        assert "Nobody is brought anywhere on this day." in text(page)

    @pytest.mark.parametrize("day", ["soon", "2031-02-30", "0001-01-01", "9999-12-31"])
    def test_a_day_that_is_none_is_not_there(self, officer, day):
        assert Visitor(officer).get("movements", day=day).status_code == 404

    def test_somebodys_hearing_is_noted(self, groups, officer):
        party, visitor = kept(groups), Visitor(officer)
        sent = {"party": party, "kind": "court", "starts_at": "2031-03-03T09:00"}
        done = visitor.send("elsewhere", **sent, ends_at="2031-03-03T12:00")
        assert done.status_code == 302
        row = Elsewhere.plain.get()
        assert (row.party_id, row.kind, row.starts_at) == (party, "court", at(MONDAY, 9))

    def test_what_ends_before_it_begins_is_refused(self, groups, officer):
        sent = {"party": kept(groups), "kind": "work", "starts_at": "2031-03-03T09:00"}
        told = Visitor(officer).refused("elsewhere", **sent, ends_at="2031-03-03T08:00")
        assert "It ends before it begins. Correct the times." in told
        assert Elsewhere.plain.count() == 0

    def test_nobody_of_another_house_can_be_chosen(self, groups):
        party = kept(groups)
        stranger = Visitor(groups.house.member("prison_officer", "olaine"))
        sent = {"party": party, "kind": "work", "starts_at": "2031-03-03T09:00"}
        answer = stranger.send("elsewhere", **sent, ends_at="2031-03-03T10:00")
        assert answer.status_code == 422
        assert Elsewhere.plain.count() == 0

    def test_who_only_leads_groups_has_no_list(self, house):
        assert Visitor(house.member("facilitator")).get("movements").status_code == 403


class TestApi:
    """The same through the API."""

    def test_movements_are_read(self, groups, officer, series, room):
        party = kept(groups)
        groups.enrolled(series, party)
        first, *_rest = groups.scheduled(series, room)
        found = told(browser(officer).get("/gatherings/movements", {"day": str(MONDAY)}))
        assert found[0] == 200
        assert found[1]["items"] == [
            {
                "party": str(party),
                "unit": str(groups.house.units["riga_w1"].pk),
                "starts_at": "2031-03-03T08:00:00Z",
                "ends_at": "2031-03-03T09:30:00Z",
                "where": "Room 1",
                "what": series.name,
                "session": str(first.pk),
                "against": [],
            }
        ]
        assert Session.objects.count() == 3

    def test_being_elsewhere_is_noted(self, groups, officer):
        party = kept(groups)
        times = {"starts_at": "2031-03-03T09:00:00+02:00", "ends_at": "2031-03-03T12:00:00+02:00"}
        body = {"party": str(party), "kind": "isolation", **times}
        assert browser(officer).post("/gatherings/elsewhere", body).status_code == 201
        assert Elsewhere.plain.get().kind == "isolation"

    def test_a_day_out_of_time_is_refused(self, officer):
        answer = browser(officer).get("/gatherings/movements", {"day": "0001-01-01"})
        assert answer.status_code == 422
