"""Whatever is done to the record in the database itself is found and named."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.consultations import consult
from tilts.platform.record.keys import destroy_key
from tilts.platform.record.models import (
    Act,
    Consultation,
    Payload,
    Seal,
    SealedEntry,
    Shown,
    Way,
)
from tilts.platform.record.sealing import GENESIS, chain_hash, seal_all
from tilts.platform.record.triggers import lifting
from tilts.platform.record.verifying import Fault, size, verify

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

RECORD = (Act, Payload, Consultation, Shown, Seal, SealedEntry)
NOBODY = UUID(int=1)


def rows(model: type[models.Model]) -> "models.QuerySet[models.Model]":
    """Rows of a model of the record, which can be changed as in a database shell."""
    return models.QuerySet(model)


def test_a_moment_told_in_another_zone_is_the_same_moment():
    at = datetime(2025, 3, 20, tzinfo=ZoneInfo("Europe/Riga"))
    with act("test.act", by=SERVICE, effective_at=at) as a:
        a.note(NOBODY, text="since midnight")
    assert verify() == []


def drop_triggers() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in RECORD:
            for statement in lifting(connection.vendor, model._meta.db_table):
                cursor.execute(statement)


def faults_after(tamper: Callable[[], object]) -> list[tuple[str, str]]:
    """What verify finds once somebody has been in the database."""
    with transaction.atomic():
        drop_triggers()
        tamper()
        found = verify()
        transaction.set_rollback(True)
    return [(fault.what, fault.where) for fault in found]


@pytest.fixture
def looks(acts) -> list[Consultation]:
    """Three sealed acts and two sealed looks, and one of each that is not sealed yet."""
    for _ in range(2):
        consult(SERVICE, [uuid4(), uuid4()], way=Way.PAGE, purpose="caseload")
    seal_all()
    return list(Consultation.objects.order_by("pk"))


def raw_delete(queryset: "models.QuerySet[models.Model]") -> None:
    queryset._raw_delete("default")


def test_a_whole_record_has_no_faults(acts, looks):
    assert verify() == []
    assert size() == 5


def test_an_empty_record_has_no_faults():
    assert verify() == []


def test_progress_tells_of_every_entry(looks):
    read: list[int] = []
    verify(read.append)
    assert sum(read) == size()


@pytest.mark.parametrize("change", [
    {"kind": "test.other"},
    {"actor_id": NOBODY},
    {"actor_kind": "guest"},
    {"recorded_at": timezone.now()},
    {"effective_at": timezone.now()},
], ids=lambda change: next(iter(change)))  # fmt: skip
def test_a_changed_act_is_altered(acts, looks, change):
    one = acts[1]
    found = faults_after(lambda: rows(Act).filter(pk=one.pk).update(**change))
    assert found == [("altered", f"act {one.pk}")]


@pytest.mark.parametrize("change", [
    {"way": "export"},
    {"purpose": "other"},
    {"about": "people.person:1"},
    {"reason": b"other"},
], ids=lambda change: next(iter(change)))  # fmt: skip
def test_a_changed_look_is_altered(looks, change):
    one = looks[0]
    found = faults_after(lambda: rows(Consultation).filter(pk=one.pk).update(**change))
    assert found == [("altered", f"consultation {one.pk}")]


@pytest.mark.parametrize("change", [
    {"box": b"other"},
    {"subject_id": NOBODY},
    {"wall": "health"},
    {"about": "people.person:1"},
    {"id": NOBODY},
], ids=lambda change: next(iter(change)))  # fmt: skip
def test_a_changed_payload_alters_its_act(acts, change):
    one = acts[0]
    found = faults_after(lambda: rows(Payload).filter(act=one).update(**change))
    assert found == [("altered", f"act {one.pk}")]


def test_a_payload_moved_to_another_act_alters_both(acts):
    first, second, _ = acts
    found = faults_after(lambda: rows(Payload).filter(act=first).update(act=second))
    assert found == [("altered", f"act {first.pk}"), ("altered", f"act {second.pk}")]


def test_somebody_else_shown_alters_the_look(looks):
    one = looks[0]
    shown = Shown.objects.filter(consultation=one)[:1].get()
    found = faults_after(lambda: rows(Shown).filter(pk=shown.pk).update(person_id=NOBODY))
    assert found == [("altered", f"consultation {one.pk}")]


@pytest.mark.parametrize("model", [Payload, Shown])
def test_a_deleted_row_beneath_alters_its_entry(acts, looks, model):
    row = model.objects.order_by("pk")[:1].get()
    above = f"act {row.act_id}" if model is Payload else f"consultation {row.consultation_id}"
    found = faults_after(lambda: raw_delete(rows(model).filter(pk=row.pk)))
    assert found == [("altered", above)]


@pytest.mark.parametrize("model", [Payload, Shown])
def test_an_inserted_row_beneath_alters_its_entry(acts, looks, model):
    row = model.objects.order_by("pk")[:1].get()
    above = f"act {row.act_id}" if model is Payload else f"consultation {row.consultation_id}"
    row.pk = uuid4() if model is Payload else None
    found = faults_after(lambda: row.save(force_insert=True))
    assert found == [("altered", above)]


def test_a_row_beneath_nothing_is_inserted(acts):
    payload = Payload(act_id=NOBODY, subject_id=NOBODY, box=b"")
    found = faults_after(lambda: payload.save(force_insert=True))
    assert found == [("inserted", f"payload {payload.pk}")]


def test_a_deleted_act_is_missing_and_its_payload_left_over(acts, looks):
    one = acts[1]
    payload = one.payloads.get()
    found = faults_after(lambda: raw_delete(rows(Act).filter(pk=one.pk)))
    assert found == [("missing", f"act {one.pk}"), ("inserted", f"payload {payload.pk}")]


def test_a_look_deleted_with_everything_beneath_is_missing(looks):
    one = looks[1]

    def delete() -> None:
        raw_delete(rows(Shown).filter(consultation_id=one.pk))
        raw_delete(rows(Consultation).filter(pk=one.pk))

    assert faults_after(delete) == [("missing", f"consultation {one.pk}")]


def test_what_is_not_sealed_yet_can_be_deleted_unseen(acts):
    """The stated gap: the seconds until the sealer comes by."""

    def delete() -> None:
        raw_delete(rows(Payload).filter(act=acts[2]))
        raw_delete(rows(Act).filter(pk=acts[2].pk))

    assert faults_after(delete) == []


def new_act(code: bytes) -> Act:
    """An act as somebody writes it who does not have the writer's key."""
    row = Act(kind="test.never", effective_at=timezone.now())
    row.by(SERVICE)
    row.digest, row.code = row.computed_digest([]), code
    return row


