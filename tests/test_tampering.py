"""Whoever changes the database past the service is found out, and the row is named."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest

from tests.homes import Home

WHOLE = (0, "The record is whole.\n")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("tampering") / "home")
    assert home.tilts("demo", "--size", 40, "--once")[0] == 0
    return home


@pytest.fixture
def home(demo: Home, tmp_path: Path) -> Home:
    return Home(copytree(demo.folder, tmp_path / "home"))


@pytest.fixture
def database(home: Home) -> Iterator[sqlite3.Connection]:
    """The database without its triggers, as who owns the machine can have it."""
    with home.database() as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
        yield connection


def found(*faults: str) -> tuple[int, str]:
    """What the command answers when it has found these."""
    return 1, "\n".join([*faults, f"{len(faults)} faults", ""])


def changed(database: sqlite3.Connection, sql: str, *values: object) -> None:
    """Change one row, and only one."""
    assert database.execute(sql, values).rowcount == 1
    database.commit()


def an_id(database: sqlite3.Connection, sql: str) -> tuple[str, UUID]:
    """An id as the database writes it, and as people read it."""
    (written,) = database.execute(sql).fetchone()
    return written, UUID(written)


def test_the_demo_is_whole(demo):
    assert demo.tilts("record", "verify", "--state") == WHOLE


def test_a_changed_entry(home, database):
    written, act = an_id(database, "SELECT id FROM record_act WHERE kind = 'demo.load'")
    changed(database, "UPDATE record_act SET kind = 'demo.lead' WHERE id = ?", written)
    assert home.tilts("record", "verify") == found(f"altered: act {act}")


def test_a_deleted_entry(home, database):
    written, act = an_id(
        database,
        "SELECT id FROM record_act WHERE id NOT IN"
        " (SELECT act_id FROM record_payload GROUP BY act_id HAVING count(*) > 1)",
    )
    payload = an_id(database, f"SELECT id FROM record_payload WHERE act_id = '{written}'")[1]
    changed(database, "DELETE FROM record_act WHERE id = ?", written)
    lines = [f"missing: act {act}", f"inserted: payload {payload}"]
    assert home.tilts("record", "verify") == found(*lines)


def test_a_deleted_payload(home, database):
    written, _ = an_id(database, "SELECT id FROM record_payload")
    of = f"SELECT act_id FROM record_payload WHERE id = '{written}'"
    act = an_id(database, of)[1]
    changed(database, "DELETE FROM record_payload WHERE id = ?", written)
    assert home.tilts("record", "verify") == found(f"altered: act {act}")


def test_an_inserted_entry(home, database):
    columns = "actor_id, actor_kind, recorded_at, digest, code, kind, effective_at"
    new = UUID(int=5)
    changed(
        database,
        f"INSERT INTO record_act (id, {columns}) SELECT ?, {columns} FROM record_act LIMIT 1",
        new.hex,
    )
    assert home.tilts("record", "verify") == found(f"altered: act {new}")


def test_a_changed_person(home, database):
    written, person = an_id(database, "SELECT party_id FROM people_person")
    changed(database, "UPDATE people_person SET family = 'X' WHERE party_id = ?", written)
    assert home.tilts("record", "verify") == WHOLE
    fault = f"changed: people.person:{person}"
    assert home.tilts("record", "verify", "--state") == found(fault)


def test_a_deleted_person(home, database):
    written, person = an_id(database, "SELECT party_id FROM people_person")
    changed(database, "DELETE FROM people_person WHERE party_id = ?", written)
    fault = f"deleted: people.person:{person}"
    assert home.tilts("record", "verify", "--state") == found(fault)


def test_an_inserted_person(home, database):
    written, _ = an_id(database, "SELECT party_id FROM people_person")
    new = UUID(int=5)
    changed(
        database,
        "INSERT INTO parties_party SELECT ?, kind FROM parties_party WHERE id = ?",
        new.hex,
        written,
    )
    names = [row[1] for row in database.execute("PRAGMA table_info(people_person)")]
    other = {"party_id": "?", "file_number": "'00-00001'"}
    taken = ", ".join(other.get(name, name) for name in names)
    changed(
        database,
        f"INSERT INTO people_person ({', '.join(names)})"
        f" SELECT {taken} FROM people_person WHERE party_id = ?",
        new.hex,
        written,
    )
    fault = f"inserted: people.person:{new}"
    assert home.tilts("record", "verify", "--state") == found(fault)
