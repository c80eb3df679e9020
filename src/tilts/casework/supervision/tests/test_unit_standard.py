"""The contact standard for a head of unit: by officer, of the own unit, in as many queries."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import change, person
from tilts.casework.proceedings.tests.world import sentenced
from tilts.casework.supervision.queries.units import OfOfficer, by_officer, people_of_officer
from tilts.casework.supervision.standard import Basis, Count, Span, Standing
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE

from .test_standard import HIGH

TODAY = timezone.localdate()
LONG = TODAY - timedelta(days=400)
JUNE = Span(date(2026, 6, 1), date(2026, 6, 30))
QUARTER = Span(date(2026, 4, 1), date(2026, 6, 30))


def given(caseload, family: str, to: Staff | None = None) -> Person:
    """Somebody under supervision by an officer in Jelgava."""
    place = caseload.house.units["jelgava"]
    how = Handover(on=LONG, reason="arrived")
    with seen_by(SERVICE):
        whom = person(family, at=place, country="LV")
        allocate(by=SERVICE, person=whom.pk, to=to or caseload.officer, how=how)
        sentenced(whom, place, kind="probation_supervision")
    return whom


@pytest.fixture
def head(caseload) -> Staff:
    return caseload.house.member("head_of_unit", "jelgava")


def stands(done: int, ahead: int = 0, visited: int = 1, level: str = "high") -> Standing:
    contacts, visits = Count(3, done, ahead, JUNE), Count(1, visited, 0, QUARTER)
    return Standing(
        UUID(int=1), Basis(HIGH, "LV", date(2026, 5, 1), level), date(2026, 6, 29), contacts, visits
    )


def test_an_officers_people_are_counted():
    found = OfOfficer(Staff(), [stands(3), stands(1), stands(1, 2), stands(3, 0, 0, level="")])
    told = (found.people, found.met, found.behind, found.missing, found.provisional)
    assert told == (4, 1, 2, 3, 1)


def test_of_nobody_nothing_is_counted():
    found = OfOfficer(Staff())
    told = (found.people, found.met, found.behind, found.missing, found.provisional)
    assert told == (0, 0, 0, 0, 0)


@pytest.mark.usefixtures("all_seen")
def test_whoever_died_and_whoever_has_nobody_are_not_there(caseload, head):
    caseload.house.member("probation_officer", "jelgava")
    gone, whom = given(caseload, "Ozola"), given(caseload, "Berta")
    change(gone, died_on=TODAY)
    rows = by_officer(actor_for(head, TODAY), TODAY)
    people = [(row.staff, [one.person for one in row.standings]) for row in rows]
    assert people == [(caseload.officer, [whom.pk])]


@pytest.mark.usefixtures("all_seen")
def test_officers_above_are_led_and_others_are_not(caseload):
    """The head of the region leads Jelgava too; that of the prison leads nobody there."""
    given(caseload, "Ozola")
    heads = [caseload.house.member("head_of_unit", unit) for unit in ("zemgale", "riga")]
    found = [people_of_officer(actor_for(one, TODAY), caseload.officer.pk, TODAY) for one in heads]
    assert [one and one.people for one in found] == [1, None]


def asked(client, page: str) -> int:
    """How many queries a page takes, beside those of savepoints."""
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)


def test_the_pages_ask_as_much_for_one_as_for_three(caseload, head):
    """Three officers of three people each."""
    client = browser(head)
    pages = (
        reverse("supervision:standard"),
        reverse("supervision:standard_of", args=[caseload.officer.pk]),
    )
    given(caseload, "Ozola")
    alone = [asked(client, page) for page in pages]
    officers = [
        caseload.officer,
        *(caseload.house.member("probation_officer", "jelgava") for _ in range(2)),
    ]
    for number, officer in enumerate([*officers, *officers, *officers[1:]]):
        given(caseload, f"Berta{number}", officer)
    assert [asked(client, page) for page in pages] == alone
    rows = client.get(pages[0]).context["rows"]
    assert [row.people for row in rows] == [3, 3, 3]


def test_a_unit_without_anybody_says_so(caseload, head):
    client = browser(head)
    page = client.get(reverse("supervision:standard")).content.decode()
    of = client.get(reverse("supervision:standard_of", args=[caseload.officer.pk]))
    assert "Nobody of your unit is under supervision." in page
    assert "Nobody falls behind." in of.content.decode()
