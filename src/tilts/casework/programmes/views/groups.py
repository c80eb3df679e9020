"""Who waits for a programme, the groups that give it, and a new one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.platform.access.doors import door
from tilts.platform.gatherings.queries import (
    enrolments_of,
    leaders_by_session,
    one_series,
    sessions_of,
)
from tilts.platform.gatherings.rules import RUN
from tilts.platform.gatherings.rules import SEE as SEE_GROUPS
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..capabilities import DELIVER
from ..catalogue import named, programme_on
from ..delivery.gathered import KIND
from ..delivery.presenting import in_group, leader_names
from ..delivery.queries import groups_of, line_of, units_below, who_waits
from ..delivery.verbs import opening
from ..licences import why_not_given
from .step import take


def _of(request: Any, programme: str) -> Any:
    country = request.actor.country
    found = programme_on(country, programme, timezone.localdate()) if country else None
    if found is None:
        raise Http404
    return found


@door(DELIVER)
def waiting(request: Any, programme: str) -> HttpResponse:
    """Who waits for a programme, unit by unit in the fair order, and its groups."""
    of, today = _of(request, programme), timezone.localdate()
    by_unit: dict[Any, list[Any]] = {}
    for case in who_waits(programme):
        by_unit.setdefault(case.unit, []).append(case)
    lists = [
        (unit, line_of(cases, today))
        for unit, cases in sorted(by_unit.items(), key=lambda item: item[0].path)
    ]
    _look(request, [case.person_id for _unit, line in lists for case, _place in line])
    context = {
        "of": of,
        "name": named(of),
        "lists": lists,
        "groups": groups_of(request.actor, programme),
        "why_not": why_not_given(request.actor.country, programme, today),
        "may_open": RUN in request.actor.capabilities,
    }
    return render(request, "programmes/waiting.html", context)


@door(SEE_GROUPS)
def group(request: Any, series_id: UUID) -> HttpResponse:
    """A group of a programme: who takes part with hours done, who waits for it, its sessions."""
    series = one_series(request.actor, series_id)
    if series is None or series.template.kind != KIND:
        raise Http404
    today = timezone.localdate()
    taking_part = enrolments_of(series)
    places = DELIVER in request.actor.capabilities
    waits = who_waits(series.template.code, units_below(series.unit)) if places else []
    line = line_of(waits, today)
    people = [row.party_id for row in taking_part] + [case.person_id for case, _place in line]
    _look(request, people)
    sessions = list(sessions_of(series))
    led = leader_names(leaders_by_session(sessions))
    context = {
        "series": series,
        "rows": in_group(taking_part),
        "free": series.capacity - sum(row.is_on(today) for row in taking_part),
        "line": line,
        "sessions": [(one, led.get(one.pk, "")) for one in sessions],
        "why_not": why_not_given(series.agency.country, series.template.code, today),
    }
    return render(request, "programmes/group.html", context)


def _look(request: Any, people: list[UUID]) -> None:
    """The list of a group names people: that is written down."""
    if people:
        consult(request.actor, people, way=Way.PAGE, purpose="caseload", about="programmes")


@door(RUN)
def open_group(request: Any, programme: str) -> HttpResponse:
    """Open a group of a licensed programme; a refusal says every reason."""
    of = _of(request, programme)
    verb = opening(request.actor, programme)
    return take(
        request,
        verb,
        None,
        back=("programmes:waiting", programme),
        onwards=lambda series: ("programmes:group", series.pk),
        template="programmes/open_group.html",
        of=of,
        name=named(of),
        why_not=why_not_given(request.actor.country, programme, timezone.localdate()),
    )
