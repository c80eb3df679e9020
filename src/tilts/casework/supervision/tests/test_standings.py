"""Whom the contact standard asks for, and what the record has of it: for one person or many."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.worlds.assessed import assessed, use_the_demonstration
from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.allocation.own import own_people
from tilts.casework.assessment.models import Assessment
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.desk import browser, looks
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.moments import midnight
from tilts.casework.proceedings.tests.world import sentenced
from tilts.casework.supervision.my_day import behind
from tilts.casework.supervision.presenting_appointments import in_short, missing, why
from tilts.casework.supervision.queries.standard import bases_of, known_of, standings
from tilts.casework.supervision.queries.units import by_officer
from tilts.casework.supervision.standard import Met, Standing, month_of, quarter_of
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.telling import told_once
from tilts.platform.design.display import local
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .meetings import agreed
from .notes import note

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()
LONG = TODAY - timedelta(days=400)
COUNTRY = '"people_person"."country" AS "person__country"'


def supervised(caseload, family: str, since=LONG, kind: str = "probation_supervision") -> Person:
    whom: Person = caseload.add(family, since=since)
    sentenced(whom, caseload.house.units["jelgava"], kind=kind)
    return whom


def stands(whom: Person) -> Standing | None:
    return standings([whom.pk]).get(whom.pk)


def test_only_people_under_supervision_are_asked_for(caseload):
    by_measure = supervised(caseload, "Ozola")
    working = supervised(caseload, "Berta", kind="community_service")
    nothing = caseload.add("Celma", since=LONG)
    people = [by_measure.pk, working.pk, nothing.pk]
    assert list(bases_of(people, TODAY)) == [by_measure.pk]


def test_whoever_has_an_officer_on_the_record_that_is_gone_is_asked_for_as_before(caseload):
    gone = supervised(caseload, "Ozolina")
    kept = person("Ozola", "Anna", at=caseload.house.units["jelgava"], country="LV")
    before = bases_of([gone.pk, kept.pk], TODAY)
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")
    assert before == {gone.pk: before[gone.pk]}
    assert bases_of([kept.pk], TODAY) == {kept.pk: before[gone.pk]}


def test_without_an_assessment_it_is_provisional_and_says_so(caseload):
    whom = supervised(caseload, "Ozola")
    found = stands(whom)
    assert found
    with translation.override("en"):
        texts = (in_short(found), [str(text) for text in why(found)])
    assert texts == (
        "0 of 2 this month",
        [
            "Provisional: no final assessment says the level of risk yet. 2 contacts a month.",
            "Under supervision by: Probation supervision.",
            "The agency has not confirmed this number yet.",
        ],
    )


def test_the_level_decides(caseload):
    whom = supervised(caseload, "Ozola")
    use_the_demonstration(caseload.officer.agency_id)
    assessed(whom, caseload.actor)
    found = {}
    for level in ("high", "low", "none"):
        with act("test.level", by=SERVICE):
            Assessment.objects.filter(person=whom).update(level=level)
        one = stands(whom)
        assert one
        asked = (one.contacts.asked, one.visits.asked, one.basis.is_provisional)
        found[level] = (*asked, str(why(one)[0]))
    day = local(TODAY)
    assert found == {
        "high": (3, 1, False, f"High level (assessed on {day}): 3 contacts a month."),
        "low": (1, 0, False, f"Low level (assessed on {day}): 1 contact a month."),
        "none": (
            2, 0, True,
            "Provisional: no standard is set for the level that was found. 2 contacts a month.",
        ),
    }  # fmt: skip


def test_who_came_this_month_begins_with_a_part_of_it(caseload):
    first = month_of(TODAY).first
    whom = supervised(caseload, "Ozola", since=TODAY)
    found = stands(whom)
    assert found
    part = 2 * ((month_of(TODAY).last - TODAY).days + 1) // month_of(TODAY).days
    text = f"Supervision began on {local(TODAY)}: only the rest of the month counts."
    assert (found.contacts.asked, found.basis.since) == (part, TODAY)
    assert [str(one) for one in why(found)].count(text) == (first < TODAY)


def test_with_a_new_officer_supervision_goes_on(caseload):
    whom = supervised(caseload, "Ozola")
    to = caseload.house.member("probation_officer", "jelgava")
    reassign(by=SERVICE, person=whom.pk, to=to, how=Handover(on=TODAY, reason="leave"))
    found = stands(whom)
    assert found
    assert (found.basis.since, found.contacts.asked) == (LONG, 2)


def test_contacts_and_appointments_are_counted(caseload):
    whom = supervised(caseload, "Ozola")
    note(whom, caseload.officer, 0, how="visit", happened_at=timezone.now())
    note(whom, caseload.officer, 0, how="phone", happened_at=timezone.now())
    note(whom, caseload.officer, 0, withdrawn=True, happened_at=timezone.now())
    note(whom, caseload.officer, -100)
    ahead = agreed(caseload.actor, whom, 1)
    found = stands(whom)
    assert found
    in_month = timezone.localdate(ahead.starts_at) <= month_of(TODAY).last
    assert (found.contacts.done, found.contacts.ahead, found.visits.done) == (1, in_month, 1)
    left = 0 if in_month else 1
    expected = [f"1 contact is still to be agreed by {local(month_of(TODAY).last)}"] * left
    assert missing(found) == expected


def test_the_same_number_of_queries_for_one_and_for_three(caseload):
    def asked(people: list[Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(standings(people)) == len(people)
        return len(queries)

    one = supervised(caseload, "Ozola")
    alone = asked([one.pk])
    three = [one.pk, *(supervised(caseload, family).pk for family in ("Berta", "Celma"))]
    assert asked(three) == alone


def test_a_head_of_unit_sees_it_by_officer_and_whom_it_concerns(caseload):
    whom = supervised(caseload, "Ozola")
    head = caseload.house.member("head_of_unit", "jelgava")
    (row,) = by_officer(actor_for(head, TODAY), TODAY)
    found = stands(whom)
    assert found
    told = (row.staff, row.people, row.met, row.missing, row.behind, row.provisional)
    assert told == (caseload.officer, 1, 0, 2, int(found.is_behind), 1)
    desk = browser(head)
    page = desk.get(reverse("supervision:standard"))
    assert (page.status_code, looks()) == (200, [])
    desk.get(reverse("supervision:standard_of", args=[caseload.officer.pk]))
    shown = [(head.pk, [str(whom.pk)], "page", "caseload", "supervision")]
    assert [(by, [str(one) for one in people], *more) for by, people, *more in looks()] == (
        shown if found.is_behind else []
    )


def test_officers_of_other_units_are_not_there(caseload):
    supervised(caseload, "Ozola")
    head = caseload.house.member("head_of_unit", "riga")
    page = browser(head).get(reverse("supervision:standard_of", args=[caseload.officer.pk]))
    assert (by_officer(actor_for(head, TODAY), TODAY), page.status_code) == ([], 404)


def test_my_day_names_who_falls_behind(caseload):
    whom = supervised(caseload, "Ozola")
    found = stands(whom)
    assert found
    rows = [(row.person, row.text, row.note) for row in behind(caseload.actor)]
    last = local(month_of(TODAY).last)
    late = (whom.pk, "0 of 2 this month", f"2 contacts are still to be agreed by {last}")
    assert rows == ([late] if found.is_behind else [])


def test_of_the_months_before_only_visits_are_read(caseload, anna):
    """Contacts count by the month; all others of the quarter would be read for nothing."""
    last = quarter_of(TODAY - timedelta(days=100)).last
    first = quarter_of(last).first
    for day, how in ((first, "office"), (first, "visit"), (month_of(last).first, "office")):
        moment = midnight(day) + timedelta(hours=10)
        note(anna, caseload.officer, 0, happened_at=moment, how=how)
    done = known_of([anna.pk], last)[anna.pk].done
    assert sorted(done, key=lambda one: one.day) == [
        Met(first, "visit"),
        Met(month_of(last).first, "office"),
    ]


def test_whom_the_page_shows_already_is_not_looked_for_again(caseload):
    whom, actor = supervised(caseload, "Ozola"), caseload.actor
    with seen_by(actor), told_once(), CaptureQueriesContext(connection) as asked:
        found = bases_of(own_people(actor), TODAY)
    queries = [one["sql"].split(" FROM ", 1) for one in asked if " FROM " in one["sql"]]
    about = [rest for told, rest in queries if told.endswith(COUNTRY)]
    assert list(found) == [whom.pk]
    assert ["access_bar" in sql for sql in about] == [False]
