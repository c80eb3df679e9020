"""Facts are registered with their version, and read with the columns that were promised."""

from typing import Any

import polars as pl
import pytest

from tilts.platform.workflow.facts import _registered, facts, register_facts

COLUMNS: dict[str, Any] = {"person": pl.String, "late": pl.Int32}


@pytest.fixture
def walks() -> None:
    rows = pl.DataFrame({"late": [3, None], "more": [1, 2], "person": ["a", "b"]})
    register_facts("tests.walks", version=2, columns=COLUMNS, provider=lambda: rows)


def test_rows_have_the_promised_columns(walks):
    found = facts("tests.walks", 2)
    assert (found.schema, found.rows()) == (pl.Schema(COLUMNS), [("a", 3), ("b", None)])


@pytest.mark.parametrize(("name", "version"), [("tests.walks", 1), ("tests.runs", 1)])
def test_another_version_is_not_given(walks, name, version):
    with pytest.raises(LookupError) as raised:
        facts(name, version)
    assert str(raised.value) == f"no facts “{name}” of version {version}"


def test_a_column_that_a_room_lost_is_a_fault():
    rows = pl.DataFrame({"person": ["a"]})
    register_facts("tests.lost", version=1, columns=COLUMNS, provider=lambda: rows)
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        facts("tests.lost", 1)


def test_facts_of_the_rooms_are_found():
    rooms = [name for name in _registered if not name.startswith("tests.")]
    assert sorted(rooms) == ["assessment.needs", "assessment.overdue", "assessment.results"]
