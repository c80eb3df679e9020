"""Cases begin and move; each step leaves a status row with its author."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from ..kinds import WorkKind
from ..machines import initial, is_closed, is_usual, next_state, targets, work_at
from ..models import Matter, Status, case_models
from ..moves import Attempt
from ..queries import items_of_case
from ..rows import status_row
from .items import close_work, open_item

MOVED_MEANWHILE = Reason("moved-meanwhile", _("Somebody moved this case meanwhile. Look again."))


def begin(
    *, case: Matter, by: Actor, reason: str = "", effective_at: datetime | None = None
) -> None:
    """Save a new case in its first state, with its first status row and its first work."""
    begin_all(cases=[case], by=by, reason=reason, effective_at=effective_at)


def begin_all(
    *, cases: Sequence[Matter], by: Actor, reason: str = "", effective_at: datetime | None = None
) -> None:
    """Begin cases of one kind in one act. A case that comes with a state keeps it, without work."""
    if not cases:
        return
    kind, at = type(cases[0]), effective_at or timezone.now()
    fresh = [case for case in cases if not case.state]
    for case in fresh:
        case.state = initial(kind.machine)
    with act(f"{kind._meta.app_label}.begin", by=by, reason=reason, effective_at=at) as opened:
        kind.objects.bulk_create(cases)
        rows = [status_row(case, by=by, act=opened.id, at=at) for case in cases]
        Status.objects.bulk_create(rows, batch_size=500)
        for case in fresh:
            _open_work(case, kind.machine.opens, by, at)


def move(
    *,
    case: Matter,
    code: str,
    by: Actor,
    reason: str = "",
    effective_at: datetime | None = None,
    **details: object,
) -> Status:
    """Move a case; `details` are fields of the case that change with it.

    Raises Refused with the reasons why it cannot move; then nothing is written.
    """
    return _move(Attempt(case, by, reason), code, effective_at or timezone.now(), details)


def react(
    *,
    case: Matter,
    code: str,
    by: Actor,
    reason: str = "",
    effective_at: datetime | None = None,
    **details: object,
) -> Status:
    """Move a case by a system move, because its cause was recorded by `by`. As `move` otherwise."""
    attempt = Attempt(case, by, reason, by_itself=True)
    return _move(attempt, code, effective_at or timezone.now(), details)


def person_event(
    *, person: UUID, code: str, by: Actor, reason: str = "", effective_at: datetime | None = None
) -> list[Status]:
    """Tell all of a person's cases that they died, escaped, returned or were transferred.

    Cases that the actor cannot see move too: what happened to a person happened in each of them.
    """
    with transaction.atomic(), seen_by(SERVICE):
        return [
            react(case=case, code=code, by=by, reason=reason, effective_at=effective_at)
            for model in case_models()
            for case in model.objects.filter(person_id=person).order_by("pk")
            if targets(model.machine, code, case.state)
        ]


def _move(attempt: Attempt, code: str, at: datetime, details: dict[str, Any]) -> Status:
    case, by = attempt.case, attempt.by
    with act(f"{case._meta.app_label}.{code}", by=by, reason=attempt.reason, effective_at=at) as a:
        number, left = _lock(case, details) + 1, case.state
        attempt.returns_to = _last_among(case, targets(case.machine, code, case.state))
        becomes = {**details, "state": next_state(case.machine, code, attempt)}
        for name, value in becomes.items():
            setattr(case, name, value)
        case.save()
        row = status_row(case, by=by, act=a.id, at=at, number=number, move=code, from_state=left)
        row.save(force_insert=True)
        _work(case, code, by, at, left)
    return row


def _lock(case: Matter, details: Mapping[str, object]) -> int:
    """Hold the case; how many status rows it has. Refused when it is not as the actor saw it."""
    held = type(case).objects.select_for_update().filter(pk=case.pk).first()
    if held is None:
        raise Refused([NOT_YOURS])
    if held.state != case.state or not case.catch_up_with(held, details):
        raise Refused([MOVED_MEANWHILE])
    return Status.objects.filter(case=case.case_ref()).count()


def _last_among(case: Matter, states: Sequence[str]) -> str:
    """Of these states the one where the case was last; its first state when it was in none."""
    if len(states) < 2:
        return next(iter(states), "")
    rows = Status.objects.filter(case=case.case_ref(), to_state__in=states).order_by("-number")
    found: str | None = rows.values_list("to_state", flat=True).first()
    return found or initial(case.machine)


def _work(case: Matter, code: str, by: Actor, at: datetime, left: str) -> None:
    """Close and open the work that a move brings; a closed case leaves none.

    A case that was over, or waited for its person, goes on with the work of its stage, from today;
    so does one that a move led back to one of several stages.
    """
    declared = case.machine.moves[code]
    returns = not is_usual(case.machine, left) or len(targets(case.machine, code, left)) > 1
    if returns and is_usual(case.machine, case.state):
        _resume_work(case, by)
    if is_closed(case.machine, case.state):
        close_work(by=by, case=case, kinds=None)
    elif declared.closes:
        close_work(by=by, case=case, kinds=declared.closes)
    _open_work(case, declared.opens, by, at)


def _resume_work(case: Matter, by: Actor) -> None:
    there = set(items_of_case(case).values_list("kind", flat=True))
    missing = [kind for kind in work_at(case.machine, case.state) if kind.code not in there]
    _open_work(case, missing, by, timezone.now())


def _open_work(case: Matter, kinds: Sequence[WorkKind], by: Actor, at: datetime) -> None:
    for kind in kinds:
        open_item(
            by=by,
            kind=kind,
            person=case.person_id,
            unit=case.unit,
            owner=case.work_owner(),
            case=case.case_ref(),
            due=case.work_due(kind),
            start=timezone.localdate(at),
        )
