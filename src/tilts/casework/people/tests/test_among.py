"""Rows about many people: the same that a list of their ids finds, on either database."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.platform.access.among import Ids
from tilts.platform.parties.actors import SERVICE

from .people import person

pytestmark = pytest.mark.usefixtures("all_seen")


@pytest.fixture
def people(db, all_seen):
    made = [person(f"Ozols{number}") for number in range(4)]
    merge_people(by=SERVICE, kept_id=made[0].pk, gone_id=made[1].pk, reason="twice")
    return made


def found(**condition):
    return set(Person.objects.filter(**condition).values_list("pk", flat=True))


def test_by_key_by_relation_and_through_one(people):
    first, second, third, _fourth = (one.pk for one in people)
    assert found(pk__among=Ids([first, third, uuid4()])) == {first, third}
    assert found(merged_into__among=Ids([first, third])) == {second}
    assert found(merged_into__pk__among=Ids([first])) == {second}


def test_nobody_is_among_none_and_the_database_is_not_asked(people):
    with CaptureQueriesContext(connection) as asked:
        assert found(pk__among=Ids([])) == set()
        assert found(pk__among=Ids([None])) == set()
    assert len(asked) == 0


def test_many_are_one_parameter(people):
    many = [*(uuid4() for _ in range(3000)), people[2].pk]
    assert found(pk__among=Ids(many)) == {people[2].pk}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.uuids(), max_size=5))
def test_ids_are_kept_once_and_in_their_order(ids):
    assert Ids([*ids, *ids, None]).ids == list(dict.fromkeys(ids))
