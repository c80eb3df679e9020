"""Keys: made once, kept wrapped, destroyed for good."""

from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.keys import (
    Erased,
    decrypt,
    destroy_key,
    encrypt,
    existing_keys,
    keys_for,
)
from tilts.platform.record.models import Payload, SubjectKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

KEY = b"k" * 32


def test_a_key_is_made_once():
    somebody = uuid4()
    first = keys_for([somebody])
    assert len(first[somebody]) == 32
    assert keys_for([somebody, somebody]) == first
    assert existing_keys([somebody, uuid4()]) == first


def test_two_subjects_have_two_keys():
    keys = keys_for([uuid4(), uuid4()])
    assert len(set(keys.values())) == 2


def test_a_key_is_kept_wrapped():
    somebody = uuid4()
    key = keys_for([somebody])[somebody]
    assert key not in bytes(SubjectKey.objects.get().wrapped or b"")


def test_a_wrapped_key_belongs_to_its_subject():
    mine, other = uuid4(), uuid4()
    keys_for([mine, other])
    SubjectKey.objects.filter(pk=mine).update(wrapped=SubjectKey.objects.get(pk=other).wrapped)
    with pytest.raises(InvalidTag):
        keys_for([mine])


def test_a_destroyed_key_is_never_made_anew():
    somebody, other = uuid4(), uuid4()
    keys_for([somebody])
    destroy_key(somebody)
    with pytest.raises(Erased, match=str(somebody)):
        keys_for([somebody, other])
    assert existing_keys([somebody]) == {somebody: None}


def test_a_key_is_destroyed_before_it_was_made():
    somebody = uuid4()
    destroy_key(somebody)
    with pytest.raises(Erased):
        keys_for([somebody])


def test_values_cannot_be_read_without_their_key(somebody):
    with act("test.note", by=SERVICE) as a:
        a.note(somebody.pk, text="seen")
        a.note(None, text="counted")
    destroy_key(somebody.pk)
    bodies = open_all(Payload.objects.order_by("subject_id"))
    counted = {"reason": "", "changes": [{"note": {"text": "counted"}}]}
    assert list(bodies.values()) == [counted, None]


@given(st.binary(max_size=200), st.text(max_size=40))
def test_what_is_closed_opens_only_where_it_belongs(plain, place):
    box = encrypt(KEY, plain, place)
    assert decrypt(KEY, box, place) == plain
    with pytest.raises(InvalidTag):
        decrypt(KEY, box, f"{place}!")
    with pytest.raises(InvalidTag):
        decrypt(b"x" * 32, box, place)
