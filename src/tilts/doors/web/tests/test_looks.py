"""Who looked and who changed what: the lines, and the two pages about somebody."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tilts.casework.people.actions import Identity, correct_person
from tilts.casework.people.models import Alert
from tilts.casework.people.models.around import Victim
from tilts.doors.web.changes import changed_rows
from tilts.doors.web.looks import GONE, SIZE, WALLED, changes_of, looks_at
from tilts.platform.design.display import local
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.consultations import consult
from tilts.platform.record.keys import destroy_key
from tilts.platform.record.models import Way

from .visitors import all_seen, reasons, somebody, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(house):
    return somebody(house)


@pytest.fixture
def clerk(house, person):
    found = visitor(house)
    found.has_said_why(person)
    return found


def renamed(person, family, by=SERVICE, reason=""):
    who = Identity(family=family, given="Jānis", birth_date=person.birth_date, category="convicted")
    with all_seen():
        person.refresh_from_db()
        correct_person(by=by, person_id=person.pk, who=who, version=person.version, reason=reason)


def walled(person):
    with act("people.add_detail", by=SERVICE), all_seen():
        Victim(person=person, name="Anna Secret", contact="+371 2", since=LONG_AGO).save()


def said(person):
    """Title, note and changed rows of each line of somebody's history."""
    with all_seen():
        lines = changes_of([person.pk], None).items
    return [(str(line.title), str(line.note), in_words(line)) for line in lines]


def in_words(line):
    """Its rows, with the fields of each as before → after."""
    return {
        str(row.title): {str(title): (before, after) for title, before, after in row.fields}
        for row in line.rows
    }


def test_a_look_is_a_line(house, person, clerk):
    consult(clerk.actor, [person.pk], way=Way.PRINT, purpose="request")
    consult(SERVICE, [person.pk], way=Way.EXPORT, purpose="service")
    lines = looks_at([person.pk], None).items
    assert [(line.who, str(line.title), str(line.note), line.person) for line in lines] == [
        ("Tilts", "Took out data", "the service itself", person.pk),
        (
            clerk.staff.short_name,
            "Printed or saved a document",
            "A court, an authority or the person asked for information",
            person.pk,
        ),
    ]
    assert [line.body for line in lines] == [None, None]


def test_a_correction_shows_what_was_before_and_after(person):
    renamed(person, "Liepa", reason="married")
    title, note, changes = said(person)[0]
    assert (title, note) == ("Corrected the identity", "married")
    assert changes == {
        "Other names": {
            "Kind": ("", "former name"),
            "Family name": ("", "Ozols"),
            "Given names": ("", "Jānis"),
            "From": ("", local(timezone.localdate())),
        },
        "Persons": {"Family name": ("Ozols", "Liepa")},
    }


def test_registering_says_what_is_known_and_nothing_else(house):
    person = somebody(house, languages=["lv", "ru"], interpreter="uk", sex="female")
    assert said(person) == [
        (
            "Registered",
            "",
            {
                "Persons": {
                    "File number": ("", person.file_number),
                    "Country": ("", "LV"),
                    "Family name": ("", "Ozols"),
                    "Given names": ("", "Jānis"),
                    "Birth date": ("", "7 March 1985"),
                    "How exactly it is known": ("", "day"),
                    "Sex, as in a document": ("", "female"),
                    "In what role the record speaks of them": ("", "convicted"),
                    "Languages spoken": ("", "Latvian, Russian"),
                    "Needs an interpreter for": ("", "Ukrainian"),
                }
            },
        )
    ]


def test_a_removed_row_says_what_it_held(person):
    with all_seen():
        with act("people.set_alert", by=SERVICE):
            alert = Alert(person=person, kind="escape", text="ran before", since=LONG_AGO)
            alert.save()
        with act("people.end_fact", by=SERVICE):
            alert.delete()
    assert said(person)[0][2] == {
        "Alerts": {
            "Kind": ("risk of escape", ""),
            "Text": ("ran before", ""),
            "From": (local(LONG_AGO), ""),
        }
    }


@pytest.mark.parametrize(
    ("row", "name", "value", "shown"),
    [
        ("people.person:1", "died_on", "2026-02-28", "28 February 2026"),
        (
            "supervision.contactnote:1",
            "happened_at",
            "2026-07-01T09:00:00Z",
            "1 July 2026, 12:00 EEST",
        ),
        ("supervision.contactnote:1", "withdrawn", True, "yes"),
        ("proceedings.measure:1", "years", 4, "4"),
        ("people.person:1", "birth_date", "no day", "no day"),
        ("people.person:1", "a_field_of_old", "x", "x"),
        ("people.gone:1", "name", "x", "x"),
    ],
)
def test_values_in_words(row, name, value, shown):
    body = {"changes": [{"row": row, "before": None, "after": {name: value}}]}
    ((_, fields),) = changed_rows(body)
    assert [(before, after) for _, before, after in fields] == [("", shown)]