def test_an_inserted_act_is_forged(acts):
    row = new_act(b"?" * 32)
    found = faults_after(lambda: row.save(force_insert=True))
    assert found == [("forged", f"act {row.pk}")]


def test_a_copied_act_is_altered(acts):
    row = new_act(acts[0].code)
    row.digest = acts[0].digest
    found = faults_after(lambda: row.save(force_insert=True))
    assert found == [("altered", f"act {row.pk}")]


def test_a_forgery_with_a_digest_of_its_own_is_found_twice(acts, looks):
    one = acts[0]
    one.kind = "test.other"
    digest = one.computed_digest(one.covers())
    found = faults_after(
        lambda: rows(Act).filter(pk=one.pk).update(kind="test.other", digest=digest)
    )
    assert found == [("altered", f"act {one.pk}"), ("forged", f"act {one.pk}")]


def test_a_changed_code_is_forged(acts):
    found = faults_after(lambda: rows(Act).filter(pk=acts[0].pk).update(code=b"?" * 32))
    assert found == [("forged", f"act {acts[0].pk}")]


@pytest.fixture
def three_seals(acts) -> list[Seal]:
    for _ in range(3):
        consult(SERVICE, [NOBODY], way=Way.PAGE, purpose="caseload")
        seal_all()
    return list(Seal.objects.order_by("number"))


@pytest.mark.parametrize("change", [{"count": 7}, {"sealed_at": timezone.now()}])
def test_a_changed_seal_is_altered(three_seals, change):
    found = faults_after(lambda: rows(Seal).filter(number=2).update(**change))
    assert found == [("altered", "seal 2")]


def test_a_changed_hash_breaks_the_chain_and_is_not_what_was_told(three_seals):
    found = faults_after(lambda: rows(Seal).filter(number=2).update(hash=b"?" * 32))
    assert found == [
        ("forged", "seal 2"),
        ("cut", "seal 2 is not the one that was told outside"),
        ("altered", "seal 3"),
    ]


def test_a_changed_code_of_a_seal_is_forged(three_seals):
    found = faults_after(lambda: rows(Seal).filter(number=2).update(code=b"?" * 32))
    assert found == [("forged", "seal 2")]


def cut(*numbers: int) -> Callable[[], None]:
    def delete() -> None:
        raw_delete(rows(SealedEntry).filter(seal_id__in=numbers))
        raw_delete(rows(Seal).filter(number__in=numbers))

    return delete


def test_a_seal_cut_from_the_middle_is_missing(three_seals):
    assert faults_after(cut(2)) == [
        ("missing", "seal 2"),
        ("altered", "seal 3"),
        ("cut", "seal 2 was told outside and is not in the database"),
    ]


