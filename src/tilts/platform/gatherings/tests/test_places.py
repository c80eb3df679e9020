"""The rooms of a unit: listed, added, closed; by those who run gatherings in it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.doors.api.tests.callers import browser, reasons, told
from tilts.platform.gatherings.actions import close_place
from tilts.platform.gatherings.models import Place
from tilts.platform.gatherings.queries import places_run_by
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def head(house):
    return Visitor(house.member("head_of_unit"))


def test_they_are_listed_by_name_while_they_are_in_use(groups, head, room):
    hall, gone = groups.place("Hall", None), groups.place("Attic")
    close_place(by=SERVICE, place=gone, until=TODAY)
    close_place(by=SERVICE, place=hall, until=date(2031, 1, 1))
    page = head.get("places")
    assert page.context["page"].items == [hall, room]
    for words in ("Room 1", "14", "Hall", "1 January 2031", "1 January 2020"):
        assert words in text(page)


def test_only_one_that_goes_on_is_offered_to_be_closed(groups, head, room):
    hall = groups.place("Hall")
    close_place(by=SERVICE, place=hall, until=TOMORROW)
    page = head.get("places").content.decode()
    urls = [reverse("gatherings:close_place", args=[one.pk]) for one in (room, hall)]
    assert [url in page for url in urls] == [True, False]


def test_rooms_of_other_units_are_not_listed(house, groups, room):
    head = actor_for(house.member("head_of_unit", "olaine"), TODAY)
    trainer = actor_for(house.member("training_officer", "olaine"), TODAY)
    assert [list(places_run_by(one)) for one in (head, trainer)] == [[], [room]]


def test_who_runs_no_unit_is_told_what_would_stand_here(house, room):
    facilitator = Visitor(house.member("facilitator"))
    page = facilitator.get("places")
    assert "There is no room here yet." in text(page)
    assert page.context["may_add"] is False
    assert reverse("gatherings:add_place") not in page.content.decode()


def test_a_room_is_added_and_stands_in_the_list(house, head):
    sent = {"unit": house.units["riga"].pk, "name": "Hall", "seats": "20", "since": "2026-01-05"}
    done = head.send("add_place", **sent)
    assert (done.status_code, done.headers["Location"]) == (302, reverse("gatherings:places"))
    row = Place.objects.get()
    assert (row.unit, row.name, row.seats) == (house.units["riga"], "Hall", 20)
    assert (row.since, row.until) == (date(2026, 1, 5), None)
    assert "Hall" in text(head.get("places"))


def test_seats_are_left_out_where_they_do_not_matter(house, head):
    head.send("add_place", unit=house.units["riga"].pk, name="Yard", seats="", since=TODAY)
    assert Place.objects.get().seats is None


def test_a_second_room_of_that_name_is_refused(house, head, room):
    sent = {"unit": house.units["riga"].pk, "name": room.name, "since": TODAY}
    assert "The unit has a room of this name." in head.refused("add_place", **sent)
    assert Place.objects.count() == 1


def test_no_room_is_added_to_a_unit_of_others(house, head):
    sent = {"unit": house.units["olaine"].pk, "name": "Hall", "since": TODAY}
    assert "Select a valid choice." in head.refused("add_place", **sent)
    assert Place.objects.count() == 0


def test_a_room_is_closed_from_a_day_on(head, room):
    assert room.name in text(head.get("close_place", room.pk))
    assert head.send("close_place", room.pk, until=TOMORROW).status_code == 302
    room.refresh_from_db()
    assert room.until == TOMORROW


def test_it_is_not_closed_before_it_was_there(head, room):
    early = LONG_AGO - timedelta(days=1)
    assert "The end lies before the beginning." in head.refused("close_place", room.pk, until=early)
    room.refresh_from_db()
    assert room.until is None


def test_a_room_out_of_reach_is_not_there(house, room):
    stranger = Visitor(house.member("head_of_unit", "olaine"))
    assert stranger.get("close_place", room.pk).status_code == 404
    assert stranger.send("close_place", room.pk, until=TODAY).status_code == 404


def test_the_list_of_groups_leads_there_for_those_who_may(house, head):
    links = [reverse("gatherings:places"), reverse("gatherings:apart")]
    for visitor, shown in (
        (head, [True, True]),
        (Visitor(house.member("facilitator")), [False, False]),
        (Visitor(house.member("training_officer")), [True, False]),
    ):
        page = visitor.get("list").content.decode()
        assert [f'"{link}"' in page for link in links] == shown


@pytest.mark.parametrize("rooms", [1, 3])
def test_three_rooms_take_as_many_queries_as_one(groups, house, django_assert_num_queries, rooms):
    for number in range(rooms):
        groups.place(f"Room {number}")
    actor = actor_for(house.member("head_of_unit"), TODAY)
    with django_assert_num_queries(2):
        assert len([str(one.unit.agency) for one in places_run_by(actor)]) == rooms


class TestApi:
    """The same for a client."""

    def test_rooms_are_listed_added_and_closed(self, house, room):
        head, riga = browser(house.member("head_of_unit")), str(house.units["riga"].pk)
        sent = {"unit": riga, "name": "Hall", "since": "2026-01-05"}
        made = head.post("/gatherings/places", sent)
        assert made.status_code == 201, made.content
        hall = {**sent, "id": made.json()["id"], "seats": None, "until": None}
        first = {
            "id": str(room.pk),
            "unit": riga,
            "name": "Room 1",
            "seats": 14,
            "since": str(LONG_AGO),
            "until": None,
        }
        status, page = told(head.get("/gatherings/places"))
        assert (status, page["items"]) == (200, [hall, first])
        closing = head.post(f"/gatherings/places/{room.pk}/close", {"until": str(TODAY)})
        assert closing.status_code == 201
        assert told(head.get("/gatherings/places"))[1]["items"] == [hall]

    def test_a_refusal_says_why(self, house, room):
        head = browser(house.member("head_of_unit"))
        unit = str(house.units["riga"].pk)
        sent = {"unit": unit, "name": "Room 1", "since": "2026-01-05"}
        assert reasons(head.post("/gatherings/places", sent)) == (422, ["known-place"])
        far = browser(house.member("head_of_unit", "olaine"))
        closing = far.post(f"/gatherings/places/{room.pk}/close", {"until": str(TODAY)})
        assert closing.status_code == 404
