"""Who takes part: found and enrolled, and how far one of them has come."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tilts.platform.access.doors import door
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..hooks import found_by, names_of
from ..known import people_among
from ..looks import look_at
from ..overview import attendances_of, done_by
from ..presenting import SOMEBODY, hours, missed_lines, named, outcome_of, title_of
from ..queries import others_of
from ..rules import RUN, SEE, require_series, why_not_series
from ..verbs import ENROL
from .common import found_enrolment, found_series, take


@door(RUN)
def enrol(request: Any, series_id: UUID) -> HttpResponse:
    """Find somebody by name or number, and enrol them."""
    row = found_series(request.actor, series_id)
    require_series(request.actor, RUN, row)
    words = request.GET.get("q", "").strip()
    found = found_by(words, row.agency_id)
    if people := people_among(found):
        consult(request.actor, people, way=Way.SEARCH, purpose="search", about="gatherings")
    return take(
        request,
        ENROL,
        row,
        back=("gatherings:series", row.pk),
        about=row.name,
        template="gatherings/enrol.html",
        found=found,
    )


@door(SEE)
def enrolment(request: Any, enrolment_id: UUID) -> HttpResponse:
    """One person in a group: what they attended, what they missed, what can be done."""
    row = found_enrolment(request.actor, enrolment_id)
    look_at(request.actor, [row], f"gatherings.enrolment:{row.pk}")
    done = done_by([row])[row.pk]
    lines = [
        {"row": one, "title": title_of(one.session), "said": outcome_of(one)}
        for one in attendances_of(row)
    ]
    may_run = not row.ended_how and not why_not_series(request.actor, RUN, row.series)
    context = {
        "row": row,
        "series": row.series,
        "shown": names_of([row.party_id]).get(row.party_id, SOMEBODY),
        "template": named(row.series.template),
        "done": hours(done.minutes),
        "whole": hours(row.series.template.contents.minutes),
        "missed": missed_lines(done),
        "lines": lines,
        "may_run": may_run,
        "others": may_run and bool(others_of(request.actor, row.series)),
    }
    return render(request, "gatherings/enrolment.html", context)
