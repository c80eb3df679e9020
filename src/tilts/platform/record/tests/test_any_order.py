"""Whatever is done in whatever order – the record stays whole, and agrees with the rows."""

from datetime import date
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.platform.access.models import Bar
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.consultations import consult
from tilts.platform.record.keys import Erased, destroy_key, existing_keys
from tilts.platform.record.models import Act, Payload, SealedEntry, Way
from tilts.platform.record.sealing import seal_batch, unsealed
from tilts.platform.record.state import check_state
from tilts.platform.record.verifying import size, verify

pytestmark = pytest.mark.django_db

PEOPLE = [UUID(int=n) for n in (0xA, 0xB, 0xC)]
STEPS = ("bar", "lift", "pass on", "found", "look", "look with a reason", "seal", "erase", "undo")


@pytest.fixture
def people(db) -> None:
    Party.objects.bulk_create(Party(pk=pk, kind=PartyKind.PERSON) for pk in PEOPLE)


class Undone(Exception):
    """An action that came to nothing."""


def take(step: str, who: UUID, other: UUID) -> None:
    """One step of a service's day; those about somebody erased are refused by their key."""
    if step == "seal":
        seal_batch(2)
    elif step == "erase":
        erase(who)
    elif step.startswith("look"):
        reason = "the court called" if "reason" in step else ""
        consult(SERVICE, [who, other], way=Way.PAGE, purpose="other", reason=reason)
    else:
        write(step, who, other)


def write(step: str, who: UUID, other: UUID) -> None:
    with act(f"test.{step}", by=SERVICE, reason=step):
        bars = Bar.objects.filter(person_id=who)
        if step == "bar":
            Bar.objects.create(person_id=who, staff_id=other, ground="own", since=date(2026, 1, 1))
        elif step == "lift":
            bars.update(until=date(2026, 3, 1))
        elif step == "pass on":
            bars.update(person_id=other)
        elif step == "found":
            number = Agency.objects.count()
            Agency.objects.create(code=f"a{number}", country="lv", kind="prison", names={})
        else:
            bars.delete()
            raise Undone


def erase(who: UUID) -> None:
    """As an erasure does it, in brief: the rows go, and then the key."""
    if existing_keys([who]).get(who, b"none") is not None:
        with act("test.erase", by=SERVICE):
            Bar.objects.filter(person_id=who).delete()
    destroy_key(who)


DAYS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=DAYS)
def test_any_day_leaves_the_record_whole(people, seal_log, day):
    seal_log.unlink(missing_ok=True)
    with transaction.atomic(), transaction.atomic("keys"):
        erased = live(day)
        assert (verify(), check_state().faults) == ([], [])
        while seal_batch(3):
            assert verify() == []
        assert SealedEntry.objects.count() == size()
        assert readable() & erased == set()
        transaction.set_rollback(True)
        transaction.set_rollback(True, "keys")


def live(day: "list[tuple[str, UUID, UUID]]") -> set[UUID]:
    """Take the steps; who was erased on the way."""
    erased = set()
    for step, who, other in day:
        try:
            with transaction.atomic():
                take(step, who, other)
        except (Undone, Erased):
            continue
        if step == "erase":
            erased.add(who)
    return erased


def readable() -> set[UUID]:
    """Of whom the record can still say anything."""
    subjects = set(Payload.objects.values_list("subject_id", flat=True))
    return {subject for subject, key in existing_keys(subjects).items() if key}


def test_a_step_that_came_to_nothing_leaves_no_entry(people):
    live([("bar", PEOPLE[0], PEOPLE[1]), ("undo", PEOPLE[0], PEOPLE[1])])
    assert Bar.objects.count() == 1
    assert [entry.kind for entry in unsealed_acts()] == ["test.bar"]


def test_who_is_erased_is_written_of_no_more(people):
    live([("erase", PEOPLE[0], PEOPLE[1]), ("bar", PEOPLE[0], PEOPLE[1])])
    assert (Bar.objects.count(), unsealed_acts()) == (0, [])


def unsealed_acts() -> list[Act]:
    return [row for row in unsealed(Act) if isinstance(row, Act)]
