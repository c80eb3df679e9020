"""Which record stands for a person: whatever is merged in whatever order, and parted again."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.casework.people.actions import (
    Code,
    Identity,
    add_code,
    add_fact,
    correct_person,
    end_fact,
)
from tilts.casework.people.merging import merged_records, survivors
from tilts.casework.people.models import Address, Alert, OtherName, Person
from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.people.queries import (
    alerts_now,
    current_people,
    details_of,
    merged_into,
    one_fact,
    records_of,
)
from tilts.casework.people.search import search
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.telling import told_once
from tilts.platform.parties.actors import SERVICE

from .people import BORN, change, person

pytestmark = pytest.mark.usefixtures("all_seen")
DAY = date(2026, 3, 2)
NAMES = ("Ozola", "Liepa", "Egle", "Kalna")


def merge(gone: Person, kept: Person) -> None:
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="x")


def found(*names: str) -> dict[str, set[UUID]]:
    """Whom a search for each name leads to."""
    return {name: {hit.person for hit in search(name).hits} for name in names}


def shown(*people: Person) -> list[Any]:
    """Everything that lists, searches and pages show of these people, by the rows' keys."""
    return [
        sorted(row.pk for row in current_people()),
        *(records_of(row) for row in people),
        *(details_of(row) for row in people),
        alerts_now([row.pk for row in people]),
        found(*NAMES, "Putns"),
    ]


@pytest.fixture
def four(house) -> list[Person]:
    return [person(name, "Anna", at=house.units["riga"]) for name in NAMES]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=6))
@settings(max_examples=20)
def test_survivors_and_merged_records_tell_the_same_forest(steps):
    """Against a plain walk along the pointers."""
    rows = [person(f"Walk {letter}") for letter in "ABCDE"]
    into: dict[UUID, UUID] = {}

    def root(pk: UUID) -> UUID:
        return root(into[pk]) if pk in into else pk

    for gone, kept in steps:
        one, other = rows[gone], rows[kept]
        if one.pk not in into and root(other.pk) != one.pk:
            into[one.pk] = other.pk
            change(one, merged_into=other)
    people = [row.pk for row in rows]
    assert survivors(people) == {pk: root(pk) for pk in people}
    below = {pk: {row.pk for row in found} for pk, found in merged_records(people).items() if found}
    standing = [pk for pk in people if pk not in into]
    assert {pk: below.get(pk, set()) for pk in standing} == {
        pk: {other for other in people if root(other) == pk and other != pk} for pk in standing
    }


def test_merges_in_any_order_show_the_same(four):
    """All into the first, one by one; then as a chain from the last."""
    first, *others = four
    told = []
    for order in permutations(others):
        for row in order:
            merge(row, first)
        told.append((set(records_of(first)), found(*NAMES), list(current_people())))
        for row in order:
            change(row, merged_into=None)
        change(first)
    for gone, kept in ((others[2], others[1]), (others[1], others[0]), (others[0], first)):
        merge(gone, kept)
    told.append((set(records_of(first)), found(*NAMES), list(current_people())))
    everybody = {row.pk for row in four}
    assert told == [(everybody, {name: {first.pk} for name in NAMES}, [first])] * 7


def test_a_merge_and_a_split_leave_what_is_shown_as_it_was(four):
    """Names, codes, addresses and alerts of both, those added while they were one included."""
    kept, gone, *_ = four
    for row, street in ((kept, "Upes 1"), (gone, "Ezera 2")):
        where = {"kind": "actual", "locality": "Rīga", "street": street, "country": "LV"}
        add_fact(by=SERVICE, fact=Address(person=row, since=DAY, **where))
        code = Code(kind="lv_personal_code", value="328673-00679")
        add_code(by=SERVICE, person_id=row.pk, code=code, since=DAY)
    before = shown(kept, gone)
    merge(gone, kept)
    together = details_of(kept)
    assert [len(together.addresses), len(together.codes)] == [2, 2]
    assert shown(kept, gone) != before
    split_people(by=SERVICE, gone_id=gone.pk, reason="two passports")
    assert shown(kept, gone) == before


