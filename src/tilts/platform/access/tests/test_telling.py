"""What a page asks twice is read once, and never told to another reader."""

from uuid import UUID

import pytest

from tilts.platform.access.scoped import seen_by
from tilts.platform.access.telling import all_seen, once, seen, told_once
from tilts.platform.parties.actors import SERVICE


class Asked:
    """Counts how often it was read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture
def read() -> Asked:
    return Asked()


def test_outside_a_page_each_question_is_read(read):
    assert [once("who", read), once("who", read)] == [1, 2]


def test_on_a_page_the_first_answer_serves_all(read):
    with told_once():
        assert [once("who", read), once("who", read), once("where", read)] == [1, 1, 2]
    assert once("who", read) == 3


def test_another_reader_is_told_nothing(read):
    with told_once():
        assert once("who", read) == 1
        with seen_by(SERVICE):
            assert once("who", read) == 2
            assert once("who", read) == 3
        assert once("who", read) == 1


def test_a_page_within_a_page_begins_anew(read):
    with told_once():
        once("who", read)
        with told_once():
            assert once("who", read) == 2
        assert once("who", read) == 1


ANNA, JURIS = UUID(int=1), UUID(int=2)


def test_whom_a_page_was_found_to_show_is_kept_for_that_page():
    with told_once():
        seen([ANNA])
        assert (all_seen([ANNA]), all_seen([ANNA, JURIS]), all_seen([])) == (True, False, True)
        seen([JURIS])
        assert all_seen([ANNA, JURIS])
    assert not all_seen([ANNA])


def test_nothing_is_kept_outside_a_page():
    seen([ANNA])
    assert not all_seen([ANNA])


def test_another_reader_is_not_taken_to_see_the_same_people():
    with told_once():
        seen([ANNA])
        with seen_by(None):
            assert not all_seen([ANNA])
        assert all_seen([ANNA])
