"""The fair order of a waiting list: a plain rule, the same for everybody, with its reasons.

1. Ahead comes who is released so soon that a later group would come too late, while the next one
   can still be finished: soonest release first.
2. Then whoever has waited longest. Days count from the referral; a transfer, a merge of records and
   a programme that was put off take none of them away.
3. Who was referred earlier on the same day.

Who is released before the programme could be finished keeps the place by rule 2; the list says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from tilts.platform.design.display import local

WEEKLY = timedelta(weeks=1)  # a session a week, where nothing else is known


@dataclass(frozen=True)
class Waits:
    """Who waits: since which day, and on which day they may be released; None when not known."""

    key: UUID
    since: date
    release: date | None = None


@dataclass(frozen=True)
class InLine:
    """A place in the line: from 1, with the days waited, whether ahead by rule 1, and the note."""

    key: UUID
    number: int
    days: int
    ahead: bool
    note: str


def in_line(waits: Iterable[Waits], today: date, sessions: int, margin: int) -> list[InLine]:
    """Everybody in the fair order. `margin` is in weeks: how much earlier a group must begin."""
    lasts = sessions * WEEKLY
    ranked = sorted(waits, key=lambda one: _rank(one, today, lasts, margin * WEEKLY))
    return [
        InLine(
            key=one.key,
            number=number,
            days=max(0, (today - one.since).days),
            ahead=_is_ahead(one, today, lasts, margin * WEEKLY),
            note=_note(one, today, lasts, margin * WEEKLY),
        )
        for number, one in enumerate(ranked, start=1)
    ]


def _rank(
    one: Waits, today: date, lasts: timedelta, margin: timedelta
) -> tuple[bool, date, date, UUID]:
    ahead = _is_ahead(one, today, lasts, margin)
    soonest = one.release if ahead and one.release else date.max
    return not ahead, soonest, one.since, one.key


def _is_ahead(one: Waits, today: date, lasts: timedelta, margin: timedelta) -> bool:
    return one.release is not None and lasts <= one.release - today < lasts + margin


def _note(one: Waits, today: date, lasts: timedelta, margin: timedelta) -> str:
    if one.release is None:
        return ""
    told = {"day": local(one.release)}
    if _is_ahead(one, today, lasts, margin):
        return (
            _("Goes ahead: may be released on %(day)s, and a later group would be too late.") % told
        )
    if today <= one.release < today + lasts:
        return _("May be released on %(day)s, before the programme could be finished.") % told
    return _("May be released on %(day)s.") % told
