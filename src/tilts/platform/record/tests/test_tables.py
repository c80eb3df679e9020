"""Tables that only grow, rows inserted in one go, and two databases kept apart."""

from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections, models, transaction
from django.db.utils import DatabaseError
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.access.models import Bar
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.backup.snapshot import one_moment
from tilts.platform.record.consultations import consult
from tilts.platform.record.dated import in_force
from tilts.platform.record.entries import AppendOnlyQuerySet, Entry, RecordIsAppendOnly
from tilts.platform.record.inserting import PARAMETERS, adapted, insert_all
from tilts.platform.record.logs import empty_logs
from tilts.platform.record.models import Act, Consultation, Payload, Seal, Shown, SubjectKey, Way
from tilts.platform.record.router import KeyStoreRouter
from tilts.platform.record.sealing import seal_all, streams
from tilts.platform.record.triggers import AppendOnly, lifting, statements
from tilts.platform.workflow.models import Status

pytestmark = pytest.mark.django_db

GROWING = [
    model
    for model in apps.get_models()
    if getattr(model._default_manager, "_queryset_class", None) is AppendOnlyQuerySet
]
DAY = date(2026, 2, 28)


@pytest.fixture
def record(db) -> None:
    with act("test.note", by=SERVICE) as a:
        a.note(None, text="something")
    consult(SERVICE, [uuid4()], way=Way.PAGE, purpose="other")
    seal_all()


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# Tables that only grow


def test_what_the_record_consists_of_only_grows():
    assert {model for model in GROWING if model._meta.app_label == "record"} == set(
        apps.get_app_config("record").get_models()
    ) - {SubjectKey}
    assert {stream.stream: stream for stream in streams()} == {
        model.stream: model for model in GROWING if issubclass(model, Entry)
    }
    assert Status in GROWING


def a_row_in(model: type[models.Model]) -> bool:
    return model._default_manager.exists()