def test_what_is_added_to_either_while_merged_stays_its_own(four):
    kept, gone, *_ = four
    merge(gone, kept)
    alias = {"kind": "alias", "family": "Putns", "since": DAY}
    name = add_fact(by=SERVICE, fact=OtherName(person=gone, **alias))
    alert = add_fact(by=SERVICE, fact=Alert(person=kept, kind="escape", since=DAY))
    assert (found("Putns"), details_of(kept).names) == ({"Putns": {kept.pk}}, [name])
    split_people(by=SERVICE, gone_id=gone.pk, reason="x")
    assert (found("Putns"), details_of(gone).names) == ({"Putns": {gone.pk}}, [name])
    assert (details_of(kept).names, details_of(kept).alerts) == ([], [alert])


def test_history_goes_on_over_a_merge_and_a_split(four):
    """A name corrected and an address ended while the records were one belong to their own."""
    kept, gone, *_ = four
    where = {"kind": "actual", "locality": "Rīga", "country": "LV"}
    address = add_fact(by=SERVICE, fact=Address(person=gone, since=DAY, **where))
    merge(gone, kept)
    ending = one_fact(kept, "address", address.pk)
    end_fact(by=SERVICE, fact=ending, until=DAY + timedelta(days=5))
    who = Identity(family="Zvirbule", given="Anna", birth_date=BORN, category="convicted")
    correct_person(by=SERVICE, person_id=kept.pk, who=who, version=1, reason="married")
    assert found("Zvirbule", *NAMES[:2]) == {
        "Zvirbule": {kept.pk}, "Ozola": {kept.pk}, "Liepa": {kept.pk},
    }  # fmt: skip
    split_people(by=SERVICE, gone_id=gone.pk, reason="x")
    assert found("Zvirbule", *NAMES[:2]) == {
        "Zvirbule": {kept.pk}, "Ozola": {kept.pk}, "Liepa": {gone.pk},
    }  # fmt: skip
    (row,) = details_of(gone).addresses
    assert (row.until, details_of(kept).addresses) == (DAY + timedelta(days=5), [])
    assert [name.family for name in details_of(kept).names] == ["Ozola"]


def test_merged_records_that_one_may_not_see_are_not_told(four, house):
    kept, *_ = four
    far = person("Tālā", "Anna", at=house.units["jelgava"])
    merge(far, kept)
    assert merged_into(kept) == [far]
    with seen_by(house.actor("clerk")):
        assert (merged_into(kept), records_of(kept)) == ([], [kept.pk])


def test_a_page_that_only_reads_is_told_once(four):
    kept, gone, *_ = four
    merge(gone, kept)
    with told_once(), CaptureQueriesContext(connection) as captured:
        answers = [merged_records([kept.pk]) for _ in range(3)]
    with CaptureQueriesContext(connection) as once:
        answers.append(merged_records([kept.pk]))
    assert (len(captured), len(once)) == (2, 3)
    assert [dict(told) for told in answers] == [{kept.pk: [gone]}] * 4


def test_a_chain_of_merges_is_two_queries_for_two_of_them(four):
    first, second, third, fourth = four
    for gone, kept in ((fourth, third), (third, second), (second, first)):
        merge(gone, kept)
    with told_once(), CaptureQueriesContext(connection) as captured:
        told = merged_records([first.pk])
    assert (len(captured), dict(told)) == (4, {first.pk: [second, third, fourth]})


def test_what_was_told_once_is_forgotten_afterwards(four):
    kept, gone, *_ = four
    with told_once():
        assert records_of(kept) == [kept.pk]
    merge(gone, kept)
    assert records_of(kept) == [kept.pk, gone.pk]


def test_as_many_queries_for_three_merged_as_for_one(four):
    first, *others = four

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            details_of(first)
        return len(captured)

    merge(others[0], first)
    one = queries()
    for row in others[1:]:
        merge(row, first)
    assert queries() == one


def test_of_a_caseload_without_merges_one_query_says_so(four):
    pks = [*(one.pk for one in four), *(uuid4() for _nobody in range(12))]
    with told_once(), CaptureQueriesContext(connection) as captured:
        told = [dict(merged_records(pks)), dict(merged_records(pks[:2]))]
    assert (len(captured), told) == (1, [{}, {}])


def test_of_a_caseload_merges_are_found_as_of_a_few(four):
    first, second, third, _fourth = four
    for gone, kept in ((third, second), (second, first)):
        merge(gone, kept)
    nobody = [uuid4() for _nobody in range(12)]
    assert dict(merged_records([first.pk, *nobody])) == {first.pk: [second, third]}
