"""My day: what the rooms have for somebody today, with the people's names."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.supervision.actions import record_contact
from tilts.casework.supervision.contacts import Contact
from tilts.doors.api.tests.callers import browser
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import open_item
from tilts.platform.workflow.kinds import work

from .visitors import all_seen, reasons, somebody, visitor

pytestmark = pytest.mark.django_db
HOW = Handover(on=LONG_AGO, reason="first officer")
CALL = work("tests.call_back", "Call back")
TODAY = timezone.localdate()


@pytest.fixture
def officer(house):
    return visitor(house, "prison_officer")


def given(house, officer, family, **work):
    """Somebody in the officer's caseload."""
    person = somebody(house, family)
    with all_seen():
        allocate(by=SERVICE, person=person.pk, to=officer.staff, how=HOW)
        if work:
            open_item(by=SERVICE, kind=CALL, person=person.pk, unit=house.units["riga"], **work)
    return person


def shown(officer):
    """The sections of the page, each with the texts and the names of its rows."""
    page = officer.get("/")
    assert page.status_code == 200
    return {
        part.section.code: [(row.text, person and person.family) for row, person in part.rows]
        for part in (*page.context["wide"], *page.context["side"])
    }


def test_an_officer_without_anything_sees_each_section_empty(officer):
    codes = ["alerts", "work", "not-listed", "meetings", "mine"]
    found = shown(officer)
    assert {code: found[code] for code in found if found[code]} == {}
    assert set(codes[1:]) <= set(found)


def test_work_and_own_people_come_with_their_names(house, officer):
    given(house, officer, "Ozols", owner=officer.staff.pk, due=TODAY)
    given(house, officer, "Bērzs")
    found = shown(officer)
    assert found["work"] == [("Call back", "Ozols")]
    assert found["mine"] == [("never seen", "Bērzs"), ("never seen", "Ozols")]
    never = "never seen · no next contact agreed"
    assert found["not-listed"] == [(never, "Bērzs"), (never, "Ozols")]


def cut(officer, path="/"):
    """How many rows each long section shows, and of how many, with the link to all of them."""
    page = officer.get(path)
    html = page.content.decode()
    parts = (*page.context["wide"], *page.context["side"])
    return {
        part.section.code: (
            len(part.rows), part.in_all, f"?all={part.section.code}#{part.section.code}" in html,
        )
        for part in parts
        if part.in_all
    }  # fmt: skip


def test_of_many_rows_the_first_are_shown_and_all_on_request(house, officer):
    for number in range(12):
        given(house, officer, f"Ozols{number:02}", owner=officer.staff.pk, due=TODAY)
    few = dict.fromkeys(("work", "not-listed", "mine"), (12, 12, False))
    assert cut(officer) == few
    given(house, officer, "Bērzs", owner=officer.staff.pk, due=TODAY)
    many = {"work": (8, 13, True), "not-listed": (8, 13, True), "mine": (0, 13, True)}
    assert cut(officer) == many
    assert cut(officer, "/?all=mine") == {**many, "mine": (13, 13, False)}
    assert "Nobody is allocated to you." not in officer.get("/").content.decode()


def test_a_meeting_today_leads_to_its_note(house, officer):
    person = given(house, officer, "Ozols")
    now = timezone.now()
    meeting = Contact(happened_at=now - timedelta(days=1), how="office", text="-", next_on=now)
    with all_seen():
        record_contact(by=officer.actor, person_id=person.pk, contact=meeting)
    page = officer.get("/")
    (part,) = [part for part in page.context["side"] if part.section.code == "meetings"]
    ((row, who),) = part.rows
    assert (row.url, who, row.more) == (
        f"/people/{person.pk}/contacts/record/?day",
        person,
        {"at": now, "seen": False},
    )
    assert shown(officer)["not-listed"] == []


def test_work_that_is_late_is_marked(house, officer):
    given(house, officer, "Ozols", owner=officer.staff.pk, due=TODAY - timedelta(days=1))
    given(house, officer, "Bērzs", owner=officer.staff.pk, due=TODAY)
    (part,) = [p for p in officer.get("/").context["wide"] if p.section.code == "work"]
    assert [(row.when, row.tone) for row, _ in part.rows] == [
        (TODAY - timedelta(days=1), "danger"),
        (TODAY, "warning"),
    ]
    late = "2 things due, 1 of them late"
    assert officer.get("/").context["summary"] == [late, "2 people"]


def test_work_about_somebody_out_of_sight_is_not_shown(house, officer):
    hidden = somebody(house, "Petraitis", unit="vilnius")
    with all_seen():
        place = house.units["riga"]
        open_item(by=SERVICE, kind=CALL, person=hidden.pk, unit=place, owner=officer.staff.pk)
    assert shown(officer)["work"] == []
    assert "Petraitis" not in officer.get("/").content.decode()


def test_sections_of_supervision_are_for_who_records_contacts(house):
    clerk = shown(visitor(house))
    assert {"meetings", "mine", "not-listed"} & set(clerk) == set()
    assert clerk["work"] == []


def test_the_same_queries_for_1_and_3_rows(house, officer):
    given(house, officer, "Ozols", owner=officer.staff.pk, due=TODAY)
    before = officer.queries("/")
    for family in ("Bērzs", "Kļava"):
        given(house, officer, family, owner=officer.staff.pk, due=TODAY)
    assert officer.queries("/") == before


def test_who_has_no_role_is_told_so(house):
    assert reasons(browser(house.hire()).client.get("/")) == (403, ["no-role"])


def test_who_is_signed_out_signs_in(client, db):
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/")
