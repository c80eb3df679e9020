"""What forms of gatherings offer, take and refuse."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from tilts.platform.gatherings import forms, verbs
from tilts.platform.gatherings.actions import (
    add_guest,
    close_place,
    end_enrolment,
    open_series,
)
from tilts.platform.gatherings.models import Ended
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.gatherings.tests.groups import MONDAY, at
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def offered(form: Any, field: str) -> list[str]:
    """What a list offers, without the line that chooses nothing."""
    return [str(name) for key, name in form.fields[field].choices if key]


def keys(form: Any, field: str) -> list[str]:
    return [str(key) for key, _name in form.fields[field].choices if key]


def faults(form: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in form.errors.items()}


class TestTimetable:
    """Weekly times, rooms in their order, and the first day."""

    SENT = {"weekday_0": "0", "at_0": "10:00", "since": str(MONDAY)}

    def form(self, series: Any, **more: Any) -> forms.TimetableForm:
        return forms.TimetableForm({**self.SENT, **more}, series=series)

    def test_one_time_is_enough(self, series):
        form = self.form(series)
        assert form.is_valid(), form.errors
        made = form.timetable()
        assert (made.weekly, made.since, made.places) == ([Weekly(0, time(10))], MONDAY, [])

    def test_up_to_three_times_can_be_given(self, series):
        form = self.form(series, weekday_1="2", at_1="14:30", weekday_2="4", at_2="08:00")
        assert form.is_valid(), form.errors
        assert form.timetable().weekly == [
            Weekly(0, time(10)),
            Weekly(2, time(14, 30)),
            Weekly(4, time(8)),
        ]

    def test_rooms_are_those_of_the_house(self, groups, series):
        own, gym = groups.place("Room 1"), groups.place("Gym", seats=None)
        form = self.form(series, places=[str(own.pk)])
        assert offered(form, "places") == ["Gym", "Room 1 (14)"]
        assert form.is_valid(), form.errors
        assert form.timetable().places == [own]
        assert keys(self.form(groups.series("olaine")), "places") == []
        assert str(gym.pk) in keys(self.form(groups.series("riga_w1")), "places")

    def test_a_closed_room_is_not_offered(self, groups, series, room):
        close_place(by=SERVICE, place=room, until=TODAY)
        assert offered(self.form(series), "places") == []

    @pytest.mark.parametrize(
        ("sent", "wrong"),
        [
            ({"weekday_0": ""}, {"weekday_0": ["This field is required."]}),
            ({"at_0": "25:00"}, {"at_0": ["Enter a valid time."]}),
            ({"weekday_1": "2"}, {"at_1": ["A day and a time belong together."]}),
            ({"at_2": "09:00"}, {"at_2": ["A day and a time belong together."]}),
            ({"since": "soon"}, {"since": ["Enter a valid date."]}),
        ],
    )
    def test_what_cannot_be_is_named(self, series, sent, wrong):
        assert faults(self.form(series, **sent)) == wrong

    def test_a_strange_day_is_refused(self, series):
        assert list(faults(self.form(series, weekday_0="7"))) == ["weekday_0"]


class TestNewSession:
    """One more session: which, when, for whom, led by whom."""

    def form(self, series: Any, **more: Any) -> forms.NewSessionForm:
        return forms.NewSessionForm(more or None, series=series)

    def test_it_offers_the_sessions_of_the_template_in_the_readers_language(self, groups):
        calm = groups.template(
            code="two",
            modules=[
                {
                    "code": "m",
                    "names": {"en": "M"},
                    "sessions": [
                        {"code": "a", "names": {"en": "Start", "lv": "Sākums"}, "minutes": 60},
                        {"code": "b", "names": {"en": "End", "lv": "Beigas"}, "minutes": 60},
                    ],
                }
            ],
        )
        riga = groups.house.units["riga"]
        series = open_series(by=SERVICE, template=calm, unit=riga, name="Two", on=LONG_AGO)
        assert offered(self.form(series), "code") == ["1. Start", "2. End"]
        with override("lv"):
            assert offered(self.form(series), "code") == ["1. Sākums", "2. Beigas"]

    def test_leaders_are_those_of_the_group_and_chosen_beforehand(self, groups, series):
        form = self.form(series)
        assert keys(form, "leaders") == [str(one.pk) for one in groups.leaders]
        assert form["leaders"].value() == keys(form, "leaders")

    def test_it_offers_who_is_enrolled_and_not_who_has_left(self, groups, series):
        stays, left = groups.enrolled(series), groups.enrolled(series)
        end_enrolment(by=SERVICE, enrolment=left, on=TODAY, how=Ended.WITHDREW)
        assert keys(self.form(series), "alone") == [str(stays.pk)]

    def test_what_is_said_becomes_a_session(self, groups, series, room):
        row = groups.enrolled(series)
        leader = groups.leaders[0].pk
        form = self.form(
            series,
            code="talk",
            alone=str(row.pk),
            starts_at="2031-03-04T09:00",
            minutes="30",
            place=str(room.pk),
            leaders=[str(leader)],
        )
        assert form.is_valid(), form.errors
        of = form.session(None)
        assert (of.code, of.alone, of.minutes, of.place) == ("talk", row, 30, room)
        assert (of.starts_at, of.leaders) == (at(date(2031, 3, 4), 9), (leader,))

    def test_online_and_for_everybody_is_said_by_saying_nothing(self, groups, series):
        leader = str(groups.leaders[0].pk)
        form = self.form(series, code="first", starts_at="2031-03-04T09:00", leaders=[leader])
        assert form.is_valid(), form.errors
        of = form.session(None)
        assert (of.alone, of.place, of.minutes) == (None, None, None)

    @pytest.mark.parametrize("minutes", ["4", "721", "47"])
    def test_a_length_is_in_steps_of_five(self, series, minutes):
        form = self.form(series, code="first", starts_at="2031-03-04T09:00", minutes=minutes)
        assert "minutes" in form.errors


class TestLeaders:
    """Who leads, and who could."""

    def test_staff_are_offered_by_family_name(self, groups, series):
        other = groups.house.hire(family="Ābele", given="Uldis")
        form = verbs.ADD_LEADER.form(None, series)
        assert str(other.pk) not in keys(form, "party")
        assert offered(form, "party") == ["Kalna, Ilze", "Kalna, Ilze"]

    def test_who_is_replaced_is_one_of_the_leaders(self, groups, series):
        third = groups.house.member("facilitator")
        form = verbs.REPLACE_LEADER.form(None, series)
        assert keys(form, "leader") == [str(one.pk) for one in groups.leaders]
        assert str(third.pk) in keys(form, "successor")

    def test_who_is_covered_leads_that_session(self, groups, series):
        session = groups.past(series)
        form = verbs.COVER.form(None, session)
        assert keys(form, "leader") == [str(one.pk) for one in groups.leaders]


class TestOpening:
    """From which template, and where."""

    def test_it_offers_the_templates_of_the_agency_and_ones_own_units(self, groups, template):
        head = groups.house.actor("head_of_unit")
        form = verbs.opening(head).form(None, None)
        assert offered(form, "template") == ["Calm"]
        assert offered(form, "unit") == ["Riga", "Riga_W1"]
        other = verbs.opening(groups.house.actor("head_of_unit", "jelgava")).form(None, None)
        assert (offered(other, "template"), offered(other, "unit")) == ([], ["Jelgava"])

    def test_a_trainer_opens_in_the_whole_agency(self, groups, template):
        trainer = groups.house.actor("training_officer")
        assert offered(verbs.opening(trainer).form(None, None), "unit") == [
            "Olaine",
            "Riga",
            "Riga_W1",
        ]

    def test_a_template_that_is_not_in_force_is_not_offered(self, groups):
        groups.template(since=TODAY + timedelta(days=1))
        head = groups.house.actor("head_of_unit")
        assert offered(verbs.opening(head).form(None, None), "template") == []


class TestPeople:
    """Whom one can enrol, and how an enrolment ends."""

    def test_people_staff_and_guests_are_found_by_their_name(self, groups, series):
        guest = add_guest(by=SERVICE, name="Kalna Zane", comes_from="Red Cross")
        form = verbs.ENROL.form(None, series, found=[guest.pk, groups.leaders[0].pk])
        assert offered(form, "party") == ["Kalna Zane Red Cross", "I. Kalna"]

    def test_whoever_was_chosen_is_still_offered_when_the_form_comes_back(self, groups, series):
        party = groups.somebody("Egle")
        form = verbs.ENROL.form({"party": str(party)}, series)
        assert keys(form, "party") == [str(party)]

    @pytest.mark.parametrize("party", ["", "nobody", "00000000-0000-7000-8000-000000000000"])
    def test_nobody_else_can_be_chosen(self, series, party):
        form = verbs.ENROL.form({"party": party, "since": "2026-01-05"}, series)
        assert list(faults(form)) == ["party"]

    def test_an_enrolment_is_not_ended_by_hand_as_a_death_or_a_move(self, series):
        form = verbs.END.form(None, series)
        assert keys(form, "how") == ["completed", "withdrew", "excluded", "left", "error"]

    def test_a_transfer_offers_open_groups_of_the_same_template(self, groups, series):
        row, other = groups.enrolled(series), groups.series("riga_w1")
        head = groups.house.actor("head_of_unit")
        form = verbs.transferring(head).form(None, row)
        assert offered(form, "to") == [other.name]
        assert (
            offered(verbs.transferring(groups.house.actor("facilitator")).form(None, row), "to")
            == []
        )


class TestMove:
    """When and where a session is held instead."""

    def test_it_begins_with_what_stands(self, groups, series, room):
        (first, *_rest) = groups.scheduled(series, room)
        form = verbs.MOVE.form(None, first)
        assert form["starts_at"].value().isoformat() == "2031-03-03T10:00:00"  # in Riga
        assert form["place"].value() == str(room.pk)

    def test_no_room_is_online(self, groups, series, room):
        (first, *_rest) = groups.scheduled(series, room)
        form = verbs.MOVE.form({"starts_at": "2031-03-04T09:00", "place": ""}, first)
        assert form.is_valid(), form.errors
        when = at(date(2031, 3, 4), 9)
        assert form.chosen() == {"starts_at": when, "place": None, "minutes": None}


@pytest.mark.parametrize("day", ["1899-12-31", "3000-01-01", "yesterday"])
def test_days_that_cannot_be_are_refused(series, day):
    assert list(faults(verbs.CLOSE.form({"on": day, "because": "over"}, series))) == ["on"]


@pytest.mark.parametrize(("text", "is_one"), [("", False), ("7", False), (None, False)])
def test_what_is_no_id(text, is_one):
    assert verbs.is_id(text) is is_one