def test_a_cut_tail_is_known_from_outside(three_seals):
    assert faults_after(cut(2, 3)) == [
        ("cut", "seal 2 was told outside and is not in the database"),
        ("cut", "seal 3 was told outside and is not in the database"),
    ]


def cut_with_its_look(seal: Seal) -> Callable[[], None]:
    looks = list(seal.entries.values_list("entry_id", flat=True))

    def delete() -> None:
        cut(seal.number)()
        raw_delete(rows(Shown).filter(consultation_id__in=looks))
        raw_delete(rows(Consultation).filter(pk__in=looks))

    return delete


def test_a_tail_cut_together_with_its_entries_is_known_from_outside(three_seals):
    found = faults_after(cut_with_its_look(three_seals[2]))
    assert found == [("cut", "seal 3 was told outside and is not in the database")]


def test_a_cut_tail_sealed_anew_is_not_what_was_told(three_seals, seal_log):
    def cut_and_seal() -> None:
        cut_with_its_look(three_seals[2])()
        consult(SERVICE, [], way=Way.PAGE, purpose="other")
        told = seal_log.read_text()
        seal_all()
        seal_log.write_text(told)

    found = faults_after(cut_and_seal)
    assert found == [("cut", "seal 3 is not the one that was told outside")]


def test_a_tail_cut_here_and_outside_is_not_known(three_seals, seal_log):
    """Why the file belongs where nobody who writes to the database can write."""
    kept = seal_log.read_text().splitlines(keepends=True)[:2]
    seal_log.write_text("".join(kept))
    assert faults_after(cut_with_its_look(three_seals[2])) == []


def test_an_inserted_seal_is_forged(three_seals):
    seal = Seal(number=4, count=0, previous=three_seals[2].hash, sealed_at=timezone.now())
    seal.hash, seal.code = chain_hash(seal, []), b"?" * 32
    found = faults_after(lambda: seal.save(force_insert=True))
    assert found == [("forged", "seal 4")]


def test_a_chain_begun_anew_is_found(three_seals):
    found = faults_after(lambda: rows(Seal).filter(number=3).update(previous=GENESIS))
    assert found == [("altered", "seal 3")]


def sealed(seal: int, stream: str = "act") -> SealedEntry:
    return SealedEntry(seal_id=seal, place=99, stream=stream, entry_id=NOBODY, digest=b"?" * 32)


@pytest.mark.parametrize("stream", ["act", "no such stream"])
def test_an_inserted_sealed_entry_alters_its_seal_and_has_no_entry(three_seals, stream):
    found = faults_after(lambda: sealed(2, stream).save(force_insert=True))
    assert found == [("altered", "seal 2"), ("missing", f"{stream} {NOBODY}")]


def test_a_deleted_sealed_entry_alters_its_seal(three_seals):
    found = faults_after(lambda: raw_delete(rows(SealedEntry).filter(seal_id=2)))
    assert found == [("altered", "seal 2")]


def test_two_swapped_entries_alter_their_seal(three_seals):
    first, second = SealedEntry.objects.filter(seal_id=1).order_by("place")[:2]

    def swap() -> None:
        for row, place in ((first, 98), (second, first.place), (first, second.place)):
            rows(SealedEntry).filter(pk=row.pk).update(place=place)

    assert faults_after(swap) == [("altered", "seal 1")]


def test_every_fault_is_found_at_once(acts, three_seals):
    def tamper() -> None:
        rows(Act).filter(pk=acts[0].pk).update(kind="test.other")
        rows(Seal).filter(number=2).update(count=7)
        raw_delete(rows(Payload).filter(act=acts[2]))
        raw_delete(rows(Act).filter(pk=acts[2].pk))

    assert faults_after(tamper) == [
        ("altered", "seal 2"),
        ("missing", f"act {acts[2].pk}"),
        ("altered", f"act {acts[0].pk}"),
    ]


def test_a_destroyed_key_is_no_fault(acts, looks):
    destroy_key(SERVICE.party)
    assert verify() == []


def test_a_fault_reads_as_a_line():
    assert str(Fault("altered", "act 1")) == "altered: act 1"


def queries_to_verify(looks: int) -> int:
    for _ in range(looks):
        consult(SERVICE, [NOBODY], way=Way.PAGE, purpose="caseload")
    seal_all()
    with CaptureQueriesContext(connection) as captured:
        verify()
    return len(captured.captured_queries)


def test_as_many_queries_for_three_looks_as_for_one():
    for_one = queries_to_verify(1)
    assert queries_to_verify(2) == for_one + 1  # the digests of a seal more
