"""The header that prevents the wrong person."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tilts.casework.people.headers import Badge, person_header
from tilts.casework.people.models import Alert, Person
from tilts.casework.people.queries import visible_person
from tilts.platform.access.scoped import seen_by

from .desk import kept
from .people import change, person

DAY = date(2026, 3, 2)


@pytest.fixture
def clerk(house):
    return house.actor("clerk")


def header(by: Any, of: Person, current: str = "") -> Any:
    with seen_by(by):
        return person_header(by, visible_person(of.pk), current)


def test_it_says_who_it_is(clerk, anna):
    shown = header(clerk, anna)
    assert (shown.name, shown.born, shown.file_number, shown.status, shown.badges) == (
        "Ozola, Anna", 1985, anna.file_number, "Riga", [],
    )  # fmt: skip


def test_languages_and_the_interpreter_are_said_in_the_readers_language(clerk, anna):
    change(anna, languages=["lv", "ka", "xx"], interpreter="ka")
    told = "Riga · speaks Latvian, Georgian, xx · interpreter: Georgian"
    assert header(clerk, anna).status == told
    with translation.override("lv"):
        assert "gruzīnu" in header(clerk, anna).status


@pytest.mark.parametrize(("values", "badges"), [
    ({"category": "suspect"}, [Badge("presumed innocent", "info")]),
    ({"category": "contact"}, []),
    ({"died_on": DAY}, [Badge("died", "neutral")]),
    ({"entered_in_error": True}, [Badge("entered in error", "danger")]),
    ({"died_on": DAY, "entered_in_error": True, "category": "suspect"},
     [Badge("died", "neutral"), Badge("entered in error", "danger"),
      Badge("presumed innocent", "info")]),
])  # fmt: skip
def test_how_a_record_stands_is_a_badge(clerk, anna, values, badges):
    change(anna, **values)
    assert header(clerk, anna).badges == badges


def test_alerts_of_merged_records_warn_of_the_same_person(clerk, house, anna):
    gone = person("Ozole", "Anna", at=house.units["riga"])
    kept(Alert(person=anna, kind="escape", since=DAY))
    kept(Alert(person=gone, kind="staff-safety", since=DAY))
    assert header(clerk, anna).badges == [Badge("risk of escape", "warning")]
    change(gone, merged_into=anna)
    badges = header(clerk, anna).badges
    assert sorted(badge.text for badge in badges) == ["risk of escape", "risk to staff"]
    assert header(clerk, gone).badges == [
        Badge("merged into another record", "warning"), Badge("risk to staff", "warning"),
    ]  # fmt: skip


@pytest.mark.parametrize(("since", "until", "warns"), [
    (0, None, True), (1, None, False), (-2, 0, False), (-2, 2, True),
])  # fmt: skip
def test_only_alerts_in_force_warn(clerk, anna, since, until, warns):
    today = timezone.localdate()
    ends = None if until is None else today + timedelta(days=until)
    kept(Alert(person=anna, kind="escape", since=today + timedelta(days=since), until=ends))
    assert bool(header(clerk, anna).badges) == warns


def test_the_open_tab_is_marked(clerk, anna):
    tabs = header(clerk, anna, "identity").tabs
    assert [tab["label"] for tab in tabs if tab["current"]] == ["Identity"]
    assert all(str(anna.pk) in tab["url"] for tab in tabs)
    assert [tab for tab in header(clerk, anna).tabs if tab["current"]] == []


@pytest.mark.parametrize(("role", "walls"), [
    ("clerk", []),
    ("inspector", []),
    ("prison_officer", ["Protected: health"]),
    ("head_of_unit", ["Protected: health", "Protected: victims"]),
])  # fmt: skip
def test_a_wall_is_a_tab_for_who_may_open_it(house, anna, role, walls):
    labels = [str(tab["label"]) for tab in header(house.actor(role), anna).tabs]
    assert [label for label in labels if "Protected" in label] == walls


def test_what_is_rarely_looked_at_stands_aside(house, anna):
    tabs = header(house.actor("head_of_unit"), anna, "history").tabs
    aside = [(str(tab["label"]), tab["current"]) for tab in tabs if tab["aside"]]
    assert aside == [
        ("In the moment", False), ("Tier", False), ("Officers", False),
        ("Protected: health", False), ("Protected: victims", False), ("Identity", False),
        ("History", True), ("Who looked", False),
    ]  # fmt: skip
    assert [str(tab["label"]) for tab in tabs if not tab["aside"]] == [
        "Path", "Proceedings", "Assessments", "Plan", "Programmes", "Community service",
        "Meetings", "Supervision", "Contacts", "Reports", "Home visits", "Documents",
    ]  # fmt: skip


def test_as_many_queries_for_three_alerts_as_for_one(clerk, anna):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            header(clerk, anna)
        return len(captured)

    kept(Alert(person=anna, kind="escape", since=DAY))
    one = queries()
    for _ in range(2):
        kept(Alert(person=anna, kind="keep-apart", since=DAY))
    assert queries() == one


def test_what_is_begun_in_one_press_stands_in_the_header_of_who_may(house, anna):
    officer, inspector = house.actor("prison_officer"), house.actor("inspector")
    (urgent,) = header(officer, anna).urgent
    assert urgent.url == f"/people/{anna.pk}/moment/begin/"
    assert [code for code, _ in urgent.choices] == ["suicide", "violence", "absconding", "child"]
    assert header(inspector, anna).urgent == []


@pytest.mark.parametrize("field", ["died_on", "entered_in_error"])
def test_nothing_is_begun_on_a_record_that_is_closed(house, anna, field):
    officer = house.actor("prison_officer")
    change(anna, **{field: DAY if field == "died_on" else True})
    assert header(officer, anna).urgent == []
