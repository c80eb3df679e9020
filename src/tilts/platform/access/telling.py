"""What a page asks twice is read once.

A page that only reads is composed by many rooms, and several ask the same of the database. Inside
`told_once()` the first answer serves them all, for as long as the same actor reads.
"""

from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django_scopes import get_scope, scope

Answer = TypeVar("Answer")


@contextmanager
def told_once() -> Iterator[None]:
    """For pages that only read. `seen_by` inside begins anew: another actor sees other rows."""
    with scope(told={}):
        yield


def once(question: Hashable, read: Callable[[], Answer]) -> Answer:
    """The answer to a question: read now, or told before on this page."""
    told: dict[Hashable, Any] | None = get_scope().get("told")
    if told is None:
        return read()
    if question not in told:
        told[question] = read()
    answer: Answer = told[question]
    return answer


def seen(people: Collection[UUID]) -> None:
    """Keep for this page that its reader was found to see these people: each was read in scope."""
    once("seen", set[UUID]).update(people)


def all_seen(people: Collection[UUID]) -> bool:
    """True when the reader of this page was found to see every one of these people."""
    return once("seen", set[UUID]).issuperset(people)
