"""The page of one person in a group, the panel on their own page, and whom a reader may open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.models import Person
from tilts.platform.gatherings.actions import (
    Mark,
    add_guest,
    close_series,
    end_enrolment,
    mark,
    transfer,
)
from tilts.platform.gatherings.models import Ended, Enrolment, Outcome
from tilts.platform.gatherings.panels import groups as panel
from tilts.platform.gatherings.queries import one_enrolment, others_of
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def leader(groups):
    return Visitor(groups.leaders[0])


def attended(session, row: Enrolment, outcome: str = "complied", **more) -> None:
    mark(
        by=SERVICE,
        session=session,
        marks=[Mark(enrolment=row.pk, outcome=Outcome(outcome), **more)],
    )


def test_it_shows_place_hours_and_waiting_days(groups, leader, series):
    row = groups.enrolled(series, waiting_since=LONG_AGO - timedelta(days=12))
    attended(groups.past(series), row, minutes=60)
    said = text(leader.get("enrolment", row.pk))
    for words in ("1 h of 5 h 15 min", "12 days", "person in custody", "60 min"):
        assert words in said


def test_it_leads_to_the_person_and_to_the_session(groups, leader, series):
    row, session = groups.enrolled(series), groups.past(series)
    attended(session, row)
    page = leader.get("enrolment", row.pk).content.decode()
    for name, of in (("web:person", row.party_id), ("gatherings:session", session.pk)):
        assert reverse(name, args=[of]) in page


def test_what_was_done_in_the_group_before_stands_with_its_name(groups, leader, series):
    row = groups.enrolled(series)
    attended(groups.past(series), row)
    new = transfer(by=SERVICE, enrolment=row, to=groups.series(), on=TODAY)
    said = text(leader.get("enrolment", new.pk))
    assert f"attended and complied · {series.name}" in said
    assert "1 h 30 min of 5 h 15 min" in said


def test_a_catch_up_says_what_it_makes_good(groups, leader, series):
    row, missed = groups.enrolled(series), groups.past(series, hours=72)
    attended(missed, row, "unacceptable")
    again = groups.past(series, hours=24, catches_up=missed)
    attended(again, row, catches_up=missed.attendances.get().pk)
    said = text(leader.get("enrolment", row.pk))
    assert "makes good" in said
    assert "To catch up" not in said


def test_an_ended_enrolment_says_how_and_offers_nothing(groups, leader, series):
    """Who led them sees them no longer then; the head of the unit does."""
    head = Visitor(groups.house.member("head_of_unit"))
    row = groups.enrolled(series)
    end_enrolment(by=SERVICE, enrolment=row, on=TODAY, how=Ended.EXCLUDED, because="a fight")
    assert leader.get("enrolment", row.pk).status_code == 404
    page = head.get("enrolment", row.pk)
    assert "excluded" in text(page)
    assert "a fight" in text(page)
    assert page.context["may_run"] is False
    assert "Who took part before" in text(head.get("series", series.pk))


def test_guests_and_colleagues_have_no_page_of_their_own(groups, leader, series):
    guest = add_guest(by=SERVICE, name="Zane Liepa", comes_from="Red Cross")
    row = groups.enrolled(series, guest.pk, kind="guest")
    said = text(leader.get("enrolment", row.pk))
    assert "Zane Liepa" in said
    assert "Red Cross · guest" in said
    assert "page of this person" not in said


def test_going_on_elsewhere_is_offered_where_there_is_another_group(groups, leader, series):
    row = groups.enrolled(series)
    assert leader.get("enrolment", row.pk).context["others"] is False
    groups.series()
    assert leader.get("enrolment", row.pk).context["others"] is True


def test_other_groups_are_open_of_the_same_template_and_run_by_the_reader(groups, series):
    same, closed = groups.series(), groups.series()
    close_series(by=SERVICE, series=closed, on=TODAY, because="over")
    groups.series(leaders=[])
    leader = actor_for(groups.leaders[0], TODAY)
    assert others_of(leader, series) == [same]
    assert series not in others_of(SERVICE, series)


def test_an_enrolment_is_found_by_who_sees_group_and_person(groups, series):
    row = groups.enrolled(series)
    leader, stranger = (
        actor_for(one, TODAY) for one in (groups.leaders[0], groups.house.member("facilitator"))
    )
    assert one_enrolment(leader, row.pk) == row
    assert one_enrolment(stranger, row.pk) is None


class TestPanel:
    """The groups of somebody, on their own page."""

    def test_only_what_goes_on_is_shown(self, groups, series):
        party = groups.somebody()
        over = groups.enrolled(groups.series(), party)
        end_enrolment(by=SERVICE, enrolment=over, on=TODAY, how=Ended.COMPLETED)
        row = groups.enrolled(series, party)
        (line,) = panel(SERVICE, [party])[party]
        assert (line["row"], line["done"]) == (row, "0 h")

    def test_nobody_without_a_group_has_one(self, groups):
        assert panel(SERVICE, [groups.somebody()]) == {}

    def test_a_closed_group_is_over(self, groups, series):
        party = groups.somebody()
        row = groups.enrolled(series, party)
        tomorrow = TODAY + timedelta(days=1)
        end_enrolment(by=SERVICE, enrolment=row, on=tomorrow, how=Ended.COMPLETED)
        close_series(by=SERVICE, series=series, on=tomorrow, because="over")
        assert panel(SERVICE, [party]) == {}

    def test_it_stands_on_the_page_and_leads_to_the_group(self, groups, series):
        row = groups.enrolled(series)
        officer = Visitor(groups.house.member("prison_officer"))
        assert Person.objects.filter(pk=row.party_id).exists()
        page = officer.client.get(reverse("web:person", args=[row.party_id]))
        if page.status_code == 403:  # why one looks is asked first
            sent = {"purpose": "check", "reason": "to see", "next": page.request["PATH_INFO"]}
            officer.client.post(reverse("access:purpose", args=[row.party_id]), sent)
            page = officer.client.get(reverse("web:person", args=[row.party_id]))
        assert page.status_code == 200
        assert reverse("gatherings:enrolment", args=[row.pk]) in page.content.decode()
