"""A look is written down with who, whom, how and why."""

from uuid import uuid4

import pytest
from django.db import connection

from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.consultations import consult
from tilts.platform.record.keys import decrypt, destroy_key, keys_for
from tilts.platform.record.models import Consultation, Shown, SubjectKey, Way
from tilts.platform.record.verifying import verify

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_look_names_who_looked_at_whom_and_why():
    people = [uuid4(), uuid4()]
    looked = consult(SERVICE, people, way=Way.SEARCH, purpose="caseload", about="people.search")
    row = Consultation.objects.get()
    assert (row.pk, row.actor_id, row.actor_kind) == (looked.pk, SERVICE.party, "service")
    assert (row.way, row.purpose, row.about) == ("search", "caseload", "people.search")
    assert [shown.person_id for shown in Shown.objects.order_by("pk")] == people


def test_a_search_without_a_hit_is_a_look_too():
    consult(SERVICE, [], way=Way.SEARCH, purpose="caseload", reason="nobody to keep it under")
    assert bytes(Consultation.objects.get().reason) == b""
    assert Shown.objects.count() == 0


def test_a_typed_reason_is_kept_under_the_first_ones_key():
    people = [uuid4(), uuid4()]
    looked = consult(SERVICE, people, way=Way.PAGE, purpose="other", reason="the court called")
    key = keys_for([people[0]])[people[0]]
    box = bytes(Consultation.objects.get().reason)
    assert decrypt(key, box, str(looked.pk)) == b"the court called"
    assert list(SubjectKey.objects.values_list("pk", flat=True)) == [people[0]]


def test_a_look_stays_whole_when_a_key_is_destroyed():
    person = uuid4()
    consult(SERVICE, [person], way=Way.PRINT, purpose="other", reason="the court called")
    destroy_key(person)
    assert verify() == []


def test_as_many_queries_for_three_people_as_for_one(django_assert_num_queries):
    # Savepoint, look, shown, release; PostgreSQL takes the look and who was shown in one.
    queries = 4 if connection.vendor == "sqlite" else 3
    for people in ([uuid4()], [uuid4(), uuid4(), uuid4()]):
        with django_assert_num_queries(queries):
            consult(SERVICE, people, way=Way.PAGE, purpose="caseload")
