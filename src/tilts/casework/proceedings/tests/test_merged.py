"""Two records of one person are one path: what stands on either counts for both."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.people.actions import note_death
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.proceedings.actions import (
    advance,
    end_placement,
    move_unit,
    note_escape,
    note_return,
    place,
)
from tilts.casework.proceedings.models import Measure, Placement
from tilts.casework.proceedings.panels import coming, places, sentence_bars
from tilts.casework.proceedings.queries import (
    Running,
    last_placement,
    measures_of,
    proceedings_of,
    records,
    running_on,
)
from tilts.casework.proceedings.responsibility import responsibilities
from tilts.platform.access.reasons import Refused
from tilts.platform.access.telling import told_once
from tilts.platform.parties.actors import SERVICE

from .world import again, codes, days_ago, new_person, opened, sentenced, today


def merge(kept: Person, gone: Person) -> None:
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="one person")


@pytest.fixture
def double(person, prison) -> Person:
    """A second record of the same person, with a sentence in force and a place in prison."""
    twin = new_person(prison, "Paraudzins")
    sentenced(twin, prison, years=20)
    place(by=SERVICE, person_id=twin.pk, unit=prison, since=days_ago(30))
    merge(person, twin)
    return again(twin)


def test_records_are_found_through_any_number_of_merges(person, double, prison):
    first = new_person(prison, "Pirmais")
    merge(first, again(person))
    assert records([first.pk]) == {first.pk: first.pk, person.pk: first.pk, double.pk: first.pk}
    assert [row.person_id for row in proceedings_of([first.pk])] == [double.pk]
    assert [row.person_id for row in measures_of(records([first.pk]))] == [double.pk]


def test_each_reader_finds_what_stands_on_the_merged_record(person, double):
    ids = [person.pk]
    assert [list(provider(SERVICE, ids)) for provider in (sentence_bars, places, coming)] == [
        ids,
        ids,
        ids,
    ]
    assert responsibilities(ids, today())[person.pk].who == "prison"
    found = last_placement(person.pk)
    assert found
    assert found.person_id == double.pk


def test_who_is_in_prison_on_one_record_is_not_placed_again_on_the_other(person, double, prison):
    with pytest.raises(Refused) as refused:
        place(by=SERVICE, person_id=person.pk, unit=prison, since=today())
    assert codes(refused) == ["placed-already"]


def test_a_move_ends_the_placement_on_the_merged_record(person, double, other_prison):
    move_unit(by=SERVICE, person_id=person.pk, unit=other_prison, on=days_ago(5))
    rows = Placement.objects.order_by("since").values_list("person_id", "since", "until")
    assert list(rows) == [
        (double.pk, days_ago(30), days_ago(5)),
        (person.pk, days_ago(5), None),
    ]


def test_a_release_ends_the_placement_on_the_merged_record(person, double):
    how = Placement.Ended.RELEASE
    ended = end_placement(by=SERVICE, person_id=person.pk, on=days_ago(1), how=how)
    assert (ended.person_id, ended.until, ended.ended_how) == (double.pk, days_ago(1), "release")


def test_an_escape_suspends_the_cases_of_both_and_the_return_wakes_them(person, double, prison):
    own, merged = opened(person, prison), proceedings_of([double.pk]).get()
    note_escape(by=SERVICE, person_id=person.pk, on=days_ago(9))
    assert [again(row).state for row in (own, merged)] == ["suspended", "suspended"]
    note_return(by=SERVICE, person_id=person.pk, unit=prison, on=days_ago(3))
    assert [again(row).state for row in (own, merged)] == ["before_judgment", "in_force"]


def test_death_ends_what_stands_on_both(person, double, prison):
    own, merged = opened(person, prison), proceedings_of([double.pk]).get()
    note_death(by=SERVICE, person_id=person.pk, died_on=days_ago(2), source="hospital")
    assert [again(row).state for row in (own, merged)] == ["ended_by_death", "ended_by_death"]
    assert [(m.ended_on, m.ended_how) for m in measures_of([double.pk])] == [(days_ago(2), "death")]
    placement = Placement.objects.get()
    assert (placement.until, placement.ended_how) == (days_ago(2), "death")


def test_a_conviction_on_the_merged_record_stands(person, double, prison):
    proceeding = opened(person, prison)
    advance(by=SERVICE, proceeding=proceeding, code="terminate", reason="withdrawn")
    assert again(person).category == "convicted"


def test_a_correction_on_the_merged_record_is_said_of_the_one_that_stays(person, double):
    merged = proceedings_of([double.pk]).get()
    advance(by=SERVICE, proceeding=merged, code="mark_error", reason="typed twice")
    assert again(person).category == "suspect"


def test_after_a_split_each_has_its_own_again(person, double):
    split_people(by=SERVICE, gone_id=double.pk, reason="they are two")
    assert records([person.pk]) == {person.pk: person.pk}
    assert list(proceedings_of([person.pk])) == []
    assert last_placement(person.pk) is None


def test_what_runs_is_told_of_either_record_and_read_once(person, double):
    measure = Measure.objects.get(person=double)
    running = [Running(double.pk, measure.kind, measure.in_force_on, measure.start, None)]
    with told_once(), CaptureQueriesContext(connection) as asked:
        told = [running_on(records([person.pk]), today()) for _again in range(2)]
    assert told == [running, running]
    assert sum('FROM "proceedings_measure"' in one["sql"] for one in asked) == 1
