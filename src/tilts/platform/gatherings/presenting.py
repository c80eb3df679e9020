"""What pages say of series, sessions and who takes part, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tilts.platform.design.display import short_date

from .guards import PASSED
from .hooks import Shown, names_of
from .models import Attendance, Enrolment, Kind, Outcome, Session
from .overview import Done, done_by, marked_in
from .planning import Plan
from .queries import leaders_by_session

SOMEBODY = Shown("–")
TONES = {
    Outcome.COMPLIED: "success",
    Outcome.NOT_COMPLIED: "warning",
    Outcome.SENT_HOME: "warning",
    Outcome.NOT_BROUGHT: "danger",
    Outcome.UNACCEPTABLE: "danger",
}
PEOPLE = (Kind.CUSTODY, Kind.COMMUNITY)


def named(row: Any) -> str:
    """The name of a template or a unit."""
    return str(row.name_in(get_language() or "en"))


def title_of(session: Session) -> str:
    """A session by its number and name: “3. Triggers”."""
    outlined = session.outlined
    name = outlined.name_in(get_language() or "en") if outlined else session.code
    return f"{session.number}. {name}"


def hours(minutes: int) -> str:
    """`6 h 30 min`, `45 min`, `0 h`."""
    whole, rest = divmod(minutes, 60)
    if whole and rest:
        return _("%(h)s h %(m)s min") % {"h": whole, "m": rest}
    return _("%(m)s min") % {"m": rest} if rest else _("%(h)s h") % {"h": whole}


def outcome_of(row: Attendance) -> str:
    """What was marked, with the kind of an absence, or who moved it."""
    more = row.get_excuse_display() or row.get_moved_by_display()
    said = str(row.get_outcome_display())
    return f"{said}: {more}" if more else said


@dataclass(frozen=True)
class SessionLine:
    """A session in a list: who leads it, how far it is marked."""

    session: Session
    title: str
    leaders: str
    state: str = ""
    tone: str = "neutral"


def session_lines(sessions: Sequence[Session], enrolled: Sequence[Enrolment]) -> list[SessionLine]:
    """Sessions of one series with their leaders and how far they are marked."""
    leading, marked = leaders_by_session(sessions), marked_in(sessions)
    names = names_of(party for parties in leading.values() for party in parties)
    return [
        SessionLine(
            one,
            title_of(one),
            listed(leading.get(one.pk, ()), names),
            *_state(one, expected(one, enrolled), *marked.get(one.pk, (0, 0))),
        )
        for one in sessions
    ]


def listed(parties: Iterable[UUID], names: Mapping[UUID, Shown]) -> str:
    """Names in a row; who is not in sight is left out."""
    return ", ".join(names[one].name for one in parties if one in names)


def expected(session: Session, enrolled: Iterable[Enrolment]) -> int:
    """How many come to a session."""
    day = timezone.localdate(session.starts_at)
    return sum(1 for one in enrolled if one.is_on(day) and session.alone_id in (None, one.pk))


def _state(session: Session, people: int, marked: int, came: int) -> tuple[str, str]:
    """A few words on a session, and their tone."""
    if session.is_cancelled:
        return _("does not take place"), "neutral"
    if session.starts_at > timezone.now():
        return "", "neutral"
    if not marked:
        return (_("to be marked"), "warning") if people else ("", "neutral")
    if marked < people:
        left = people - marked
        return ngettext("%(n)s not marked", "%(n)s not marked", left) % {"n": left}, "warning"
    return _("%(came)s of %(all)s attended") % {"came": came, "all": marked}, "success"


@dataclass(frozen=True)
class PersonLine:
    """Somebody who takes part: their name, and how far they have come."""

    enrolment: Enrolment
    shown: Shown
    done: str
    missed: int


def person_lines(enrolled: Sequence[Enrolment]) -> list[PersonLine]:
    """Who takes part, by name, with hours done and what they missed."""
    names, done = names_of(one.party_id for one in enrolled), done_by(enrolled)
    rows = [
        PersonLine(
            one,
            names.get(one.party_id, SOMEBODY),
            hours(done[one.pk].minutes),
            len(done[one.pk].missed),
        )
        for one in enrolled
    ]
    return sorted(rows, key=lambda row: row.shown.in_order)


def missed_lines(done: Done) -> list[dict[str, Any]]:
    """What is to be caught up, with the words for it."""
    return [
        {"row": one, "title": title_of(one.session), "said": outcome_of(one)} for one in done.missed
    ]


def plan_summary(made: Plan) -> str:
    """What came of scheduling: how many sessions from when to when, and what was passed over."""
    n = len(made.placed)
    first, last = (timezone.localdate(made.placed[i].starts_at) for i in (0, -1))
    text = ngettext(
        "%(n)s session is scheduled: %(first)s.",
        "%(n)s sessions are scheduled: %(first)s to %(last)s.",
        n,
    )
    said = text % {"n": n, "first": short_date(first), "last": short_date(last)}
    passed = [f"{short_date(one.day)} ({PASSED[one.why]})" for one in made.passed]
    return f"{said} {_('Passed over:')} {', '.join(passed)}." if passed else said


def people_in(enrolled: Iterable[Enrolment]) -> list[UUID]:
    """Those of them who are people in the record, so that looking at them is written down."""
    return list(dict.fromkeys(one.party_id for one in enrolled if one.kind in PEOPLE))
