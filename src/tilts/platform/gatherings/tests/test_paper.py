"""The attendance sheet on paper: who is on it, in whose language, and that printing is a look."""

import pytest
from django.utils import translation

from tilts.platform.gatherings.models import Enrolment
from tilts.platform.gatherings.paper import _data, attendance_paper
from tilts.platform.gatherings.tests.pages import Visitor, text
from tilts.platform.record.models import Consultation, Way

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(groups):
    return Visitor(groups.leaders[0])


def test_it_has_a_line_for_each_by_name(groups, series):
    for name in ("Zars", "Ābols"):
        groups.enrolled(series, groups.somebody(name))
    session = groups.past(series)
    told = _data(session, list(Enrolment.objects.filter(series=series)), "today")
    assert [row[0] for row in told["rows"]] == ["Ābols", "Zars"]
    assert (told["series"], told["session"], told["whole"]) == (series.name, "1. First", 90)
    assert (told["place"], told["leaders"]) == ("online", "I. Kalna, I. Kalna")


def test_it_is_in_the_readers_language(groups, series, room):
    first, *_rest = groups.scheduled(series, room)
    with translation.override("lv"):
        told = _data(first, [], "šodien")
    assert (told["language"], told["place"]) == ("lv", "Room 1")


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_it_is_a_tagged_pdf(groups, series, language):
    groups.enrolled(series, groups.somebody("Āboliņš Ķē"))
    session = groups.past(series)
    with translation.override(language):
        content = attendance_paper(session, list(Enrolment.objects.filter(series=series)))
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content


def test_a_large_group_goes_over_pages(groups, series):
    rows = [groups.enrolled(series) for _ in range(10)] * 4
    one = attendance_paper(groups.past(series), rows[:1])
    many = attendance_paper(groups.past(series, hours=48, code="second"), rows)
    assert len(many) > len(one)


def test_printing_is_a_look_of_its_own(groups, leader, series):
    groups.enrolled(series)
    session = groups.past(series)
    answer = leader.get("paper", session.pk)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "private, no-store"
    look = Consultation.objects.get()
    assert (look.way, look.about) == (Way.PRINT, f"gatherings.session:{session.pk}")


def test_it_is_offered_where_somebody_takes_part(groups, leader, series):
    session = groups.past(series)
    assert "Sheet on paper" not in text(leader.get("session", session.pk))
    assert leader.get("paper", session.pk).status_code == 404
    groups.enrolled(series)
    assert "Sheet on paper" in text(leader.get("session", session.pk))


def test_nobody_prints_the_sheet_of_another_house(groups, series):
    groups.enrolled(series)
    stranger = Visitor(groups.house.member("head_of_unit", "olaine"))
    assert stranger.get("paper", groups.past(series).pk).status_code == 404
