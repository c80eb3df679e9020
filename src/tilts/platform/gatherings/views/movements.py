"""The movement list of a day, and what is noted of people's time besides."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..hooks import found_by
from ..known import people_among
from ..looks import PURPOSE
from ..movement import movements_on
from ..rules import MOVE
from ..verbs import NOTE_ELSEWHERE
from .common import take

ONE = timedelta(days=1)


@door(MOVE)
def movements(request: Any) -> HttpResponse:
    """Who is brought where and when on a day: today unless another one is asked for."""
    day = _day(request.GET.get("day", ""))
    wings = movements_on(request.actor, day)
    people = list(dict.fromkeys(one.party for wing in wings for one in wing.movements))
    if people:
        about = f"gatherings.movements:{day}"
        consult(request.actor, people, way=Way.PAGE, purpose=PURPOSE, about=about)
    context = {"day": day, "wings": wings, "before": day - ONE, "after": day + ONE}
    return render(request, "gatherings/movements.html", context)


def _day(said: str) -> date:
    if not said:
        return timezone.localdate()
    try:
        day = parse_date(said)
    except ValueError:
        day = None
    if day is None or not 1900 < day.year < 3000:
        raise Http404
    return day


@door(MOVE)
def elsewhere(request: Any) -> HttpResponse:
    """Find somebody, and note that they are elsewhere at a time."""
    found = people_among(found_by(request.GET.get("q", "").strip(), request.actor.agency))
    if found:
        consult(request.actor, found, way=Way.SEARCH, purpose="search", about="gatherings")
    return take(
        request,
        NOTE_ELSEWHERE,
        None,
        back=("gatherings:movements",),
        about=_("Movements of the day"),
        template="gatherings/enrol.html",
        found=found,
    )
