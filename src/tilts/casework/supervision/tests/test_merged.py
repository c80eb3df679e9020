"""Contacts noted on a record that was merged count for the person whose record stands."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.people.tests.people import person
from tilts.casework.supervision.my_day import meetings, mine, not_listed
from tilts.casework.supervision.panels import agreed, latest
from tilts.casework.supervision.queries import last_seen, latest_contacts, next_agreed
from tilts.platform.design.display import short_date
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.panels import Next

from .notes import at, note

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


@pytest.fixture
def gone(caseload):
    """A second record of the same person, not in anybody's caseload."""
    return person("Ozolina", "Anna", at=caseload.house.units["jelgava"], country="LV")


@pytest.fixture
def merged(anna, gone):
    merge_people(by=SERVICE, kept_id=anna.pk, gone_id=gone.pk, reason="the same face")
    return gone


def test_who_was_seen_on_the_other_record_was_seen(caseload, anna, merged):
    assert [row.text for row in not_listed(caseload.actor)] == [
        "never seen · no next contact agreed"
    ]
    seen = note(merged, caseload.officer, -2, next_on=at(4))
    assert not_listed(caseload.actor) == []
    assert [row.text for row in mine(caseload.actor)] == [f"seen {short_date(seen.happened_at)}"]
    assert last_seen([anna.pk]) == {anna.pk: seen.happened_at}


def test_a_contact_agreed_on_the_other_record_says_that_they_were_seen(caseload, anna, merged):
    note(merged, caseload.officer, -7, next_on=at(0, 23))
    note(anna, caseload.officer, 0, happened_at=at(0, 0))
    found = [(row.person, row.more["seen"]) for row in meetings(caseload.actor)]
    assert found == [(merged.pk, True)]


@pytest.mark.parametrize("newest", ["anna", "gone"])
def test_the_later_of_both_is_the_last(caseload, anna, merged, newest):
    both = {"anna": anna, "gone": merged}
    last = note(both.pop(newest), caseload.officer, -2)
    note(both.popitem()[1], caseload.officer, -9)
    assert last_seen([anna.pk]) == {anna.pk: last.happened_at}
    assert latest(caseload.actor, [anna.pk]) == {anna.pk: last}


@pytest.mark.parametrize("nearest", ["anna", "gone"])
def test_the_nearer_of_both_is_next(caseload, anna, merged, nearest):
    both = {"anna": anna, "gone": merged}
    note(both.pop(nearest), caseload.officer, -2, next_on=at(3))
    note(both.popitem()[1], caseload.officer, -3, next_on=at(5))
    assert next_agreed([anna.pk], TODAY) == {anna.pk: at(3)}
    url = reverse("supervision:record", args=[anna.pk])
    step = Next("Contact agreed", TODAY + timedelta(days=3), url)
    assert agreed(caseload.actor, [anna.pk]) == {anna.pk: [step]}


def test_asked_for_with_both_records_a_person_is_answered_once(caseload, anna, merged):
    """As the person page asks: with every record of theirs."""
    note(anna, caseload.officer, -9, next_on=at(9))
    last = note(merged, caseload.officer, -2, next_on=at(3))
    records = [anna.pk, merged.pk]
    assert latest_contacts(records) == {anna.pk: last}
    assert next_agreed(records, TODAY) == {anna.pk: at(3)}
    assert last_seen(records) == {anna.pk: last.happened_at}


def test_after_a_split_each_has_their_own_again(caseload, anna, merged):
    old = note(anna, caseload.officer, -9)
    new = note(merged, caseload.officer, -2)
    split_people(by=SERVICE, gone_id=merged.pk, reason="a sister")
    people = [anna.pk, merged.pk]
    assert last_seen(people) == {anna.pk: old.happened_at, merged.pk: new.happened_at}
    assert latest_contacts(people) == {anna.pk: old, merged.pk: new}


def test_withdrawn_notes_of_the_other_record_do_not_count(caseload, anna, merged):
    note(merged, caseload.officer, -2, next_on=at(3), withdrawn=True)
    assert (last_seen([anna.pk]), next_agreed([anna.pk], TODAY)) == ({}, {})
    assert latest_contacts([anna.pk]) == {}


@pytest.mark.parametrize("read", [
    last_seen, latest_contacts, lambda people: next_agreed(people, TODAY),
])  # fmt: skip
def test_as_many_queries_for_three_people_as_for_one(caseload, anna, merged, read):
    people = [anna, caseload.add("Liepa"), caseload.add("Egle")]
    for whom in (*people, merged):
        note(whom, caseload.officer, -2, next_on=at(3))
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as captured:
            assert len(read([whom.pk for whom in some])) == len(some)
        counts.append(len(captured))
    assert counts == [counts[0]] * 2


def test_a_merged_record_is_not_listed_beside_its_survivor(caseload, anna):
    other = caseload.add("Ozolina")
    third = caseload.add("Liepa")
    for kept, gone in ((third, other), (anna, third)):
        merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same face")
    assert [row.person for row in mine(caseload.actor)] == [anna.pk]


def test_a_merged_record_is_listed_while_the_survivor_is_somebody_elses(caseload, gone):
    mine_too = caseload.add("Ozola")
    merge_people(by=SERVICE, kept_id=gone.pk, gone_id=mine_too.pk, reason="the same face")
    assert [row.person for row in mine(caseload.actor)] == [mine_too.pk]
