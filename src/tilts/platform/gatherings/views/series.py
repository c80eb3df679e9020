"""One group: its sessions, who takes part, what can be done; its timetable."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.platform.access.doors import door

from ..hooks import names_of
from ..looks import look_at
from ..models import GROUP, Series, Session
from ..overview import leading_on
from ..presenting import listed, named, person_lines, plan_summary, session_lines
from ..queries import enrolments_of, sessions_of
from ..rules import RUN, SEE, require_series, why_not_series
from ..verbs import RESCHEDULE, SCHEDULE, Verb
from .common import found_series, take


@door(SEE)
def series(request: Any, series_id: UUID) -> HttpResponse:
    """One group."""
    row = found_series(request.actor, series_id)
    sessions, enrolled = list(sessions_of(row)), enrolments_of(row)
    for one in sessions:
        one.series = row
    look_at(request.actor, enrolled, f"gatherings.series:{row.pk}")
    now, lines = timezone.now(), session_lines(sessions, enrolled)
    people = person_lines(enrolled)
    leading = leading_on(row)
    context = {
        "series": row,
        "template": named(row.template),
        "unit": named(row.unit),
        "leaders": listed(leading, names_of(leading)),
        "coming": [line for line in lines if line.session.ends_at > now],
        "past": [line for line in reversed(lines) if line.session.ends_at <= now],
        "here": [line for line in people if not line.enrolment.ended_how],
        "gone": [line for line in people if line.enrolment.ended_how],
        "may_run": not row.closed_on and not why_not_series(request.actor, RUN, row),
        "unscheduled": _unscheduled(row, sessions),
        "ahead": any(_is_planned(one) for one in sessions),
        "whole": row.template.contents.minutes,
    }
    return render(request, "gatherings/series.html", context)


def _unscheduled(row: Series, sessions: list[Session]) -> int:
    """How many group sessions of the template have no time yet."""
    done = {one.code for one in sessions if not one.is_cancelled}
    outlined = row.template.contents.sessions
    return sum(1 for one in outlined if one.form == GROUP and one.code not in done)


def _is_planned(one: Session) -> bool:
    return not one.is_cancelled and one.starts_at > timezone.now()


@door(RUN)
def schedule(request: Any, series_id: UUID) -> HttpResponse:
    """Give the sessions of a group their times."""
    return _timetable(request, series_id, SCHEDULE)


@door(RUN)
def reschedule(request: Any, series_id: UUID) -> HttpResponse:
    """Give the sessions to come other times."""
    return _timetable(request, series_id, RESCHEDULE)


def _timetable(request: Any, series_id: UUID, verb: Verb) -> HttpResponse:
    row = found_series(request.actor, series_id)
    require_series(request.actor, RUN, row)
    return take(
        request,
        verb,
        row,
        back=("gatherings:series", row.pk),
        about=row.name,
        done=plan_summary,
        template="gatherings/timetable.html",
    )
