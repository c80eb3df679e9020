"""What an act gathers, to whom it is told, and in whose words it can be read again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tilts.platform.access.models import Bar
from tilts.platform.organisation.models import Agency
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import SERVICE_ID, Party, PartyKind
from tilts.platform.record.acts import OffTheRecord, act, current_act
from tilts.platform.record.boxes import Address, open_all
from tilts.platform.record.keys import Erased, destroy_key, encrypt, existing_keys
from tilts.platform.record.models import Act, Payload, SubjectKey
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.record.state import check_state, replay
from tilts.platform.record.verifying import verify

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)
ILZE = Actor(party=UUID(int=0xA), kind="staff", name="Ilze Kalna")


@pytest.fixture
def people(db) -> list[Party]:
    return [Party.objects.create(kind=PartyKind.PERSON) for _ in range(3)]


def barred(person: Party, by: Party) -> Bar:
    return Bar(person=person, staff=by, ground="own", since=DAY)


def bar(person: Party, by: Party) -> Bar:
    row = barred(person, by)
    with act("test.bar", by=SERVICE):
        row.save()
    return row


def fail_after(do: Callable[..., object], *arguments: object) -> None:
    """Do something, and then fail."""
    do(*arguments)
    raise ZeroDivisionError


def kinds() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("kind", flat=True))


def told(kind: str) -> dict[UUID, list[Any]]:
    """Changes of an act by the subject to whom they were told."""
    payloads = Payload.objects.filter(act__kind=kind)
    bodies = open_all(payloads)
    found: dict[UUID, list[Any]] = {}
    for row in payloads:
        body = bodies[row.pk]
        assert body is not None
        found.setdefault(row.subject_id, []).extend(body["changes"])
    return found


# Acts within acts


def test_an_act_within_an_act_writes_an_entry_of_its_own(people):
    with act("test.outer", by=SERVICE) as outer:
        outer.note(people[0].pk, text="before")
        with act("test.inner", by=ILZE) as inner:
            assert current_act() is inner
            barred(people[0], people[1]).save()
        assert current_act() is outer
        outer.note(people[0].pk, text="after")
    assert sorted(kinds()) == ["test.inner", "test.outer"]
    assert [note["note"]["text"] for note in told("test.outer")[people[0].pk]] == [
        "before",
        "after",
    ]
    assert [change["before"] for change in told("test.inner")[people[0].pk]] == [None]
    assert Act.objects.get(kind="test.inner").actor_id == ILZE.party


def test_what_fails_outside_takes_what_was_done_inside_with_it(people):
    with pytest.raises(ZeroDivisionError), act("test.outer", by=SERVICE):
        fail_after(bar, people[0], people[1])
    assert (kinds(), Bar.objects.count()) == ([], 0)


def test_what_fails_inside_and_is_caught_leaves_the_rest(people):
    with act("test.outer", by=SERVICE):
        with pytest.raises(ZeroDivisionError), act("test.inner", by=SERVICE):
            fail_after(barred(people[0], people[1]).save)
        barred(people[2], people[1]).save()
    assert kinds() == ["test.outer"]
    assert [row.person_id for row in Bar.objects.all()] == [people[2].pk]
    assert (list(told("test.outer")), verify(), check_state().faults) == ([people[2].pk], [], [])


def test_after_an_act_nothing_is_under_way(people):
    bar(people[0], people[1])
    with pytest.raises(OffTheRecord):
        current_act()
    with pytest.raises(ZeroDivisionError), act("test.fails", by=SERVICE):
        raise ZeroDivisionError
    with pytest.raises(OffTheRecord):
        barred(people[0], people[1]).save()


# Who, when and why


def test_an_act_names_its_author_its_moment_and_the_facts_own(people):
    long_ago = datetime(2020, 5, 1, 7, 30, tzinfo=UTC)
    with act("test.bar", by=ILZE, effective_at=long_ago):
        barred(people[0], people[1]).save()
    row = Act.objects.get()
    assert (row.actor_id, row.actor_kind, row.effective_at) == (ILZE.party, "staff", long_ago)
    assert row.recorded_at > long_ago
    bar(people[0], people[1])
    now = Act.objects.order_by("pk").last()
    assert now is not None
    assert abs((now.effective_at - now.recorded_at).total_seconds()) < 60


def test_the_reason_is_told_to_everybody_whom_it_concerns(people):
    with act("test.bar", by=SERVICE, reason="they are brothers"):
        barred(people[0], people[1]).save()
        barred(people[1], people[0]).save()
    bodies = open_all(Payload.objects.all()).values()
    assert [body["reason"] for body in bodies if body] == ["they are brothers"] * 2
    destroy_key(people[0].pk)
    still = open_all(Payload.objects.all()).values()
    assert sorted(body["reason"] if body else "" for body in still) == ["", "they are brothers"]


# Payload addresses


def test_each_subject_wall_and_case_has_a_payload(people):
    somebody = people[0].pk
    with act("test.note", by=SERVICE) as a:
        for wall, about in (("", ""), ("health", ""), ("", "people.person:1"), ("", "")):
            a.note(somebody, wall=wall, about=about, text=f"{wall}{about}")
        a.note(None, text="the service's")
    found = {(p.subject_id, p.wall, p.about): open_all([p])[p.pk] for p in Payload.objects.all()}
    notes = {
        place: [change["note"]["text"] for change in body["changes"]]
        for place, body in found.items()
        if body
    }
    assert notes == {
        (somebody, "", ""): ["", ""],
        (somebody, "health", ""): ["health"],
        (somebody, "", "people.person:1"): ["people.person:1"],
        (SERVICE_ID, "", ""): ["the service's"],
    }


@pytest.mark.parametrize(
    "moved", [{"wall": "health"}, {"about": "people.person:9"}, {"act_id": UUID(int=9)}]
)
def test_a_box_opens_only_where_it_was_closed(people, moved):
    with act("test.note", by=SERVICE) as a:
        a.note(people[0].pk, text="something")
    payload = Payload.objects.get()
    assert open_all([payload])[payload.pk] is not None
    for name, value in moved.items():
        setattr(payload, name, value)
    with pytest.raises(InvalidTag):
        open_all([payload])


def test_a_box_of_somebody_else_does_not_open_as_ones_own(people):
    with act("test.note", by=SERVICE) as a:
        for person in people[:2]:
            a.note(person.pk, text="something")
    mine, other = Payload.objects.order_by("pk")
    mine.box = other.box
    with pytest.raises(InvalidTag):
        open_all([mine])


def test_payloads_of_three_people_take_as_many_queries_as_of_one(people):
    for person in people:
        bar(person, people[0])
    counts = []
    for rows in (Payload.objects.all()[:1], Payload.objects.all()):
        with CaptureQueriesContext(connection) as captured:
            assert all(open_all(rows).values())
        counts.append(len(captured.captured_queries))
    assert counts == [1, 1]


# Rows that change


def test_a_row_that_passes_on_is_told_to_both(people):
    row = bar(people[0], people[2])
    row.person = people[1]
    with act("test.wrong_person", by=SERVICE):
        row.save()
    changes = told("test.wrong_person")
    assert changes[people[0].pk] == [{"row": reference(row), "passed_to": str(people[1].pk)}]
    (arrived,) = changes[people[1].pk]
    assert (arrived["before"], arrived["after"]["ground"]) == (
        {"person_id": str(people[0].pk)},
        "own",
    )
    assert replay([{"changes": changes[people[0].pk]}]) == {}  # type: ignore[arg-type] # any rows


def test_two_saves_of_a_row_tell_the_second_against_the_first(people):
    row = barred(people[0], people[1])
    with act("test.twice", by=SERVICE):
        row.save()
        row.ground = "relative"
        row.save()
    first, second = told("test.twice")[people[0].pk]
    assert (first["before"], first["after"]["ground"]) == (None, "own")
    assert (second["before"], second["after"]) == ({"ground": "own"}, {"ground": "relative"})


def test_a_row_read_again_is_told_against_what_is_there_now(people):
    row = bar(people[0], people[1])
    other = Bar.objects.get(pk=row.pk)
    with act("test.first", by=SERVICE):
        other.ground = "relative"
        other.save()
    row.refresh_from_db()
    with act("test.second", by=SERVICE):
        row.until = DAY
        row.save()
    (change,) = told("test.second")[people[0].pk]
    assert (change["before"], change["after"]) == ({"until": None}, {"until": str(DAY)})
    assert check_state().faults == []


def test_a_row_of_which_a_part_was_read_tells_of_that_part(people):
    bar(people[0], people[1])
    row = Bar.objects.only("ground", "person_id").get()
    row.ground = "relative"
    with act("test.part", by=SERVICE):
        row.save(update_fields=["ground"])
    (change,) = told("test.part")[people[0].pk]
    assert (change["before"], change["after"]) == ({"ground": "own"}, {"ground": "relative"})
    assert check_state().faults == []


# Bulk writes and deletions


def test_many_new_rows_are_recorded_each_with_its_number(people):
    with act("test.bulk", by=SERVICE):
        made = Bar.objects.bulk_create([barred(person, people[0]) for person in people])
    assert {row.pk for row in made} == set(Bar.objects.values_list("pk", flat=True))
    assert {
        subject: [change["row"] for change in changes]
        for subject, changes in told("test.bulk").items()
    } == {row.person_id: [reference(row)] for row in made}
    assert check_state().faults == []


@pytest.mark.parametrize("upsert", [
    {"ignore_conflicts": True},
    {"update_conflicts": True, "update_fields": ["ground"], "unique_fields": ["id"]},
], ids=["ignoring", "updating"])  # fmt: skip
def test_an_upsert_is_refused(people, upsert):
    with act("test.upsert", by=SERVICE), pytest.raises(NotImplementedError, match="nobody has"):
        Bar.objects.bulk_create([barred(people[0], people[1])], **upsert)
    assert (Bar.objects.count(), kinds()) == (0, [])


def test_a_change_of_many_is_told_to_each_and_only_where_there_is_one(people):
    for person in people:
        bar(person, people[0])
    with act("test.same", by=SERVICE):
        assert Bar.objects.update(ground="own") == 3
    assert "test.same" not in kinds()
    with act("test.some", by=SERVICE):
        assert Bar.objects.filter(person__in=people[:2]).update(ground="relative") == 2
    assert set(told("test.some")) == {person.pk for person in people[:2]}
    assert check_state().faults == []


def test_rows_are_deleted_one_by_one_on_the_record(people):
    rows = [bar(person, people[0]) for person in people]
    with act("test.delete", by=SERVICE):
        Bar.objects.filter(pk__in=[row.pk for row in rows[:2]]).delete()
        rows[2].delete()
    gone = told("test.delete")
    assert {s: [c["row"] for c in changes] for s, changes in gone.items()} == {
        row.person_id: [f"access.bar:{pk}"]
        for row, pk in zip(rows, sorted(_numbers(gone)), strict=True)
    }
    assert [c["before"]["ground"] for changes in gone.values() for c in changes] == ["own"] * 3
    assert (Bar.objects.count(), check_state().faults) == (0, [])


def _numbers(gone: dict[UUID, list[Any]]) -> list[int]:
    rows = [change["row"] for changes in gone.values() for change in changes]
    return [int(row.partition(":")[2]) for row in rows]


def test_a_deletion_past_the_rows_is_refused(people):
    bar(people[0], people[1])
    with act("test.raw", by=SERVICE), pytest.raises(NotImplementedError):
        Bar.objects.all()._raw_delete("default")
    assert Bar.objects.count() == 1


def test_a_deletion_off_the_record_is_refused_row_and_all(people):
    row = bar(people[0], people[1])
    with pytest.raises(OffTheRecord), transaction.atomic():
        row.delete()
    assert Bar.objects.count() == 1


# Whose key


def test_nothing_is_written_of_whom_was_erased(people):
    destroy_key(people[0].pk)
    with pytest.raises(Erased, match=str(people[0].pk)):
        bar(people[0], people[1])
    assert (Bar.objects.count(), kinds()) == (0, [])


def test_an_act_that_fails_makes_no_key(people):
    with pytest.raises(ZeroDivisionError), act("test.fails", by=SERVICE) as a:
        fail_after(a.note, people[0].pk)
    assert (SubjectKey.objects.count(), Payload.objects.count()) == (0, 0)


def test_another_master_key_opens_nothing_and_makes_nothing(people, settings):
    bar(people[0], people[1])
    kept = {row.pk: bytes(row.wrapped or b"") for row in SubjectKey.objects.all()}
    settings.RECORD_MASTER_KEY = b"?" * 32
    with pytest.raises(InvalidTag):
        open_all(Payload.objects.all())
    with pytest.raises(InvalidTag):
        bar(people[0], people[1])
    assert {row.pk: bytes(row.wrapped or b"") for row in SubjectKey.objects.all()} == kept
    assert (verify(), Bar.objects.count()) == ([], 1)


def test_keys_wrapped_anew_under_another_master_key_open_the_same(people, settings):
    bar(people[0], people[1])
    before = open_all(Payload.objects.all())
    keys = existing_keys(row.pk for row in SubjectKey.objects.all())
    settings.RECORD_MASTER_KEY = b"n" * 32
    for subject, key in keys.items():
        wrapped = encrypt(settings.RECORD_MASTER_KEY, key or b"", str(subject))
        SubjectKey.objects.filter(pk=subject).update(wrapped=wrapped)
    assert open_all(Payload.objects.all()) == before
    assert (verify(), check_state().faults) == ([], [])


def test_another_writers_key_makes_every_entry_a_forgery(people, settings):
    bar(people[0], people[1])
    settings.RECORD_WRITER_KEY = b"?" * 32
    assert [(fault.what, fault.where) for fault in verify()] == [
        ("forged", f"act {Act.objects.get().pk}")
    ]


def test_a_key_destroyed_twice_stays_destroyed(people):
    bar(people[0], people[1])
    destroy_key(people[0].pk)
    destroy_key(people[0].pk)
    row = SubjectKey.objects.get(pk=people[0].pk)
    assert (row.wrapped, row.destroyed_at is not None, existing_keys([row.pk])) == (
        None,
        True,
        {row.pk: None},
    )


def test_an_address_is_whose_behind_what_in_which_case():
    nobody = uuid4()
    assert Address(nobody) == Address(nobody, "", "")
    assert len({Address(nobody), Address(nobody, "health"), Address(nobody, "", "a.b:1")}) == 3


def test_every_recorded_model_belongs_to_no_case_or_to_one_by_name():
    assert RecordedModel.case_ref(Bar()) == ""
    assert reference(Agency(code="ievp")) == "organisation.agency:ievp"
