"""Templates in versions, rooms, series that open and close."""

from datetime import date

import pytest

from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.actions import (
    NewTemplate,
    add_place,
    add_template,
    close_place,
    close_series,
    end_enrolment,
    end_template,
    open_series,
    set_capacity,
)
from tilts.platform.gatherings.models import Booking, Ended, Leader, Place, Series, Template
from tilts.platform.gatherings.tests.groups import MODULES, told
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

TODAY = date(2031, 3, 1)


def test_a_template_knows_its_sessions_and_its_dose(template):
    found = Template.objects.get()
    assert [one.code for one in found.contents.sessions] == ["first", "second", "talk", "third"]
    assert found.contents.minutes == 315
    assert found.contents.sessions[2].form == "one-to-one"
    assert found.contents.session("fourth") is None
    assert found.contents.sessions[0].name_in("lv") == "First"


def test_every_fault_of_an_outline_is_told_at_once(groups):
    broken = [
        {"code": "One", "names": {"en": "x"}, "sessions": [{"code": "a", "names": {}}]},
        {"code": "two", "names": {"en": "x"}, "sessions": []},
    ]
    with pytest.raises(Refused) as refused:
        groups.template(modules=broken)
    assert [str(one.text).partition(":")[0] for one in refused.value.reasons] == [
        "modules.0.code",
        "modules.0.sessions.0.names",
        "modules.0.sessions.0.minutes",
        "modules.1.sessions",
    ]
    assert Template.objects.count() == 0


def test_a_session_of_a_template_has_one_name(groups):
    with pytest.raises(Refused) as refused:
        groups.template(modules=[MODULES[0], {**MODULES[1], "sessions": MODULES[0]["sessions"]}])
    assert "given twice: first, second, talk" in str(refused.value.reasons[0].text)


def test_a_new_version_ends_the_one_before(groups, template):
    groups.template(version="2", since=date(2030, 1, 1))
    rows = Template.objects.order_by("since").values_list("version", "until")
    assert list(rows) == [("1", date(2030, 1, 1)), ("2", None)]
    assert told(lambda: groups.template(version="2")) == ["known-version"]


def test_an_ended_template_opens_nothing(groups, house, template):
    end_template(by=SERVICE, template=template, until=date(2030, 1, 1))
    values = {"template": template, "unit": house.units["riga"], "name": "Late"}
    refused = told(lambda: open_series(by=SERVICE, on=date(2030, 1, 1), **values))
    assert refused == ["template-not-in-force"]
    assert told(lambda: open_series(by=SERVICE, on=date(2029, 12, 31), **values)) == []


def test_a_series_has_the_leaders_and_places_of_its_opening(groups, series):
    assert (series.capacity, series.agency_id) == (10, "ievp")
    rows = Leader.objects.filter(series=series).values_list("party", "since", "until")
    assert set(rows) == {(one.pk, LONG_AGO, None) for one in groups.leaders}


def test_only_who_runs_gatherings_in_a_unit_opens_them_there(house, template):
    values = {"template": template, "name": "Group", "on": TODAY}
    officer = house.actor("prison_officer", "riga_w1")
    w1, riga = house.units["riga_w1"], house.units["riga"]
    assert told(lambda: open_series(by=officer, unit=w1, **values)) == []
    assert told(lambda: open_series(by=officer, unit=riga, **values)) == ["not-your-unit"]
    leader = house.actor("facilitator")
    assert told(lambda: open_series(by=leader, unit=riga, **values)) == ["not-your-unit"]
    trainer = house.actor("training_officer", "olaine")
    assert told(lambda: open_series(by=trainer, unit=riga, **values)) == []
    clerk = house.actor("clerk")
    assert told(lambda: open_series(by=clerk, unit=riga, **values)) == ["no-role"]
    assert told(lambda: add_place(by=officer, unit=riga, name="x", since=TODAY)) == [
        "not-your-unit"
    ]


def test_a_unit_has_one_room_of_a_name(groups, room):
    assert told(groups.place) == ["known-place"]
    assert Place.objects.count() == 1


def test_a_room_is_used_until_it_is_closed(groups, house, room):
    close_place(by=SERVICE, place=room, until=date(2031, 1, 1))
    assert list(Place.objects.on(date(2030, 12, 31))) == [room]
    assert list(Place.objects.on(date(2031, 1, 1))) == []
    assert groups.place().name == room.name  # a new room may have its name


def test_the_places_of_a_group_are_never_fewer_than_are_taken(groups, series):
    for _ in range(3):
        groups.enrolled(series)
    assert told(lambda: set_capacity(by=SERVICE, series=series, capacity=2)) == ["too-few-seats"]
    assert set_capacity(by=SERVICE, series=series, capacity=3).capacity == 3


def test_a_closed_series_gives_its_time_back(groups, series, room):
    groups.scheduled(series, room)
    assert Booking.objects.count() == 3 * 3
    closed = close_series(by=SERVICE, series=series, on=TODAY, because="Too few came")
    assert (closed.closed_on, closed.closed_because) == (TODAY, "Too few came")
    assert {one.cancelled_because for one in series.sessions.all()} == {"Too few came"}
    assert (Booking.objects.count(), Leader.objects.filter(until=None).count()) == (0, 0)
    assert told(lambda: close_series(by=SERVICE, series=series, on=TODAY, because="x")) == [
        "closed"
    ]
    assert told(lambda: groups.enrolled(series)) == ["closed"]
    assert told(lambda: groups.scheduled(series, room)) == ["closed", "too-few-leaders"]


def test_a_series_is_closed_when_nobody_is_enrolled_any_more(groups, series):
    row = groups.enrolled(series)
    assert told(lambda: close_series(by=SERVICE, series=series, on=TODAY, because="x")) == [
        "enrolled-still"
    ]
    end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.COMPLETED)
    close_series(by=SERVICE, series=series, on=TODAY, because="All have finished")
    assert Series.objects.get().closed_on == TODAY


def test_a_template_of_another_agency_may_have_the_same_version(groups, house, template):
    same = NewTemplate(
        code="calm",
        version="1",
        kind="training",
        names={"en": "Calm"},
        modules=MODULES,
        capacity=5,
        since=LONG_AGO,
    )
    add_template(by=SERVICE, agency=house.agencies["vpd"], of=same)
    assert Template.objects.filter(code="calm", version="1", until=None).count() == 2
