"""Forty threads write at once: nothing is lost, nobody waits in vain, and the record is whole."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.allocation.models import Allocation
from tilts.casework.people.actions import (
    EditedMeanwhile,
    Identity,
    correct_person,
    register_person,
)
from tilts.casework.people.models import Person
from tilts.casework.supervision.actions import record_contact
from tilts.casework.supervision.contacts import Contact
from tilts.casework.supervision.models import ContactNote
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import House, build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.sealing import seal_all, seal_batch, unsealed
from tilts.platform.record.state import check_state
from tilts.platform.record.tests.flushing import flushable_record  # noqa: F401 - a fixture
from tilts.platform.record.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 40


@pytest.fixture
def house(flushable_record, settings, tmp_path) -> House:  # noqa: F811 - the fixture itself
    settings.RECORD_SEAL_LOG = tmp_path / "head.log"
    return build_house()


def register(house: House, number: int) -> Person:
    """Register somebody of that number."""
    who = Identity(family=f"Kalns{number}", category="convicted")
    return register_person(by=SERVICE, unit=house.units["riga"], who=who)


def at_once(write: Callable[[int], Any]) -> list[Any]:
    """What each of forty threads is answered, each on connections of its own."""

    def written(number: int) -> Any:
        try:
            with seen_by(SERVICE):
                return write(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as threads:
        return [*threads.map(written, range(THREADS))]


class Sealer(Thread):
    """Seals all the while, until it is stopped; `sealed` says how many entries each time."""

    def __init__(self) -> None:
        super().__init__()
        self.sealed: list[int] = []
        self.over = Event()

    def run(self) -> None:
        while not self.over.wait(0.02):
            self.sealed.append(seal_batch())
        connections.close_all()

    def stop(self) -> None:
        """Let it finish the batch at which it is: while it holds the lock nobody else seals."""
        self.over.set()
        self.join()


@pytest.fixture
def sealer() -> Iterator[Sealer]:
    """At work from the beginning of a test."""
    thread = Sealer()
    thread.start()
    yield thread
    thread.stop()


def whole(sealer: Sealer) -> None:
    """Fail unless every entry is sealed, and the record and the rows are as they were written."""
    sealer.stop()
    seal_all()
    assert [*unsealed(Act)] == []
    assert verify() == []
    assert check_state().faults == []


def test_everybody_writes_at_once(house, sealer):
    officer = house.member("prison_officer")
    today, now = timezone.localdate(), timezone.now()

    def write(number: int) -> tuple[Any, ...]:
        person = register(house, number)
        how = Handover(on=today, reason="first officer")
        given = allocate(by=SERVICE, person=person.pk, to=officer, how=how)
        contact = Contact(happened_at=now, how="phone", text=f"Talked about {number}.")
        note = record_contact(by=told, person_id=person.pk, contact=contact)
        return person.pk, person.file_number, given.pk, note.pk

    told = house.actor("head_of_unit")
    written = at_once(write)
    people, numbers, given, notes = ({*ids} for ids in zip(*written, strict=True))
    assert [len(ids) for ids in (people, numbers, given, notes)] == [THREADS] * 4
    with seen_by(SERVICE):
        assert {*Person.objects.values_list("pk", flat=True)} == people
        assert {*Allocation.objects.values_list("pk", flat=True)} == given
        assert {*ContactNote.objects.values_list("pk", flat=True)} == notes
    whole(sealer)
    assert sum(sealed > 0 for sealed in sealer.sealed) > 0


def test_of_those_who_correct_the_same_only_one_is_not_told(house, sealer):
    with seen_by(SERVICE):
        person = register(house, 0)

    def correct(number: int) -> str:
        who = Identity(family=f"Bērzs{number}", category="convicted")
        try:
            correct_person(by=SERVICE, person_id=person.pk, who=who, version=1, reason="passport")
        except EditedMeanwhile:
            return ""
        return who.family

    (saved,) = filter(None, at_once(correct))
    with seen_by(SERVICE):
        assert (Person.objects.get().family, Person.objects.get().version) == (saved, 2)
    whole(sealer)


def test_who_tries_again_over_the_new_version_loses_nothing(house, sealer):
    with seen_by(SERVICE):
        person = register(house, 0)

    def correct(number: int) -> str:
        while True:
            version = Person.objects.get(pk=person.pk).version
            who = Identity(family=f"Bērzs{number}", category="convicted")
            try:
                return correct_person(
                    by=SERVICE, person_id=person.pk, who=who, version=version, reason="passport"
                ).family
            except EditedMeanwhile:
                continue

    saved = at_once(correct)
    with seen_by(SERVICE):
        now = Person.objects.get()
        kept = {*now.other_names.values_list("family", flat=True)}
    assert now.version == 1 + THREADS
    assert kept | {now.family} == {*saved, "Kalns0"}
    whole(sealer)
