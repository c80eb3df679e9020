"""Whoever changes the database past the service is found out: `record verify` names the row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest

from tests.homes import Home
from tests.schema import lay

WHOLE = (0, "The record is whole.\n")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("tampering") / "home")
    lay(home.folder)
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


def test_reordered_entries(home, database):
    """Two entries of a seal change places: each is as it was, and yet the seal is not."""
    seal, first, second = database.execute(
        "SELECT seal_id, min(id), max(id) FROM record_sealedentry GROUP BY seal_id"
        " HAVING count(*) > 1"
    ).fetchone()
    place = "SELECT place FROM record_sealedentry WHERE id = ?"
    (one,), (other,) = (database.execute(place, [row]).fetchone() for row in (first, second))
    for row, at in ((first, 10**6), (second, one), (first, other)):
        changed(database, "UPDATE record_sealedentry SET place = ? WHERE id = ?", at, row)
    assert home.tilts("record", "verify") == found(f"altered: seal {seal}")


def last_seal(database: sqlite3.Connection) -> int:
    """The number of the newest seal."""
    (number,) = database.execute("SELECT max(number) FROM record_seal").fetchone()
    return int(number)


def cut_tail(database: sqlite3.Connection) -> int:
    """Take away the newest seal and what it covers; its number."""
    number = last_seal(database)
    covered = "SELECT entry_id FROM record_sealedentry WHERE seal_id = ?"
    for beneath, above in (("payload", "act"), ("shown", "consultation")):
        sql = f"DELETE FROM record_{beneath} WHERE {above}_id IN ({covered})"
        database.execute(sql, [number])
    for table in ("record_act", "record_consultation", "workflow_status"):
        database.execute(f"DELETE FROM {table} WHERE id IN ({covered})", [number])
    database.execute("DELETE FROM record_sealedentry WHERE seal_id = ?", [number])
    changed(database, "DELETE FROM record_seal WHERE number = ?", number)
    return number


def test_a_cut_tail_that_the_sealer_seals_anew(home, database):
    """The next entry takes the number of the seal that is gone, and is told outside as well."""
    gone = cut_tail(database)
    new_act(home)
    assert last_seal(database) == gone
    said = f"cut: seal {gone} is not the one that was told outside"
    assert home.tilts("record", "verify") == found(said)


def test_a_database_put_back_to_an_earlier_day(home, database):
    """Every row of it is genuine; the file outside knows that there were more."""
    with closing(sqlite3.connect(":memory:")) as earlier:
        database.backup(earlier)
        before = last_seal(database)
        new_act(home)
        earlier.backup(database)
    said = f"cut: seal {before + 1} was told outside and is not in the database"
    assert home.tilts("record", "verify") == found(said)


def new_act(home: Home) -> None:
    """Somebody does something, and it is sealed."""
    home.python(
        "from tilts.platform.parties.actors import SERVICE\n"
        "from tilts.platform.record.acts import act\n"
        "with act('test.note', by=SERVICE) as a:\n"
        "    a.note(None, text='something')\n"
    )
    assert home.tilts("record", "seal") == (0, "1 entries sealed\n")


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
