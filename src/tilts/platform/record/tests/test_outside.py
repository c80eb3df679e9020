"""The file outside the database: whatever is done to it, or hidden with it, is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Seal, Way
from tilts.platform.record.sealing import seal_all
from tilts.platform.record.verifying import verify

from .test_verifying import cut_with_its_look, drop_triggers

pytestmark = pytest.mark.django_db

NO_MORE = "seal {} was told outside no more"
ANOTHER = "seal {} is not the one that was told outside"


@pytest.fixture
def seals(db, seal_log) -> list[Seal]:
    """Four looks, each with a seal of its own, told outside."""
    for _ in range(4):
        look()
        seal_all()
    assert [fault.where for fault in verify()] == []
    return list(Seal.objects.order_by("number"))


def look() -> None:
    consult(SERVICE, [], way=Way.SEARCH, purpose="search")


def faults() -> list[tuple[str, str]]:
    return [(fault.what, fault.where) for fault in verify()]


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines(keepends=True)


def rewrite(log: Path, change: Callable[[list[str]], list[str]]) -> None:
    log.write_text("".join(change(lines(log))))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda told: told[2:], [("cut", NO_MORE.format(n)) for n in (1, 2)]),
        (lambda told: [told[0], *told[2:]], [("cut", NO_MORE.format(2))]),
        (lambda told: [], [("cut", NO_MORE.format(1))]),
        (
            lambda told: [*told[:3], told[3].replace(told[3].split()[1], "f" * 64)],
            [("cut", ANOTHER.format(4))],
        ),
        (
            lambda told: [told[0], told[1][:30], "\n", *told[2:]],
            [("altered", "line 2 of the file outside"), ("cut", NO_MORE.format(2))],
        ),
        (
            lambda told: [*told, "\0\0\n"],
            [("altered", "line 5 of the file outside")],
        ),
        (
            lambda told: [*told, told[3].replace("4", "5", 1)],
            [("cut", "seal 5 was told outside and is not in the database")],
        ),
    ],
    ids=["head", "middle", "emptied", "hash", "half a line", "bytes", "invented"],
)
def test_what_is_done_to_the_file_is_named(seals, seal_log, change, found):
    rewrite(seal_log, change)
    assert faults() == found


def test_a_file_that_is_gone_is_named(seals, seal_log):
    seal_log.unlink()
    assert faults() == [("cut", NO_MORE.format(1))]


def test_bytes_that_are_no_text_are_named(seals, seal_log):
    with seal_log.open("ab") as log:
        log.write(b"\xff\xfe\n")
    assert faults() == [("altered", "line 5 of the file outside")]


@pytest.mark.parametrize("change", [
    lambda told: told + told,
    lambda told: told[::-1],
    lambda told: told[:3],
], ids=["told twice", "in another order", "newest not told yet"])  # fmt: skip
def test_what_several_sealers_leave_is_no_fault(seals, seal_log, change):
    rewrite(seal_log, change)
    assert faults() == []


def test_a_cut_tail_is_found_though_the_sealer_tells_of_another_in_its_place(seals, seal_log):
    """What was told first counts, not what was told last."""
    with transaction.atomic():
        drop_triggers()
        cut_with_its_look(seals[3])()
        look()
        seal_all()
        found = faults()
        transaction.set_rollback(True)
    assert [line.split()[0] for line in lines(seal_log)] == ["1", "2", "3", "4", "4"]
    assert found == [("cut", ANOTHER.format(4))]


def test_a_sealer_that_was_stopped_is_made_up_for_by_the_next(seals, seal_log):
    """Committed, and the power went before it was told."""
    rewrite(seal_log, lambda told: told[:2])
    look()
    seal_all()
    assert [line.split()[0] for line in lines(seal_log)] == ["1", "2", "3", "4", "5"]
    assert faults() == []


@pytest.mark.parametrize("left", ["", "not a line\n"])
def test_a_file_lost_is_told_anew_from_the_first_seal(seals, seal_log, left):
    seal_log.write_text(left)
    look()
    seal_all()
    told = [line.split()[0] for line in lines(seal_log)][-5:]
    assert told == ["1", "2", "3", "4", "5"]


def test_what_was_told_and_cut_is_not_made_up_for(seals, seal_log):
    """The sealer tells only of what is newer than the last line: a hole stays a hole."""
    rewrite(seal_log, lambda told: [told[0], *told[3:]])
    look()
    seal_all()
    assert faults() == [("cut", NO_MORE.format(2)), ("cut", NO_MORE.format(3))]
