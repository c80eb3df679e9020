"""Pages of gatherings: what they show to whom, and that who is shown is written down."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.platform.gatherings.actions import Mark, cancel_session, close_series, mark
from tilts.platform.gatherings.models import Attendance, Enrolment, Outcome
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation, Shown

pytestmark = pytest.mark.django_db

SHEET = "0190f0aa-7e1c-7000-8000-000000000001"


@pytest.fixture
def leader(groups):
    return Visitor(groups.leaders[0])


def looked_at() -> set[object]:
    """Everybody of whom a look is written."""
    return set(Shown.objects.values_list("person_id", flat=True))


def test_a_leader_sees_their_groups(groups, leader, series):
    groups.enrolled(series)
    groups.scheduled(series)
    other = groups.series(leaders=[])
    said = text(leader.get("list"))
    assert (series.name in said, other.name in said) == (True, False)
    assert "3 March 2031, 10:00 EET" in said
    assert "0 / 3" in said
    assert "1 / 10" in said


def test_the_sheet_stands_by_name_whatever_its_marks(groups, leader, series):
    for name in ("Zars", "Ābols", "Birze"):
        groups.enrolled(series, groups.somebody(name))
    said = text(leader.get("session", groups.past(series).pk))
    order = sorted(("Zars", "Ābols", "Birze"), key=said.index)
    assert order == ["Ābols", "Birze", "Zars"]


def test_the_list_says_how_to_begin_when_there_is_none(house):
    assert "There is no group here yet." in text(Visitor(house.member("facilitator")).get("list"))


def test_closed_groups_are_shown_when_they_are_asked_for(groups, leader, series):
    close_series(by=SERVICE, series=series, on=timezone.localdate(), because="too few people")
    head = Visitor(groups.house.member("head_of_unit"))
    assert series.name not in text(head.get("list"))
    assert series.name in text(head.get("list", ended=""))
    assert "too few people" in text(head.get("series", series.pk))


def test_the_page_of_a_group_shows_sessions_people_and_hours(groups, leader, series):
    row = groups.enrolled(series, groups.somebody("Egle"))
    past = groups.past(series)
    groups.scheduled(series)
    mark(by=SERVICE, session=past, marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)])
    said = text(leader.get("series", series.pk))
    for words in ("1. First", "1 of 1 attended", "2. Second", "Egle", "1 h 30 min", "1 of 10"):
        assert words in said


def test_who_is_shown_has_been_looked_at(groups, leader, series):
    one, other = groups.enrolled(series), groups.enrolled(series)
    session = groups.past(series)
    assert looked_at() == set()
    for name, of in (("series", series), ("session", session), ("enrolment", one)):
        leader.get(name, of.pk)
        look = Consultation.objects.latest("id")
        assert (look.purpose, look.about) == ("appointment", f"gatherings.{name}:{of.pk}")
    assert looked_at() == {one.party_id, other.party_id}


def test_who_leads_nothing_there_finds_nothing(groups, series):
    stranger = Visitor(groups.house.member("facilitator"))
    session, row = groups.past(series), groups.enrolled(series)
    asked = (("series", series), ("session", session), ("enrolment", row), ("schedule", series))
    assert [stranger.get(name, of.pk).status_code for name, of in asked] == [404] * 4


def test_a_session_is_marked_on_its_page(groups, leader, series):
    groups.enrolled(series)
    session = groups.past(series)
    page = leader.get("session", session.pk)
    assert "Everybody else attended and complied" in text(page)
    sheet = page.context["sheet"].head["sheet"].value()
    done = leader.send("session", session.pk, sheet=sheet, all="complied")
    assert done.headers["Location"] == reverse("gatherings:session", args=[session.pk])
    assert "1 person is marked." in leader.get("session", session.pk).content.decode()
    assert Attendance.objects.get().outcome == "complied"


def test_the_same_page_sent_again_says_so(groups, leader, series):
    groups.enrolled(series)
    session = groups.past(series)
    line = leader.get("session", session.pk).context["sheet"].lines[0]
    sent = {"sheet": SHEET, line.add_prefix("outcome"): "unacceptable"}
    for words in ("1 person is marked.", "It was saved already."):
        leader.send("session", session.pk, **sent)
        assert words in leader.get("session", session.pk).content.decode()
    assert Attendance.objects.count() == 1


def test_a_refused_sheet_shows_its_reasons_and_keeps_what_was_chosen(groups, leader, series):
    groups.enrolled(series)
    session = groups.past(series)
    line = leader.get("session", session.pk).context["sheet"].lines[0]
    sent = {line.add_prefix("outcome"): "complied", line.add_prefix("minutes"): "91"}
    answer = leader.send("session", session.pk, sheet=SHEET, **sent)
    assert answer.status_code == 422
    assert "Minutes are between 0 and 90." in text(answer)
    assert answer.context["sheet"].lines[0]["minutes"].value() == "91"


def test_a_session_that_does_not_take_place_has_no_sheet(groups, leader, series):
    groups.enrolled(series)
    (first, *_rest) = groups.scheduled(series)
    cancel_session(by=SERVICE, session=first, because="the leader is ill")
    said = text(leader.get("session", first.pk))
    assert "the leader is ill" in said
    assert "Save" not in said


def test_a_session_without_anybody_says_so(groups, leader, series):
    assert "Nobody is enrolled on this day." in text(leader.get("session", groups.past(series).pk))


def test_one_persons_page_shows_what_is_to_catch_up(groups, leader, series):
    row = groups.enrolled(series, waiting_since=LONG_AGO)
    session = groups.past(series)
    absent = Mark(enrolment=row.pk, outcome=Outcome.UNACCEPTABLE, note="stayed in bed")
    mark(by=SERVICE, session=session, marks=[absent])
    page = leader.get("enrolment", row.pk)
    for words in ("To catch up", "unacceptable absence", "stayed in bed", "0 h of 5 h 15 min"):
        assert words in text(page)
    link = f"{reverse('gatherings:add_session', args=[series.pk])}?code=first&amp;alone={row.pk}"
    assert link in page.content.decode()


def test_people_out_of_sight_are_neither_shown_nor_counted(groups, series):
    """Who trains in the whole agency sees its groups, but no people in custody."""
    row = groups.enrolled(series)
    session = groups.past(series, hours=1)
    trainer = Visitor(groups.house.member("training_officer"))
    said = text(trainer.get("series", series.pk))
    assert "0 of 10 places" in said
    assert Enrolment.plain.filter(pk=row.pk).exists()
    assert "Nobody is enrolled on this day." in text(trainer.get("session", session.pk))
