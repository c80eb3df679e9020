"""Marking who attended: what was said last counts, however often and in which order it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from uuid_utils.compat import uuid7

from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import PartyKind
from tilts.platform.record.acts import act

from ..guards import CANCELLED, why_not_said
from ..holding import held_session
from ..models import ATTENDED, PRESENT, Attendance, Enrolment, Excuse, Mover, Outcome, Session
from ..rules import MARK, require_series
from ..signals import marked

NOT_BEGUN = Reason(
    "not-begun", lazy("The session has not begun: nobody can have attended it, or missed it, yet.")
)
NOT_ENROLLED = Reason(
    "not-enrolled", lazy("Somebody on the sheet was not enrolled on that day. Enrol them first.")
)
EXCUSE_WANTED = Reason("excuse-wanted", lazy("Say of which kind the acceptable absence is."))
MOVER_WANTED = Reason("mover-wanted", lazy("Say who asked for another time."))
MISSED_WANTED = Reason(
    "missed-wanted", lazy("What is made good is an absence of the same person, made good once.")
)
OF_MANY = Reason(
    "of-many", lazy("What was marked of a group is corrected line by line, on its sheet.")
)
AHEAD = (Outcome.EXCUSED, Outcome.RESCHEDULED)  # what can be known before a session


class Told(StrEnum):
    """What came of one mark: written, known already, or overtaken by a later one."""

    WRITTEN = "written"
    KNOWN = "known"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What is said of one participant. `minutes` None is the whole session for who attended.

    `said_at` and `key` come from the device on which it was said, so that a mark sent twice, late
    or out of order is known; without them it is said now. `said_by` names the member of staff who
    said it where a room marks for them.
    """

    enrolment: UUID
    outcome: Outcome
    excuse: str = ""
    moved_by: str = ""
    minutes: int | None = None
    note: str = ""
    catches_up: UUID | None = None
    said_at: datetime | None = None
    said_by: UUID | None = None
    key: UUID = field(default_factory=uuid7)


def mark(*, by: Actor, session: Session, marks: Sequence[Mark]) -> dict[UUID, Told]:
    """Write down who attended, and answer for each enrolment what came of its mark.

    One row stands for each participant of a session. The mark that was said last stays, whichever
    comes last; the same mark again changes nothing.
    """
    require_series(by, MARK, session.series)
    now = timezone.now()
    with act("gatherings.mark", by=by):
        held = held_session(session)
        enrolled = _enrolled(held)
        refuse_if([reason for one in marks for reason in _why_not(held, one, enrolled, now)])
        rows = {
            row.enrolment_id: row
            for row in Attendance.objects.filter(session=held).select_for_update(of=("self",))
        }
        told = {
            one.enrolment: _say(by, held, one, rows, min(one.said_at or now, now))
            for one in sorted(marks, key=lambda one: (min(one.said_at or now, now), one.key))
        }
        marked.send(Attendance, session=held, enrolments=list(told), by=by)
    return told


def unmark(*, by: Actor, session: Session, because: str) -> None:
    """Take back what was marked of a one-to-one session; the record keeps what it was."""
    require_series(by, MARK, session.series)
    with act("gatherings.unmark", by=by, reason=because):
        held = held_session(session)
        refuse_if([*why_not_said(because), *([] if held.alone_id else [OF_MANY])])
        Attendance.objects.filter(session=held).delete()


def _enrolled(session: Session) -> dict[UUID, Enrolment]:
    """Who belongs on the sheet, as far as the reader sees them.

    A session for one is theirs whatever became of their place that day: of who died, too, it is
    said that they did not come.
    """
    if session.alone_id:
        rows = Enrolment.objects.filter(pk=session.alone_id)
    else:
        day = timezone.localdate(session.starts_at)
        rows = Enrolment.objects.on(day).filter(series=session.series)
    return {row.pk: row for row in rows}


def _why_not(
    session: Session, one: Mark, enrolled: Mapping[UUID, Enrolment], now: datetime
) -> Reasons:
    if one.enrolment not in enrolled:
        return [NOT_ENROLLED]
    reasons = [CANCELLED] if session.is_cancelled else []
    if session.starts_at > now and one.outcome not in AHEAD:
        reasons.append(NOT_BEGUN)
    if (one.outcome == Outcome.EXCUSED) != (one.excuse in Excuse.values):
        reasons.append(EXCUSE_WANTED)
    if (one.outcome == Outcome.RESCHEDULED) != (one.moved_by in Mover.values):
        reasons.append(MOVER_WANTED)
    if one.minutes is not None and not 0 <= one.minutes <= _most(session, one):
        text = _("Minutes are between 0 and %(most)s.")
        reasons.append(Reason("minutes", text % {"most": _most(session, one)}))
    return reasons + _why_not_catch_up(session, one, enrolled[one.enrolment])


def _most(session: Session, one: Mark) -> int:
    return session.minutes if one.outcome in PRESENT else 0


def _why_not_catch_up(session: Session, one: Mark, enrolment: Enrolment) -> Reasons:
    """A catch-up makes good one session that the same person missed, in this group or before."""
    if one.catches_up is None:
        return []
    missed = Attendance.plain.filter(
        pk=one.catches_up,
        session__code=session.code,
        enrolment__journey=enrolment.journey,
    ).exclude(outcome__in=ATTENDED)
    others = Attendance.plain.filter(catches_up=one.catches_up)
    others = others.exclude(session=session, enrolment=enrolment)
    good = missed.exists() and not others.exists() and one.outcome in ATTENDED
    return [] if good else [MISSED_WANTED]


def _say(
    by: Actor, session: Session, one: Mark, rows: dict[Any, Attendance], said_at: datetime
) -> Told:
    row = rows.get(one.enrolment)
    if row and row.key == one.key:
        return Told.KNOWN
    if row and (row.said_at, row.key) >= (said_at, one.key):
        return Told.OVERTAKEN
    row = row or Attendance(session=session, enrolment_id=one.enrolment)
    for name, value in _values(session, one).items():
        setattr(row, name, value)
    row.said_at, row.key = said_at, one.key
    row.said_by_id = by.party if by.kind == PartyKind.STAFF else one.said_by
    row.save()
    rows[one.enrolment] = row
    return Told.WRITTEN


def _values(session: Session, one: Mark) -> dict[str, Any]:
    """The fields of a row as a mark says them."""
    whole = session.minutes if one.outcome in ATTENDED else 0
    return {
        "outcome": one.outcome,
        "excuse": one.excuse,
        "moved_by": one.moved_by,
        "minutes": whole if one.minutes is None else one.minutes,
        "note": one.note,
        "catches_up_id": one.catches_up,
    }
