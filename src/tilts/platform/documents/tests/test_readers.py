"""Documents behind a row are read as the room of that row says, and by nobody where none speaks."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.documents import readers
from tilts.platform.documents.models import Document
from tilts.platform.documents.readers import KEPT, register_reader, why_not_read
from tilts.platform.parties.actors import SERVICE, Actor

CLOSED = Reason("closed-here", "Closed here.")
ROW = UUID(int=7)


@pytest.fixture
def asked() -> Iterator[list[tuple[Any, str]]]:
    """A room that opens row 7 alone, and whom it was asked about."""
    seen: list[tuple[Any, str]] = []

    def reader(by: Actor, row: str) -> list[Reason]:
        seen.append((by.party, row))
        return [] if row == str(ROW) else [CLOSED]

    register_reader("demo_room.secret", reader)
    yield seen
    del readers._readers["demo_room.secret"]


def document(behind: str) -> Document:
    return Document(behind=behind)


def codes(by: Actor, behind: str) -> list[str]:
    return [reason.code for reason in why_not_read(by, document(behind))]


def test_what_is_behind_nothing_is_kept_from_nobody(officer, asked):
    assert (codes(officer, ""), asked) == ([], [])


def test_the_room_of_the_row_decides_with_the_id_of_the_row(officer, asked):
    other = str(UUID(int=8))
    assert codes(officer, f"demo_room.secret:{ROW}") == []
    assert codes(officer, f"demo_room.secret:{other}") == ["closed-here"]
    assert asked == [(officer.party, str(ROW)), (officer.party, other)]


@pytest.mark.parametrize(
    "behind",
    [
        f"demo_room.unknown:{ROW}",
        f"demo_room:{ROW}",
        "demo_room.secret.more:1",
        "nothing at all",
        ":",
    ],
)
def test_where_no_room_speaks_it_stays_shut(officer, asked, behind):
    assert why_not_read(officer, document(behind)) == [KEPT]
    assert asked == []


def test_a_row_without_an_id_is_asked_about_as_it_is(officer, asked):
    assert codes(officer, "demo_room.secret") == ["closed-here"]
    assert asked == [(officer.party, "")]


@pytest.mark.parametrize("behind", [f"demo_room.secret:{ROW}", "demo_room.unknown:1"])
def test_the_service_itself_reads_all(asked, behind):
    assert why_not_read(SERVICE, document(behind)) == []
    assert asked == []


def test_the_room_that_speaks_last_is_the_one_that_counts(officer, asked):
    register_reader("demo_room.secret", lambda by, row: [CLOSED, KEPT])
    assert codes(officer, f"demo_room.secret:{ROW}") == ["closed-here", "kept-behind-a-wall"]


def test_why_it_is_shut_is_said_in_words():
    assert str(KEPT.text) == "This document holds something that is protected."
    assert str(Refused([KEPT]).reasons[0].code) == "kept-behind-a-wall"
