"""The address of a calendar: secret, shown once, renewed, closed; of whom, and by whom."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.doors.api.tests.callers import browser, reasons, system, told
from tilts.platform.erasure.queries import dry_run
from tilts.platform.gatherings.actions import add_guest, close_calendar, open_calendar
from tilts.platform.gatherings.calendars import feed_of
from tilts.platform.gatherings.models import CalendarFeed
from tilts.platform.gatherings.tests.feeds import events, opened, read
from tilts.platform.gatherings.tests.groups import told as refused
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.gatherings.tests.test_recorded import changes
from tilts.platform.organisation.actions import end_role, open_account, shut_account
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NO_STORE = "private, no-store"


@pytest.fixture
def leader(groups):
    return groups.leaders[0]


def actor(staff):
    return actor_for(staff, TODAY)


def answer_of(response):
    """Everything by which answers could be told apart."""
    named = ("Content-Type", "Cache-Control", "Content-Length")
    return (response.status_code, response.content, *(response.get(name) for name in named))


class TestAddress:
    """What opens a calendar, and what does not."""

    def test_it_is_kept_nowhere_by_phone_or_proxy(self, leader):
        assert read(opened(leader.pk))["Cache-Control"] == NO_STORE

    def test_only_a_digest_of_it_is_kept(self, leader):
        token = opened(leader.pk)
        row = CalendarFeed.objects.get()
        assert (row.token_digest, row.pk) == (token_digest(token), leader.pk)
        assert token not in str(changes("open_calendar"))

    def test_wrong_closed_and_replaced_addresses_are_answered_alike(self, groups, leader):
        replaced = opened(leader.pk)
        opened(leader.pk)
        party = groups.somebody()
        closed = opened(party)
        assert close_calendar(by=SERVICE, party=party) == 1
        found = {answer_of(read(token)) for token in ("wrong", "x" * 500, replaced, closed)}
        assert found == {(404, b"", "text/calendar; charset=utf-8", NO_STORE, "0")}

    def test_nothing_is_sent_to_it(self, client, leader):
        address = reverse("gatherings:feed", args=[opened(leader.pk)])
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200

    def test_a_renewed_one_opens_what_the_first_did(self, groups, series, leader):
        groups.past(series)
        first, second = opened(leader.pk), opened(leader.pk)
        assert (read(first).status_code, len(events(read(second)))) == (404, 1)
        row = CalendarFeed.objects.get()
        assert row.renewed_at is not None
        assert (row.renewed_at > row.opened_at, row.closed_at) == (True, None)

    def test_a_closed_one_is_opened_again_under_another(self, leader):
        first = opened(leader.pk)
        closed = [close_calendar(by=SERVICE, party=leader.pk) for _ in range(2)]
        second = opened(leader.pk)
        assert (closed, feed_of(leader.pk)) == ([1, 0], CalendarFeed.objects.get())
        assert [read(token).status_code for token in (first, second)] == [404, 200]

    def test_staff_without_a_role_read_it_no_more(self, leader):
        token = opened(leader.pk)
        (held,) = leader.assignments.all()
        end_role(by=SERVICE, assignment=held, until=TODAY + timedelta(days=1))
        assert read(token).status_code == 200
        end_role(by=SERVICE, assignment=held, until=TODAY)
        assert read(token).status_code == 404

    def test_staff_who_are_shut_out_read_it_no_more(self, leader):
        token, account = opened(leader.pk), open_account(by=SERVICE, staff=leader)
        assert read(token).status_code == 200
        shut_account(by=SERVICE, account=account)
        assert read(token).status_code == 404

    def test_it_goes_with_an_erasure(self, groups):
        party = groups.somebody()
        token = opened(party)
        assert dry_run(party).going["gatherings.calendarfeed"] == 1
        with act("test.erase", by=SERVICE):
            CalendarFeed.objects.get(party=party).delete()
        assert read(token).status_code == 404


class TestWhose:
    """Staff have their own; whoever enrols a participant gives them theirs."""

    def test_nobody_has_anothers(self, leader, groups):
        other = actor(groups.leaders[1])
        for do in (open_calendar, close_calendar):
            assert refused(lambda do=do: do(by=other, party=leader.pk)) == ["own-calendar"]
        assert refused(lambda: open_calendar(by=actor(leader), party=leader.pk)) == []

    def test_of_people_within_reach_only(self, groups, series):
        party = groups.enrolled(series).party_id
        near, far = groups.house.actor("head_of_unit"), groups.house.actor("head_of_unit", "olaine")
        assert refused(lambda: open_calendar(by=near, party=party)) == []
        assert refused(lambda: close_calendar(by=far, party=party)) == ["not-yours"]
        assert refused(lambda: open_calendar(by=near, party=UUID(int=7))) == ["not-yours"]

    def test_guests_have_one_too_and_systems_have_none(self, groups, house):
        head, guest = house.actor("head_of_unit"), add_guest(by=SERVICE, name="Anna")
        assert refused(lambda: open_calendar(by=head, party=guest.pk)) == []
        machine = system(house).party
        assert refused(lambda: open_calendar(by=SERVICE, party=machine)) == ["no-calendar"]

    def test_whoever_neither_sees_nor_runs_groups_opens_none(self, groups, house):
        clerk = house.actor("clerk")
        assert refused(lambda: open_calendar(by=clerk, party=clerk.party)) == ["no-role"]
        assert refused(lambda: open_calendar(by=clerk, party=groups.somebody())) == ["no-role"]


class TestPages:
    """An address is on the answer that made it, and on no other page."""

    def test_ones_own_is_opened_renewed_and_closed(self, leader):
        visitor = Visitor(leader)
        assert "Calendar on your phone" in text(visitor.get("list"))
        assert "There is no calendar yet." in text(visitor.get("my_calendar"))
        answer = visitor.send("my_calendar", do="open")
        assert "no-store" in answer["Cache-Control"]
        address = next(word for word in text(answer).split() if word.startswith("http"))
        assert visitor.client.get(address).status_code == 200
        page = text(visitor.get("my_calendar"))
        assert (address in page, "Make a new address" in page) == (False, True)
        assert "new address" in text(visitor.send("my_calendar", do="open"))
        assert visitor.client.get(address).status_code == 404
        assert visitor.send("my_calendar", do="close").status_code == 302
        assert "There is no calendar yet." in text(visitor.get("my_calendar"))

    def test_a_participants_is_given_on_the_page_of_the_enrolment(self, groups, series, leader):
        row, visitor = groups.enrolled(series, groups.somebody("Zars")), Visitor(leader)
        assert "Calendar on their phone" in text(visitor.get("enrolment", row.pk))
        before = Consultation.objects.count()
        answer = visitor.send("calendar", row.pk, do="open")
        page = text(answer)
        address = next(word for word in page.split() if word.startswith("http"))
        assert ("Zars" in page, Consultation.objects.count() > before) == (True, True)
        assert visitor.client.get(address).status_code == 200
        visitor.send("calendar", row.pk, do="close")
        assert visitor.client.get(address).status_code == 404

    def test_that_of_a_colleague_is_not_given_there(self, groups, series, leader):
        row = groups.enrolled(series, groups.house.member("facilitator").pk, kind="staff")
        visitor = Visitor(leader)
        assert "Calendar on their phone" not in text(visitor.get("enrolment", row.pk))
        assert visitor.send("calendar", row.pk, do="open").status_code == 403
        assert CalendarFeed.objects.count() == 0

    def test_nobody_of_another_house_reaches_it(self, groups, series):
        row = groups.enrolled(series)
        stranger = Visitor(groups.house.member("head_of_unit", "olaine"))
        assert stranger.send("calendar", row.pk, do="open").status_code == 404


class TestApi:
    """The same through the API."""

    def test_ones_own(self, leader):
        caller = browser(leader)
        status, made = told(caller.post("/gatherings/calendar", {}))
        assert status == 201
        assert caller.client.get(made["address"]).status_code == 200
        assert told(caller.post("/gatherings/calendar/close", {})) == (200, {"closed": 1})
        assert caller.client.get(made["address"]).status_code == 404

    def test_a_participants(self, groups, series):
        row, caller = groups.enrolled(series), system(groups.house)
        address = f"/gatherings/enrolments/{row.pk}/calendar"
        status, made = told(caller.post(address, {}))
        assert (status, caller.client.get(made["address"]).status_code) == (201, 200)
        assert told(caller.post(f"{address}/close", {})) == (200, {"closed": 1})

    def test_a_system_has_none_of_its_own(self, house):
        assert reasons(system(house).post("/gatherings/calendar", {})) == (422, ["no-calendar"])


def test_the_record_tells_when_it_was_opened_and_closed(groups):
    party = groups.somebody()
    opened(party)
    close_calendar(by=SERVICE, party=party)
    [(table, before, after)] = changes("close_calendar")
    assert (table, before, list(after)) == (
        "gatherings.calendarfeed",
        {"closed_at": None},
        [*before],
    )
