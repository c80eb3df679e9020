"""What pages offer: only what can be done, by whom it can be done, in the reader's language."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.platform.gatherings.actions import (
    Mark,
    cancel_session,
    close_series,
    mark,
)
from tilts.platform.gatherings.models import Outcome
from tilts.platform.gatherings.tests.groups import MONDAY
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
GROUPS = "/gatherings/"


@pytest.fixture
def leader(groups):
    return Visitor(groups.leaders[0])


def links(answer, *names: str) -> list[str]:
    """Which of these pages of gatherings a page leads to."""
    page, found = answer.content.decode(), []
    series = answer.context["series"]
    of = answer.context.get("session") or series
    for name in names:
        target = of if name in ("move", "cancel", "cover") else series
        if f'href="{reverse(f"gatherings:{name}", args=[target.pk])}"' in page:
            found.append(name)
    return found


@pytest.mark.parametrize(
    ("role", "unit", "shown"),
    [
        ("prison_officer", "riga", True),
        ("probation_officer", "jelgava", True),
        ("facilitator", "riga", True),
        ("head_of_unit", "riga", True),
        ("training_officer", "riga", True),
        ("clerk", "riga", False),
        ("inspector", "riga", False),
        ("quality_manager", "riga", False),
    ],
)
def test_groups_are_a_place_for_who_may_see_them(house, role, unit, shown):
    visitor = Visitor(house.member(role, unit))
    assert (f'href="{GROUPS}"' in visitor.client.get("/").content.decode()) is shown
    assert visitor.client.get(GROUPS).status_code == (200 if shown else 403)


def test_who_is_signed_out_signs_in_first(client, db):
    answer = client.get(GROUPS)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={GROUPS}")


STEPS = ("schedule", "reschedule", "add_session", "enrol", "replace_leader", "close")


def test_a_new_group_is_to_be_scheduled(groups, leader, series):
    page = leader.get("series", series.pk)
    assert links(page, *STEPS) == ["schedule", "add_session", "enrol", "replace_leader", "close"]
    assert "Schedule 3 sessions without a time" in text(page)


def test_a_scheduled_group_can_be_rescheduled(groups, leader, series):
    groups.scheduled(series)
    page = leader.get("series", series.pk)
    assert links(page, *STEPS) == ["reschedule", "add_session", "enrol", "replace_leader", "close"]


def test_a_cancelled_session_leaves_one_to_be_scheduled_anew(groups, leader, series):
    first, *_rest = groups.scheduled(series)
    cancel_session(by=SERVICE, session=first, because="ill")
    page = leader.get("series", series.pk)
    assert "Schedule 1 session without a time" in text(page)
    assert "does not take place" in text(page)


def test_a_group_without_leaders_has_none_to_replace(groups):
    head = Visitor(groups.house.member("head_of_unit"))
    assert links(head.get("series", groups.series(leaders=[]).pk), *STEPS) == [
        "schedule",
        "add_session",
        "enrol",
        "close",
    ]


def test_a_closed_group_offers_nothing(groups, series):
    close_series(by=SERVICE, series=series, on=TODAY, because="over")
    head = Visitor(groups.house.member("head_of_unit"))
    assert links(head.get("series", series.pk), *STEPS) == []


def test_only_a_session_to_come_is_moved_covered_or_cancelled(groups, leader, series):
    past = groups.past(series)
    first, *_rest = groups.scheduled(series)
    steps = ("cover", "move", "cancel")
    assert links(leader.get("session", first.pk), *steps) == [*steps]
    assert links(leader.get("session", past.pk), *steps) == []


def test_the_button_for_everybody_says_how_many_are_left(groups, leader, series):
    rows = [groups.enrolled(series) for _ in range(4)]
    session = groups.past(series)
    for n, said in enumerate(
        (
            "Everybody else attended and complied",
            "All 3 not marked attended and complied",
            "All 2 not marked attended and complied",
            "1 person not marked attended and complied",
        )
    ):
        assert said in text(leader.get("session", session.pk))
        mark(
            by=SERVICE,
            session=session,
            marks=[Mark(enrolment=rows[n].pk, outcome=Outcome.COMPLIED)],
        )
    page = leader.get("session", session.pk)
    assert page.context["left"] == 0
    assert 'name="all"' not in page.content.decode()


def test_what_is_ahead_comes_first_and_what_was_last_first(groups, leader, series):
    for hours in (72, 24):
        groups.past(series, hours=hours)
    groups.scheduled(series, since=MONDAY + timedelta(weeks=1))
    page = leader.get("series", series.pk)
    for key, forward in (("coming", True), ("past", False)):
        times = [line.session.starts_at for line in page.context[key]]
        assert len(times) == 2
        assert (times == sorted(times)) is forward


@pytest.mark.parametrize("language", ["lv", "lt", "en"])
def test_pages_speak_the_readers_language(groups, leader, series, language):
    row, session = groups.enrolled(series), groups.past(series)
    leader.client.cookies["django_language"] = language
    for name, of in (("series", series), ("session", session), ("enrolment", row)):
        page = leader.get(name, of.pk)
        assert f'<html lang="{language}"' in page.content.decode()
    assert ("Miers" in text(leader.get("series", series.pk))) is (language == "lv")
