"""Pages about cases and work in general."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door

from .actions import close_item, take_item
from .drawing import draw
from .models import case_models
from .one_off import failed_jobs
from .queries import one_item, periodic_jobs
from .rules import OWN_ITEMS, SEE_JOBS, SEE_MACHINES, TAKE_ITEMS


@door(SEE_MACHINES)
def machine_list(request: Any) -> HttpResponse:
    """Every kind of case."""
    return render(request, "workflow/machines.html", {"kinds": _kinds().items()})


@door(SEE_MACHINES)
def machine(request: Any, kind: str) -> HttpResponse:
    """How cases of a kind move: the picture and its table."""
    if kind not in _kinds():
        raise Http404
    return render(request, "workflow/machine.html", {"drawing": draw(_kinds()[kind])})


@door(SEE_JOBS)
def jobs(request: Any) -> HttpResponse:
    """What the worker does, and what failed."""
    return render(
        request, "workflow/jobs.html", {"periodic": periodic_jobs(), "failed": failed_jobs()}
    )


@door(TAKE_ITEMS)
@require_POST
def take(request: Any, item_id: UUID) -> HttpResponse:
    """Take work from the queue, and go on with the day."""
    take_item(by=request.actor, item=one_item(item_id))
    return redirect("web:my_day")


@door(OWN_ITEMS)
@require_POST
def done(request: Any, item_id: UUID) -> HttpResponse:
    """Close work as done, and go on with the day."""
    close_item(by=request.actor, item=one_item(item_id))
    return redirect("web:my_day")


def _kinds() -> dict[str, Any]:
    """Machines by their model's label, as the addresses name them."""
    return {model._meta.label_lower: model.machine for model in case_models()}