@pytest.mark.parametrize("value", [None, "", False, 0, [], {}])
def test_what_says_nothing_is_left_out(value):
    body = {"changes": [{"row": "people.person:1", "before": None, "after": {"sex": value}}]}
    assert changed_rows(body) == []


def test_walled_values_stay_closed(person, clerk):
    walled(person)
    assert said(person)[0] == ("Added an address, contact or relation", str(WALLED), {})
    page = clerk.get(f"/people/{person.pk}/history/").content.decode()
    assert "Secret" not in page
    assert str(WALLED) in page


def test_erased_values_are_said_to_be_gone(person):
    destroy_key(person.pk)
    assert said(person) == [("Registered", str(GONE), {})]


def test_a_row_that_passed_to_somebody_else_only_left(house, person):
    other = somebody(house, "Bērzs")
    with all_seen():
        with act("people.set_alert", by=SERVICE):
            alert = Alert(person=person, kind="escape", since=LONG_AGO)
            alert.save()
        with act("people.merge", by=SERVICE, reason="twins"):
            alert.person = other
            alert.save()
    assert said(person)[0] == ("Merged two records", "twins", {})
    assert said(other)[0][2] == {
        "Alerts": {"Kind": ("", "risk of escape"), "From": ("", local(LONG_AGO))}
    }


def test_nobody_has_no_lines(db):
    assert (changes_of([uuid4()], None).items, looks_at([uuid4()], None).items) == ([], [])


def test_a_long_history_has_pages(person):
    for number in range(SIZE):
        renamed(person, f"Liepa{number}")
    first = changes_of([person.pk], None)
    assert (len(first.items), first.page.previous) == (SIZE, None)
    last = changes_of([person.pk], first.page.next)
    assert ([str(line.title) for line in last.items], last.page.next) == (["Registered"], None)


@pytest.mark.parametrize("page", ["looked", "history"])
def test_a_page_takes_the_same_queries_for_1_and_3_lines(house, person, clerk, page):
    path = f"/people/{person.pk}/{page}/"
    before = clerk.queries(path)
    for family in ("Liepa", "Kļava", "Osis"):
        renamed(person, family, by=visitor(house).actor)
        consult(visitor(house).actor, [person.pk], way=Way.PAGE, purpose="check")
    assert clerk.queries(path) == before


def test_the_page_of_looks_writes_its_own_look_first(person, clerk):
    page = clerk.get(f"/people/{person.pk}/looked/")
    (line,) = page.context["lines"].items
    assert (line.who, str(line.note)) == (clerk.staff.short_name, "I check the quality of work")
    assert page.context["person"] == person
    assert [tab["label"] for tab in page.context["header"].tabs if tab["current"]] == ["Who looked"]


def test_the_page_of_changes(person, clerk):
    renamed(person, "Liepa", by=clerk.actor, reason="married")
    page = clerk.get(f"/people/{person.pk}/history/")
    assert [(line.who, str(line.title)) for line in page.context["lines"].items] == [
        (clerk.staff.short_name, "Corrected the identity"),
        ("Tilts", "Registered"),
    ]
    assert "<dt>Family name</dt><dd><del>Ozols</del> → Liepa</dd>" in page.content.decode()


@pytest.mark.parametrize("page", ["looked", "history"])
def test_a_cursor_of_another_list_is_refused(person, clerk, page):
    assert clerk.get(f"/people/{person.pk}/{page}/", cursor="made-up").status_code == 400


@pytest.mark.parametrize("page", ["", "looked/", "history/", "documents/"])
def test_who_is_not_in_reach_is_nobody(house, clerk, page):
    hidden = somebody(house, "Petraitis", unit="vilnius")
    there = clerk.get(f"/people/{hidden.pk}/{page}")
    assert reasons(there) == reasons(clerk.get(f"/people/{uuid4()}/{page}")) == (404, ["not-yours"])


@pytest.mark.parametrize("page", ["", "looked/", "history/", "documents/"])
def test_who_does_not_say_why_is_asked(house, person, page):
    answer = visitor(house).get(f"/people/{person.pk}/{page}")
    assert answer.status_code == 403
    assert answer.context["form"].initial == {"next": f"/people/{person.pk}/{page}"}
    assert "Ozols" not in answer.content.decode()
    assert looks_at([person.pk], None).items == []
