"""Cases that come with a history: from an earlier system, or made for the demonstration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.record.inserting import insert_all

from ..machines import NOT_FROM_HERE, Machine, initial, targets
from ..models import Matter, Status
from ..rows import status_row


@dataclass(frozen=True, slots=True)
class Step:
    """A move that a case made before it came here: its code, where it led, and when."""

    move: str
    to_state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """When a case began, and its moves since then in their order.

    `state` is where it stood when it began for us; empty for the first state of its machine.
    """

    began: datetime
    steps: tuple[Step, ...] = ()
    state: str = ""


def enter_all(*, cases: Sequence[Matter], pasts: Sequence[Past], by: Actor) -> None:
    """Enter cases of one kind with their status rows, in one act; no work is opened.

    The guards of the moves are not asked: what happened elsewhere happened. Raises Refused when
    a machine knows no such state or step.
    """
    if not cases:
        return
    with act(f"{cases[0]._meta.app_label}.enter", by=by) as opened:
        rows = [
            row
            for case, past in zip(cases, pasts, strict=True)
            for row in _rows(case, past, by, opened.id)
        ]
        type(cases[0]).objects.bulk_create(cases)
        insert_all(rows)


def _rows(case: Matter, past: Past, by: Actor, act_id: UUID) -> Iterator[Status]:
    """The status rows of a case, which itself comes into the last of the states."""
    case.state = past.state or initial(case.machine)
    refuse_if([] if case.state in case.machine.states_map else [NOT_FROM_HERE])
    yield status_row(case, by=by, act=act_id, at=past.began)
    for number, step in enumerate(past.steps, start=2):
        _refuse_unknown(case.machine, case.state, step)
        left, case.state = case.state, step.to_state
        yield status_row(
            case, by=by, act=act_id, at=step.at, number=number, move=step.move, from_state=left
        )


def _refuse_unknown(machine: Machine, state: str, step: Step) -> None:
    if step.to_state not in targets(machine, step.move, state):
        raise Refused([NOT_FROM_HERE])
