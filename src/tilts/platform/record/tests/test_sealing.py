"""Seals chain every entry exactly once, in whatever order entries were committed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.parties.actors import SERVICE
from tilts.platform.record import sealing
from tilts.platform.record.acts import act
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Act, Seal, SealedEntry, Way
from tilts.platform.record.sealing import GENESIS, chain_hash, seal_all, seal_batch, unsealed
from tilts.platform.record.verifying import verify

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def notes(count: int) -> None:
    for _ in range(count):
        with act("test.note", by=SERVICE) as a:
            a.note(None, text="something")


def covered() -> list[tuple[int, int, str]]:
    rows = SealedEntry.objects.order_by("seal_id", "place")
    return list(rows.values_list("seal_id", "place", "stream"))


def test_nothing_to_seal_makes_no_seal(seal_log):
    assert seal_all() == 0
    assert Seal.objects.count() == 0
    assert not seal_log.exists()


def test_a_seal_covers_acts_and_looks():
    notes(2)
    consult(SERVICE, [], way=Way.SEARCH, purpose="caseload")
    assert seal_all() == 3
    assert covered() == [(1, 0, "act"), (1, 1, "act"), (1, 2, "consultation")]
    assert seal_all() == 0


def test_each_seal_follows_from_the_one_before():
    for _ in range(3):
        notes(1)
        seal_batch()
    seals = list(Seal.objects.order_by("number"))
    assert [seal.number for seal in seals] == [1, 2, 3]
    assert [bytes(seal.previous) for seal in seals] == [
        GENESIS,
        bytes(seals[0].hash),
        bytes(seals[1].hash),
    ]


def test_a_seal_takes_no_more_than_a_batch():
    notes(sealing.BATCH + 1)
    assert [seal_batch(), seal_batch(), seal_batch()] == [sealing.BATCH, 1, 0]
    assert list(Seal.objects.order_by("number").values_list("count", flat=True)) == [
        sealing.BATCH,
        1,
    ]


def test_an_entry_that_is_committed_late_is_sealed_too():
    notes(1)
    late = Act(kind="test.late")
    late.by(SERVICE)
    notes(1)
    assert seal_all() == 2
    late.recorded_at -= timedelta(hours=1)  # begun before what is sealed, committed after
    late.effective_at = late.recorded_at
    late.sign()
    late.save(force_insert=True)
    assert list(unsealed(Act)) == [late]
    assert seal_all() == 1
    assert verify() == []


def test_the_head_of_the_chain_is_told_outside(seal_log):
    notes(1)
    seal_all()
    notes(1)
    seal_all()
    assert seal_log.read_text().splitlines() == [
        f"{seal.number} {bytes(seal.hash).hex()} {seal.sealed_at.isoformat()}"
        for seal in Seal.objects.order_by("number")
    ]


def sealer(_: int) -> int:
    try:
        return seal_all()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_sealers_at_once_seal_every_entry_once(flushable_record):
    notes(30)
    with ThreadPoolExecutor(4) as pool:
        sealed = list(pool.map(sealer, range(4)))
    assert sum(sealed) == 30
    assert len(covered()) == 30
    assert verify() == []


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=6, unique=True))
def test_the_hash_depends_on_every_digest_and_its_place(digests):
    seal = Seal(
        number=1, previous=GENESIS, count=len(digests), sealed_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    link = chain_hash(seal, digests)
    assert link == chain_hash(seal, list(digests))
    assert link != chain_hash(seal, digests[::-1])
    assert link != chain_hash(seal, digests[1:])
