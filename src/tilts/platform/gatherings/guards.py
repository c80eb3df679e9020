"""Reasons why a gathering cannot be as it is wanted. Each says what would help."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from tilts.platform.access.reasons import Reason, Reasons
from tilts.platform.design.display import local

from .booking import clashing
from .hooks import Intent, names_of, vetoes
from .models import Attendance, Enrolment, Kind, Place, Series, Session, Template
from .outline import LONGEST
from .people import all_records, enrolled_from, kept_apart
from .planning import SLOT, Plan

IN_THE_PAST = Reason("in-the-past", lazy("This time has passed. Choose one that is still to come."))
NOT_ON_FIVE = Reason("not-on-five", lazy("Sessions begin at five-minute steps, such as 10:05."))
CLOSED = Reason("closed", lazy("This group is closed. Open a new one from the same template."))
CANCELLED = Reason("cancelled", lazy("This session does not take place. Add another one instead."))
BEGUN = Reason("begun", lazy("This session has begun already and stays as it is."))
NO_LENGTH = Reason(
    "no-length", lazy("A session takes 5 to 720 minutes, in steps of five. Choose another length.")
)
SAY_WHY = Reason("reason-missing", lazy("Say why."))
MARKED = Reason("marked", lazy("Attendance was marked for this session: it stays as it is."))
NOT_MEETING = Reason(
    "must-not-meet",
    lazy("They must not meet somebody of this group. Choose another one, or ask the head of unit."),
)
ENROLLED = Reason("enrolled", lazy("They are enrolled in this group already."))
LEADS = Reason("leads", lazy("They lead this group and cannot take part in it as well."))
PASSED: Mapping[str, object] = {
    "holiday": lazy("public holiday or weekend"),
    "leave": lazy("a leader is on leave"),
    "leader": lazy("a leader has something else"),
    "participant": lazy("a participant has something else"),
    "apart": lazy("somebody near must not meet a participant"),
    "place": lazy("no room is free"),
}


def why_not_template(template: Template, day: date) -> Reasons:
    """A template is used while it is in force."""
    if template.is_on(day):
        return []
    text = _("“%(code)s” is not in use on %(day)s. Choose the version that is.")
    return [Reason("template-not-in-force", text % {"code": template, "day": local(day)})]


def why_not_open(series: Series) -> Reasons:
    """Nothing more happens in a closed series."""
    return [] if series.closed_on is None else [CLOSED]


def why_not_then(starts_at: datetime) -> Reasons:
    """Nothing is scheduled into the past, nor between the steps of the plan."""
    reasons = [IN_THE_PAST] if starts_at <= timezone.now() else []
    return reasons + ([NOT_ON_FIVE] if starts_at.timestamp() % SLOT else [])


def why_not_long(minutes: int | None) -> Reasons:
    """What a template may say of the length holds for a single session as well."""
    fits = minutes is None or (5 <= minutes <= LONGEST and minutes % 5 == 0)
    return [] if fits else [NO_LENGTH]


def why_not_said(because: str) -> Reasons:
    """What does not take place any more says why."""
    return [] if because.strip() else [SAY_WHY]


def why_not_held(series: Series, leaders: Sequence[UUID], days: Sequence[date]) -> Reasons:
    """Other rooms may have reasons against sessions on these days, of which there is one."""
    intent = Intent(
        what="hold", template=series.template, series=series, leaders=leaders,
        day=min(days), days=days,
    )  # fmt: skip
    return vetoes(intent)


def why_not_changed(session: Session) -> Reasons:
    """What has begun, was marked, or does not take place is not moved."""
    reasons = [CANCELLED] if session.is_cancelled else []
    reasons += [BEGUN] if session.starts_at <= timezone.now() else []
    marked = Attendance.plain.filter(session=session).exists()
    return reasons + ([MARKED] if marked else [])


def why_not_led(template: Template, leaders: Collection[UUID]) -> Reasons:
    """A template says how many lead it at least."""
    missing = template.leaders - len(set(leaders))
    if missing <= 0:
        return []
    text = ngettext(
        "%(n)s more leader is needed: add one first.",
        "%(n)s more leaders are needed: add them first.",
        missing,
    )
    return [Reason("too-few-leaders", text % {"n": missing})]


def why_not_seat(series: Series, since: date) -> Reasons:
    """A group has so many places, and no more."""
    taken = len(enrolled_from(series, since))
    if taken < series.capacity:
        return []
    text = _(
        "All %(n)s places of this group are taken. End an enrolment, raise the number of places, "
        "or open another group."
    )
    return [Reason("full", text % {"n": series.capacity})]


def why_not_together(series: Series, party: UUID, since: date) -> Reasons:
    """Who must not meet is not put into one group; which of them it is, is not told."""
    apart = kept_apart([party], since).get(party, set())
    others = {row.party_id for row in enrolled_from(series, since)}
    return [NOT_MEETING] if apart & others else []


def why_not_twice(series: Series, party: UUID, since: date) -> Reasons:
    """Nobody is enrolled twice, under whichever record, nor takes part in what they lead."""
    records = all_records([party])[party]
    open_rows = Enrolment.plain.filter(series=series, party__in=records, ended_how="")
    leads = series.leaders.filter(party__in=records, until=None).exists()
    return ([ENROLLED] if open_rows.exists() else []) + ([LEADS] if leads else [])


def why_not_free(sessions: Iterable[Session], parties: Collection[UUID]) -> Reasons:
    """Nobody is at two gatherings at once; each clash is named with what they have then."""
    records = all_records(parties)
    of = {record: party for party, group in records.items() for record in group}
    return [
        _clash(of[who], session, other)
        for session in sessions
        for who, other in clashing(session, list(of))
    ]


def _clash(who: UUID, session: Session, other: Session) -> Reason:
    shown = names_of([who]).get(who)
    text = _(
        "%(when)s: %(who)s is at “%(other)s” then. Move one of the two sessions, or choose another "
        "group."
    )
    name = shown.name if shown else _("somebody who takes part or leads")
    told = {"when": local(session.starts_at), "who": name, "other": other.series.name}
    return Reason("clash", text % told)


def why_not_placed(plan: Plan) -> Reasons:
    """A plan is carried out when every session has its time."""
    if not plan.unplaced:
        return []
    causes = sorted({one.why for one in plan.passed if one.why != "holiday"})
    text = ngettext(
        "%(n)s session finds no time in two years: %(why)s. Give other times, rooms or leaders.",
        "%(n)s sessions find no time in two years: %(why)s. Give other times, rooms or leaders.",
        len(plan.unplaced),
    )
    why = ", ".join(str(PASSED[one]) for one in causes) or _("no weekly time was given")
    return [Reason("no-time", text % {"n": len(plan.unplaced), "why": why})]


def why_not_place(places: Sequence[Place], people: int, day: date) -> Reasons:
    """A room is open, and has a seat for everybody."""
    small = [one.name for one in places if one.seats is not None and one.seats < people]
    shut = [one.name for one in places if not one.is_on(day)]
    reasons = []
    if small:
        text = _("%(place)s has not enough seats for %(n)s people. Choose a larger room.")
        reasons.append(Reason("too-small", text % {"place": ", ".join(small), "n": people}))
    if shut:
        text = _("%(place)s is not in use any more. Choose another room.")
        reasons.append(Reason("place-closed", text % {"place": ", ".join(shut)}))
    return reasons


def why_not_kind(kind: str, party_kind: str) -> Reasons:
    """The role in which somebody takes part is one that they can have."""
    fits = {"person": (Kind.CUSTODY, Kind.COMMUNITY)}.get(party_kind, (party_kind,))
    if kind in fits:
        return []
    text = _("They cannot take part as “%(kind)s”: choose what they are.")
    return [Reason("wrong-kind", text % {"kind": Kind(kind).label})]
