"""What conftest.py and tests/settings.py promise to every test."""

import tempfile
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tilts.platform.record.tests.flushing import flushable_record
from tilts.settings.databases import database

__all__ = ["flushable_record"]  # a fixture


def answers() -> dict[str, tuple[int]]:
    """What each database answers to the simplest question."""
    found = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
            found[alias] = cursor.fetchone()
    return found


@pytest.mark.usefixtures("db")
def test_a_fixture_opens_both() -> None:
    assert answers() == {"default": (1,), "keys": (1,)}


@pytest.mark.django_db
def test_a_mark_opens_both() -> None:
    assert answers() == {"default": (1,), "keys": (1,)}


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "keys"])
def test_no_migration_is_left_to_apply(alias: str) -> None:
    executor = MigrationExecutor(connections[alias])
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.usefixtures("flushable_record")
@pytest.mark.django_db(transaction=True)
def test_a_thread_sees_what_another_one_wrote() -> None:
    seen: list[tuple[int]] = []

    def read() -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT n FROM shared_by_threads")
            seen.append(cursor.fetchone())
        connections.close_all()

    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE shared_by_threads (n integer)")
        cursor.execute("INSERT INTO shared_by_threads VALUES (7)")
        try:
            thread = Thread(target=read)
            thread.start()
            thread.join()
        finally:
            cursor.execute("DROP TABLE shared_by_threads")
    assert seen == [(7,)]


@pytest.mark.django_db
def test_postgresql_does_not_compile_what_it_asks_once() -> None:
    """Compiled, the condition of who may be seen takes a minute for each list of two people."""
    said = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            if connections[alias].vendor == "postgresql":
                cursor.execute("SHOW jit")
                said[alias] = cursor.fetchone()[0]
    assert set(said.values()) <= {"off"}


@pytest.mark.parametrize(
    ("query", "options"), [("", "-c jit=off"), ("?options=-c%20jit%3Don", "-c jit=off -c jit=on")]
)
def test_an_address_of_postgresql_may_say_more(
    query: str, options: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://tilts@db/tilts{query}")
    assert database("DATABASE_URL", Path("unused"))["OPTIONS"] == {"options": options}


def test_the_home_is_a_new_folder() -> None:
    home: Path = settings.HOME
    assert home.parent == Path(tempfile.gettempdir()).resolve()
    assert home.name.startswith("tilts-tests-")