@pytest.mark.parametrize("model", [Act, Payload, Consultation, Shown, Seal])
@pytest.mark.parametrize("sql", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_the_database_refuses_whoever_asks(record, model, sql):
    table, column = model._meta.db_table, model._meta.pk.column
    assert a_row_in(model)
    with pytest.raises(DatabaseError, match=f"{table} is append-only"):
        run(sql.format(table=table, column=column))
    assert a_row_in(model)


@pytest.mark.parametrize("model", GROWING, ids=lambda model: model._meta.label)
def test_every_such_table_is_guarded(model):
    """The triggers are there, on either database: taking them off finds each by its name."""
    for statement in lifting(connection.vendor, model._meta.db_table):
        run(statement)
    with pytest.raises(DatabaseError), transaction.atomic():
        run(lifting(connection.vendor, model._meta.db_table)[0])


@pytest.mark.parametrize("model", GROWING, ids=lambda model: model._meta.label)
def test_the_models_refuse_before_the_database_does(model):
    rows = model._default_manager.all()
    for refused in (lambda: rows.update(pk=1), rows.delete):
        with pytest.raises(RecordIsAppendOnly, match=model._meta.label):
            refused()


@pytest.mark.skipif("sqlite" not in connection.vendor, reason="PostgreSQL has no such statement")
def test_a_row_is_not_replaced_by_its_like(record):
    """SQLite fires no trigger of deletion for OR REPLACE unless it is told to."""
    table = Act._meta.db_table
    with pytest.raises(DatabaseError, match="append-only"):
        run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 - our own table


@pytest.mark.skipif("postgresql" not in connection.vendor, reason="SQLite cannot truncate")
def test_a_table_is_not_truncated():
    """It is empty here: PostgreSQL has another refusal for one that was just written to."""
    with pytest.raises(DatabaseError, match="append-only"):
        run(f"TRUNCATE {Act._meta.db_table} CASCADE")


def test_the_rule_is_no_change_of_a_model():
    operation = AppendOnly("act")
    assert (operation.reversible, operation.describe()) == (False, "Make act append-only")
    assert [sql.split()[:2] for sql in statements("sqlite", "t")] == [["CREATE", "TRIGGER"]] * 2
    assert len(statements("postgresql", "t")) == 3


# Rows inserted in one go


def parties(count: int) -> list[Party]:
    return [Party(pk=UUID(int=n + 1), kind=PartyKind.PERSON) for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 3, PARAMETERS // 2 + 7])
def test_rows_with_ids_of_their_own(count):
    rows = parties(count)
    insert_all(rows)
    assert list(Party.objects.order_by("pk").values_list("pk", flat=True)) == [r.pk for r in rows]
    assert {(row._state.adding, row._state.db) for row in rows} <= {(False, "default")}


@pytest.mark.parametrize("count", [1, 3, PARAMETERS // 2 + 7])
def test_numbered_rows_are_told_their_numbers_in_their_order(record, count):
    look = Consultation.objects.get()
    people = [UUID(int=n + 1) for n in range(count)]
    rows = [Shown(consultation=look, person_id=person) for person in people]
    insert_all(rows)
    found = dict(Shown.objects.values_list("pk", "person_id"))
    assert [found[row.pk] for row in rows] == people
    assert [row.pk for row in rows] == sorted(row.pk for row in rows)


def test_a_row_that_is_there_is_refused_or_passed_over():
    insert_all(parties(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_all(parties(2))
    assert Party.objects.count() == 1
    insert_all(parties(2), ignore_conflicts=True)
    assert Party.objects.count() == 2


def test_a_text_of_another_class_is_written_as_a_text():
    insert_all([Party(pk=UUID(int=1), kind=SafeString("person")), Party(kind=PartyKind.STAFF)])
    assert sorted(Party.objects.values_list("kind", flat=True)) == ["person", "staff"]


def test_an_id_as_sql_by_hand_wants_it():
    (party,) = parties(1)
    insert_all([party])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM parties_party WHERE id = %s", [adapted(party.pk)])
        assert cursor.fetchone() == (1,)


# Facts with a beginning and an end


DAYS = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n))


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_fact_is_in_force_from_its_first_day_until_before_its_last(since, until, day):
    """The row and the database say the same of every day, the last of February too."""
    until = until if until is None or until >= since else None
    row = Bar(since=since, until=until)
    assert row.is_on(day) is (since <= day and (until is None or day < until))


def test_the_database_says_the_same_of_every_day():
    people = [Party.objects.create(kind=PartyKind.PERSON) for _ in range(3)]
    spans = [(DAY, None), (DAY, DAY), (DAY - timedelta(days=1), DAY + timedelta(days=1))]
    with act("test.bar", by=SERVICE):
        rows = [
            Bar.objects.create(
                person=person, staff=people[0], ground="own", since=since, until=until
            )
            for person, (since, until) in zip(people, spans, strict=True)
        ]
    for day in [DAY + timedelta(days=n) for n in range(-3, 4)]:
        expected = {row.pk for row in rows if row.is_on(day)}
        assert set(Bar.objects.on(day).values_list("pk", flat=True)) == expected
        assert set(Bar.objects.filter(in_force(day)).values_list("pk", flat=True)) == expected


def test_a_fact_does_not_end_before_it_begins():
    person = Party.objects.create(kind=PartyKind.PERSON)
    with pytest.raises(IntegrityError), act("test.bar", by=SERVICE):
        Bar.objects.create(
            person=person, staff=person, ground="own", since=DAY, until=DAY - timedelta(days=1)
        )
    assert Bar.objects.count() == 0


# Two databases


ROUTER = KeyStoreRouter()


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_keys_alone_go_to_the_key_store(model):
    home = "keys" if model is SubjectKey else "default"
    assert (ROUTER.db_for_read(model), ROUTER.db_for_write(model)) == (home, home)
    asked = (model._meta.app_label, model._meta.model_name)
    assert {db: ROUTER.allow_migrate(db, *asked) for db in ("default", "keys")} == {
        "default": home == "default",
        "keys": home == "keys",
    }


def test_the_key_store_has_no_other_table():
    with connections["keys"].cursor() as cursor:
        names = connections["keys"].introspection.table_names(cursor)
    assert [name for name in names if name != "django_migrations"] == ["record_subjectkey"]
    with connection.cursor() as cursor:
        assert "record_subjectkey" not in connection.introspection.table_names(cursor)


# What is beside the tables


def test_a_moment_within_a_transaction_is_that_of_the_transaction():
    with transaction.atomic(), one_moment():
        Party.objects.create(kind=PartyKind.PERSON)
    assert Party.objects.count() == 1


def seen_inside() -> tuple[int, int]:
    """Parties before and after another connection adds one, as of one moment."""

    def add() -> None:
        Party.objects.create(kind=PartyKind.PERSON)
        connections.close_all()

    with one_moment():
        before = Party.objects.count()
        thread = Thread(target=add)
        thread.start()
        thread.join()
        return before, Party.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_moment_stays_while_others_write(flushable_record):
    assert seen_inside() == (0, 0)
    assert Party.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_logs_are_emptied_outside_a_transaction_alone(flushable_record):
    Party.objects.create(kind=PartyKind.PERSON)
    with transaction.atomic():
        empty_logs()
        assert written_ahead() > 0
    empty_logs()
    assert written_ahead() == (0 if connection.vendor == "sqlite" else 1)


def written_ahead() -> int:
    """Bytes in SQLite's write-ahead log; PostgreSQL has none that is ours to empty."""
    if connection.vendor != "sqlite":
        return 1
    path = Path(f"{connection.settings_dict['NAME']}-wal")
    return path.stat().st_size if path.exists() else 0
