"""All sessions of a series are given their times, and given other ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.jurisdictions.loading import packs
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.organisation.models import Absence
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..booking import book, busy, hold, release
from ..guards import why_not_held, why_not_led, why_not_open, why_not_place, why_not_placed
from ..holding import everybody, group_sessions, held_series, leaders_of, still_planned, taken_by
from ..hooks import Intent, vetoes
from ..models import GROUP, Enrolment, Leading, Place, Series, Session
from ..people import all_records, elsewhere_from, enrolled_from, near
from ..planning import Frame, Plan, Wanted, Weekly, plan
from ..rules import RUN, require_series

SCHEDULED = Reason(
    "scheduled", _("All sessions of the template are scheduled. Move them, or add a session.")
)
NOTHING_AHEAD = Reason("nothing-ahead", _("No session is to come. Schedule the series first."))


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """When and where a series is held: weekly times, and places in the order of preference.

    Without places it is held online.
    """

    weekly: Sequence[Weekly]
    since: date
    places: Sequence[Place] = ()


def schedule(*, by: Actor, series: Series, timetable: Timetable) -> Plan:
    """Give every group session of the template that has no time yet its time, place and leaders.

    Nothing is scheduled into the past, on holidays, in leave, or over anything else; one-to-one
    sessions are agreed one by one (`add_session`). Returns the plan with what was passed over.
    """
    require_series(by, RUN, series)
    with act("gatherings.schedule", by=by):
        now = held_series(series)
        done = {one.code for one in now.sessions.filter(cancelled_because="")}
        outlined = enumerate(now.template.contents.sessions, 1)
        todo = [
            Session(series=now, number=number, code=one.code, form=one.form)
            for number, one in outlined
            if one.form == GROUP and one.code not in done
        ]
        refuse_if([] if todo else [SCHEDULED])
        minutes = {one.code: one.minutes for one in now.template.contents.sessions}
        lengths = [minutes[session.code] for session in todo]
        return _carry_out(now, todo, lengths, timetable, new=True)


def reschedule(*, by: Actor, series: Series, timetable: Timetable) -> Plan:
    """Give the group sessions that are still to come other times; those of the past stay."""
    require_series(by, RUN, series)
    with act("gatherings.reschedule", by=by):
        now = held_series(series)
        todo = group_sessions(still_planned(now))
        refuse_if([] if todo else [NOTHING_AHEAD])
        lengths = [session.minutes for session in todo]
        return _carry_out(now, todo, lengths, timetable, new=False)


def _carry_out(
    series: Series, todo: list[Session], lengths: list[int], timetable: Timetable, *, new: bool
) -> Plan:
    """Plan sessions, and write them with their leaders and bookings, all of them or none."""
    leaders = [row.party_id for row in series.leaders.on(timetable.since).order_by("pk")]
    enrolled = enrolled_from(series, timetable.since)
    _refuse(series, timetable, leaders, enrolled)
    hold(everybody([*leaders, *(row.party_id for row in enrolled)]), _keys(timetable))
    wanted = [
        Wanted(n, minutes, frozenset(row.party_id for row in enrolled))
        for n, minutes in enumerate(lengths)
    ]
    made = plan(wanted, _frame(series, timetable, leaders, enrolled, todo))
    refuse_if(why_not_placed(made) + _why_not_held(series, leaders, made))
    _write(series, todo, made, timetable, leaders, enrolled, new=new)
    return made


def _refuse(
    series: Series, timetable: Timetable, leaders: list[UUID], enrolled: list[Enrolment]
) -> None:
    template, day = series.template, timetable.since
    intent = Intent(what="schedule", template=template, series=series, leaders=leaders, day=day)
    people = max(series.capacity, len(enrolled)) + len(leaders)
    refuse_if(
        [
            *why_not_open(series),
            *why_not_led(template, leaders),
            *why_not_place(timetable.places, people, day),
            *vetoes(intent),
        ]
    )


def _why_not_held(series: Series, leaders: list[UUID], made: Plan) -> Reasons:
    """Other rooms may have reasons against the days that were found."""
    days = [timezone.localdate(one.starts_at) for one in made.placed]
    return why_not_held(series, leaders, days) if days else []


def _keys(timetable: Timetable) -> list[UUID]:
    return [place.pk for place in timetable.places]


def _frame(
    series: Series,
    timetable: Timetable,
    leaders: list[UUID],
    enrolled: list[Enrolment],
    todo: list[Session],
) -> Frame:
    """What is known of everybody's time; the sessions that are being moved are no hindrance."""
    now = timezone.now()
    people = [row.party_id for row in enrolled]
    records = all_records([*people, *leaders])
    own = [session.pk for session in todo]
    taken: dict[Any, set[int]] = busy(set().union(*records.values()), _keys(timetable), now, own)
    elsewhere = elsewhere_from(set().union(*records.values()), now)
    whole: dict[object, set[int]] = {
        party: set().union(*(taken.get(r, set()) | elsewhere.get(r, set()) for r in group))
        for party, group in records.items()
    }
    return Frame(
        weekly=timetable.weekly,
        since=max(timetable.since, timezone.localdate(now)),
        not_before=now,
        zone=timezone.get_current_timezone(),
        calendar=packs(settings.PACKS)[series.unit.agency.country].working_days,
        leaders=frozenset(leaders),
        places=_keys(timetable),
        busy={**{key: taken.get(key, set()) for key in _keys(timetable)}, **whole},
        apart=near(series, people, now) if people else {},
        leave=_leave(leaders, timetable.since),
    )


def _leave(leaders: list[UUID], since: date) -> dict[object, list[tuple[date, date | None]]]:
    away = Absence.objects.filter(Q(until=None) | Q(until__gt=since), staff__in=leaders)
    found: dict[object, list[tuple[date, date | None]]] = {}
    for staff, first, until in away.values_list("staff", "since", "until"):
        found.setdefault(staff, []).append((first, until))
    return found


def _write(
    series: Series,
    todo: list[Session],
    made: Plan,
    timetable: Timetable,
    leaders: list[UUID],
    enrolled: list[Enrolment],
    *,
    new: bool,
) -> None:
    for session, placed in zip(todo, made.placed, strict=True):
        session.starts_at, session.ends_at = placed.starts_at, placed.ends_at
        session.place_id, session.online = placed.place, not timetable.places
        session.version += 0 if new else 1
    if new:
        Session.objects.bulk_create(todo)
    else:
        release(todo)
        fields = ["starts_at", "ends_at", "place", "online", "version"]
        Session.objects.bulk_update(todo, fields)
    _lead(todo, leaders)
    book([taken_by(session, enrolled, leaders) for session in todo])


def _lead(sessions: list[Session], leaders: list[UUID]) -> None:
    """The leaders of the series lead these; who was to cover at another time does so no more."""
    led = leaders_of(sessions)
    wrong = [pk for pk, parties in led.items() if set(parties) != set(leaders)]
    if replaced := [pk for pk in wrong if led[pk]]:
        Leading.objects.filter(session__in=replaced).delete()
    Leading.objects.bulk_create(
        Leading(session_id=pk, party_id=party) for pk in wrong for party in leaders
    )
