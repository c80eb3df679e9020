"""What conftest.py and tests/settings.py promise to every test."""

import tempfile
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.db import connections

from tilts.platform.record.tests.flushing import flushable_record

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


def test_the_home_is_a_new_folder() -> None:
    home: Path = settings.HOME
    assert home.parent == Path(tempfile.gettempdir()).resolve()
    assert home.name.startswith("tilts-tests-")
