"""Whoever is shown who takes part has looked at them, and at nobody else."""

import pytest
from django.utils import timezone

from tilts.platform.gatherings.actions import cover
from tilts.platform.gatherings.looks import look_at
from tilts.platform.gatherings.models import Enrolment, Leading
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation, Shown, Way

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def shown() -> list[object]:
    return list(Shown.objects.order_by("pk").values_list("person_id", flat=True))


def test_nobody_shown_is_nobody_looked_at(groups, series):
    Visitor(groups.leaders[0]).get("series", series.pk)
    assert Consultation.objects.count() == 0


def test_colleagues_who_learn_are_not_looked_at(groups, series):
    groups.enrolled(series, groups.house.member("clerk").pk, kind="staff")
    page = Visitor(groups.leaders[0]).get("series", series.pk)
    assert "I. Kalna" in text(page)
    assert Consultation.objects.count() == 0


def test_a_look_says_who_where_and_how(groups, series):
    row = groups.enrolled(series)
    leader = actor_for(groups.leaders[0], TODAY)
    look_at(leader, [row], "gatherings.session:7", way=Way.PRINT)
    look = Consultation.objects.get()
    assert (look.actor_id, look.way, look.purpose) == (leader.party, Way.PRINT, "appointment")
    assert (look.about, shown()) == ("gatherings.session:7", [row.party_id])


def test_the_sheet_that_is_refused_is_shown_and_so_looked_at(groups, series):
    row, session = groups.enrolled(series), groups.past(series)
    leader = Visitor(groups.leaders[0])
    leader.refused("session", session.pk, sheet="none", all="complied")
    assert shown() == [row.party_id]


def test_a_sheet_that_is_saved_shows_nobody_until_the_next_page(groups, series):
    groups.enrolled(series)
    session = groups.past(series)
    sheet = "0190f0aa-7e1c-7000-8000-000000000001"
    Visitor(groups.leaders[0]).send("session", session.pk, sheet=sheet, all="complied")
    assert shown() == []


def test_whom_a_search_shows_is_looked_at(groups, series):
    """As every search; staff are no search in the record."""
    head = Visitor(groups.house.member("head_of_unit"))
    head.get("enrol", series.pk, q="Kalna")
    assert Consultation.objects.count() == 0


def test_who_covers_today_sees_the_group_and_no_longer_tomorrow(groups, series):
    """A colleague of another prison leads one session: today they see who comes."""
    groups.enrolled(series)
    first, *_rest = groups.scheduled(series)
    colleague = groups.house.member("facilitator", "olaine")
    visitor = Visitor(colleague)
    leader = groups.leaders[0]
    cover(by=SERVICE, session=first, leader=leader.pk, successor=colleague.pk)
    assert visitor.get("session", first.pk).status_code == 404  # it is not today
    today = groups.past(series, hours=0)
    assert visitor.get("session", today.pk).status_code == 404
    with act("test.cover", by=SERVICE):
        Leading(session=today, party_id=colleague.pk, cover=True).save(force_insert=True)
    page = visitor.get("session", today.pk)
    assert page.status_code == 200
    assert len(page.context["lines"]) == Enrolment.objects.count() == 1
