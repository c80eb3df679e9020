"""The attendance sheet of a session on paper, to be filled in by hand and entered afterwards."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.platform.design.display import local
from tilts.platform.documents.typesetting import typeset

from .hooks import names_of
from .models import Enrolment, Session
from .presenting import SOMEBODY, listed, named, title_of
from .queries import leaders_by_session

TEMPLATE = "attendance"


def attendance_paper(session: Session, enrolled: list[Enrolment]) -> bytes:
    """A PDF in the reader's language with a line for each of these; it is kept nowhere."""
    now = timezone.now()
    return typeset(TEMPLATE, _data(session, enrolled, local(now)), made_at=now)


def _data(session: Session, enrolled: list[Enrolment], made_at: str) -> dict[str, Any]:
    leading = leaders_by_session([session]).get(session.pk, [])
    names = names_of([*leading, *(one.party_id for one in enrolled)])
    rows = [names.get(one.party_id, SOMEBODY) for one in enrolled]
    return {
        "language": get_language() or "en",
        "made_at": made_at,
        "agency": named(session.series.unit.agency),
        "series": session.series.name,
        "session": title_of(session),
        "when": local(session.starts_at),
        "place": session.place.name if session.place else _("online"),
        "leaders": listed(leading, names),
        "whole": session.minutes,
        "rows": [[one.name, one.more] for one in sorted(rows, key=lambda one: one.in_order)],
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "title": _("Attendance sheet"),
        "made": _("Made"),
        "page": _("Page"),
        "leaders": _("Leaders"),
        "name": _("Name, born"),
        "came": _("Came"),
        "absent": _("Absent"),
        "why": _("Why absent, or a note"),
        "minutes": _("Minutes"),
        "kinds": _(
            "Why absent: health, religious day, leave, work or study, family, court, released; not "
            "brought or no place; rescheduled by the service or the participant. Nothing is "
            "unacceptable by default."
        ),
        "entered": _("On paper: to be entered on the session's page, then destroyed."),
        "leader": _("Leader"),
        "day": _("Day"),
    }
