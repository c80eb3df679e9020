"""Hours that wait: all that providers confirmed is approved with one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from tilts.casework.allocation.own import own_people
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from ..actions import approve_hours
from ..capabilities import RUN
from ..choices import Step, Went
from ..models import WorkEvent
from ..presenting import line_row
from ..queries import awaiting


@door(RUN)
def waiting(request: Any) -> HttpResponse:
    """Days of one's own people, or of everybody of the unit, to be approved, judged, confirmed."""
    everybody = "all" in request.GET
    events = awaiting(request.actor, None if everybody else own_people(request.actor))
    reasons: list[str] = []
    if request.method == "POST":
        chosen = [one for one in events if str(one.pk) in request.POST.getlist("event")]
        try:
            return _approve(request, chosen)
        except Refused as refused:
            reasons = [reason.for_reader() for reason in refused.reasons]
    if events:
        people = sorted({one.person_id for one in events})
        consult(request.actor, people, way=Way.PAGE, purpose="caseload", about="community_service")
    context = {
        "ready": [line_row(one) for one in events if _is_ready(one)],
        "to_judge": [line_row(one) for one in events if one.went == Went.ABSENT],
        "unconfirmed": [
            line_row(one) for one in events if one.step == Step.RECORDED and one.went == Went.WORKED
        ],
        "everybody": everybody,
        "reasons": reasons,
    }
    status = 422 if reasons else 200
    return render(request, "community_service/hours.html", context, status=status)


def _is_ready(event: WorkEvent) -> bool:
    return event.step == Step.CONFIRMED and event.went != Went.ABSENT


def _approve(request: Any, events: list[WorkEvent]) -> HttpResponse:
    if events:
        days = approve_hours(by=request.actor, events=events)
        text = ngettext("%(n)s day is approved.", "%(n)s days are approved.", days)
        messages.success(request, text % {"n": days})
    return redirect(request.get_full_path())
