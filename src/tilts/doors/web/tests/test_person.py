"""The person page, composed of what the rooms know."""

import pytest

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings import actions as proceedings
from tilts.casework.proceedings.tests.world import sentenced
from tilts.doors.web.person import _next
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

from .visitors import all_seen, somebody, visitor

pytestmark = pytest.mark.django_db

LABELS = {
    "web:documents": "Documents and data sheet",
    "proceedings:open": "Open a proceeding",
    "proceedings:placement": "Place or move in prison",
    "people:twins": "Possible duplicates",
    "people:split": "These are two different people",
    "people:death": "Note a death",
    "people:error": "Entered in error",
    "erasure:plan": "Erase lawfully",
}
OFFICE = ["web:documents", "proceedings:open", "proceedings:placement"]
CORRECTING = ["people:death", "people:error"]


@pytest.fixture
def person(house):
    return somebody(house)


def convict(house, person):
    """Give somebody a sentence, served in prison."""
    with all_seen():
        measure = sentenced(person, house.units["riga"])
        proceedings.place(by=SERVICE, person_id=person.pk, unit=house.units["riga"], since=LONG_AGO)
    return measure


def opened(house, person, role="clerk"):
    """The person page as somebody with that role sees it."""
    who = visitor(house, role)
    who.has_said_why(person)
    page = who.get(f"/people/{person.pk}/")
    assert page.status_code == 200
    return page


def test_somebody_of_whom_nothing_is_known_yet(house, person):
    page = opened(house, person)
    found = {name: page.context[name] for name in ("person", "lanes", "next", "panels")}
    assert found == {"person": person, "lanes": [], "next": [], "panels": []}
    assert "No proceeding is recorded yet." in page.content.decode()
    header = page.context["header"]
    assert (header.name, header.born, header.file_number) == (
        person.name,
        1985,
        person.file_number,
    )
    assert [tab["label"] for tab in header.tabs if tab["current"]] == ["Path"]


def test_a_convict_has_lanes_and_days_ahead_in_order(house, person):
    convict(house, person)
    page = opened(house, person)
    assert [lane.name for lane in page.context["lanes"]] == ["Sentences", "Where"]
    days = [step.when for step in page.context["next"]]
    assert days == sorted(days)
    assert "End of sentence" in [step.text for step in page.context["next"]]


def test_a_suspect_is_presumed_innocent(house):
    page = opened(house, somebody(house, category="suspect"))
    assert [badge.text for badge in page.context["header"].badges] == ["presumed innocent"]


@pytest.mark.parametrize(
    ("role", "views"),
    [
        (
            "clerk",
            [*OFFICE, "people:twins", *CORRECTING],
        ),
        (
            "head_of_unit",
            [*OFFICE, *CORRECTING],
        ),
        ("prison_officer", ["web:documents", "proceedings:open", *CORRECTING]),
        ("data_protection_officer", ["erasure:plan"]),
        ("inspector", ["erasure:plan"]),
    ],
)
def test_what_can_be_done_is_offered_by_role(house, person, role, views):
    who = visitor(house, role)
    if role == "prison_officer":
        with all_seen():
            how = Handover(on=LONG_AGO, reason="first officer")
            allocate(by=SERVICE, person=person.pk, to=who.staff, how=how)
    who.has_said_why(person)
    page = who.get(f"/people/{person.pk}/")
    offered = [{"view": view, "label": LABELS[view]} for view in views]
    assert page.context["actions"] == offered


def test_a_merged_record_leads_to_the_one_that_is_kept(house, person):
    other = somebody(house, "Ozoliņš")
    with all_seen():
        merge_people(by=SERVICE, kept_id=person.pk, gone_id=other.pk, reason="the same")
    page = opened(house, other)
    assert f'href="/people/{person.pk}/"' in page.content.decode()
    assert page.context["actions"][-3]["view"] == "people:split"
    assert [badge.text for badge in page.context["header"].badges] == ["merged into another record"]


def test_a_kept_record_shows_what_the_merged_one_had(house, person):
    other = somebody(house, "Ozoliņš")
    convict(house, other)
    with all_seen():
        merge_people(by=SERVICE, kept_id=person.pk, gone_id=other.pk, reason="the same")
    page = opened(house, person)
    assert [lane.name for lane in page.context["lanes"]] == ["Sentences", "Where"]


def test_what_has_no_day_comes_last(house, person):
    convict(house, person)
    clerk = visitor(house).actor
    with seen_by(clerk):
        steps = _next(clerk, [person.pk])
    assert steps == sorted(steps, key=lambda step: (step.when is None, step.when))


def test_the_same_queries_for_1_and_3_sentences(house, person):
    who = visitor(house)
    who.has_said_why(person)
    convict(house, person)
    before = who.queries(f"/people/{person.pk}/")
    with all_seen():
        for _more in range(2):
            sentenced(person, house.units["riga"])
    assert who.queries(f"/people/{person.pk}/") == before


@pytest.mark.parametrize("role", ["training_officer", "administrator", "analyst"])
def test_some_roles_see_nobody(house, person, role):
    answer = visitor(house, role).get(f"/people/{person.pk}/")
    assert (answer.status_code, [r.code for r in answer.context["reasons"]]) == (403, ["no-role"])
