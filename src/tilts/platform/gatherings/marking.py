"""An attendance sheet is saved: what was changed is marked, and what it makes good is linked."""

from dataclasses import replace
from uuid import UUID

from tilts.platform.parties.actors import Actor

from .actions import Mark, Told, mark
from .forms import SheetForm
from .models import ATTENDED, Attendance, Session


def save_sheet(by: Actor, session: Session, sheet: SheetForm) -> dict[UUID, Told]:
    """Mark what a sheet says; nothing when it says nothing new. Raises Refused."""
    marks = sheet.marks()
    return mark(by=by, session=session, marks=_linked(session, marks)) if marks else {}


def _linked(session: Session, marks: list[Mark]) -> list[Mark]:
    """Who attends a session that catches up has made good the one that they missed."""
    if session.catches_up_id is None:
        return marks
    absent = Attendance.plain.filter(session=session.catches_up_id).exclude(outcome__in=ATTENDED)
    rows = absent.values_list("enrolment", "pk", "caught_up_by__session")
    open_ones = {who: pk for who, pk, by in rows if by in (None, session.pk)}
    return [
        replace(one, catches_up=open_ones.get(one.enrolment)) if one.outcome in ATTENDED else one
        for one in marks
    ]
