"""One bit anywhere in the record: it is found, whichever it is."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.verifying import verify

from .test_verifying import RECORD, drop_triggers, rows

pytestmark = pytest.mark.django_db

SOMEBODY = UUID(int=0xABC)
# Numbers that the database gives itself: nothing says which they were, and nothing follows from it.
OWN_NUMBERS = {("shown", "id"), ("sealedentry", "id")}


def flipped(value: Any, at: int) -> Any:
    """The same value with one bit another."""
    if isinstance(value, UUID):
        return UUID(int=value.int ^ 1 << at % 128)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1 << at % 20)
    if isinstance(value, int):
        return value ^ 1 << at % 16
    if isinstance(value, str):
        return flipped_text(value, at)
    data = bytearray(value)
    data[at % len(data)] ^= 1 << at % 7
    return bytes(data)


def flipped_text(text: str, at: int) -> str:
    if not text:
        return "x"
    place = at % len(text)
    return text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]


@pytest.fixture
def record(db) -> None:
    """Acts of two kinds, one with two payloads, looks with and without a reason, two seals."""
    for kind, wall, about in (("test.one", "", ""), ("test.two", "health", "people.person:1")):
        with act(kind, by=SERVICE, reason="it must be") as a:
            a.note(SOMEBODY, wall=wall, about=about, text="something")
            a.note(None, text="counted")
        consult(SERVICE, [SOMEBODY, uuid4()], way=Way.PAGE, purpose="other", reason="a call")
        seal_all()


def columns() -> list[tuple[type[models.Model], Any]]:
    """Every column of the record that says something."""
    return [
        (model, column)
        for model in RECORD
        for column in model._meta.concrete_fields
        if (model._meta.model_name, column.name) not in OWN_NUMBERS
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), at=st.integers(0, 1000))
def test_a_flipped_bit_is_found(record, data, at):
    model, column = data.draw(st.sampled_from(columns()), label="column")
    keys = list(rows(model).order_by("pk").values_list("pk", flat=True))
    one = rows(model).filter(pk=data.draw(st.sampled_from(keys), label="row"))
    (value,) = one.values_list(column.attname, flat=True)
    value = bytes(value) if isinstance(value, memoryview) else value
    with suppress(IntegrityError), transaction.atomic():  # a place twice: the database refuses it
        drop_triggers()
        one.update(**{column.attname: flipped(value, at)})
        found = verify()
        transaction.set_rollback(True)
        assert found != []


@pytest.mark.parametrize("column", columns(), ids=lambda c: f"{c[0]._meta.model_name}.{c[1].name}")
def test_every_column_is_covered(record, column):
    """The same once for each column, so that none is left to chance."""
    model, field = column
    one = rows(model).filter(pk=rows(model).order_by("pk").values("pk")[:1])
    (value,) = one.values_list(field.attname, flat=True)
    value = bytes(value) if isinstance(value, memoryview) else value
    with transaction.atomic():
        drop_triggers()
        one.update(**{field.attname: flipped(value, 3)})
        found = verify()
        transaction.set_rollback(True)
    assert found != []


def test_the_record_is_whole_when_nothing_is_flipped(record):
    assert verify() == []


@given(st.binary(min_size=1, max_size=40), st.integers(0, 1000))
def test_a_flip_is_a_change(value, at):
    """What these tests stand on: a flip never gives back the same."""
    assert flipped(value, at) != value
    assert flipped(flipped(value, at), at) == value


@given(st.uuids(), st.text(st.characters(codec="ascii"), max_size=20), st.integers(0, 1000))
def test_so_is_one_of_an_id_or_a_text(identity, text, at):
    assert (flipped(identity, at), flipped(text, at)) != (identity, text)
    assert flipped(text, at) != text
