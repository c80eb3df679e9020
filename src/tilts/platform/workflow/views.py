"""Pages about cases and work in general."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tilts.platform.access.doors import door

from .drawing import draw
from .models import matter_models
from .one_off import failed_jobs
from .queries import periodic_jobs
from .rules import SEE_JOBS, SEE_MACHINES


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


def _kinds() -> dict[str, Any]:
    """Machines by their model's label, as the addresses name them."""
    return {model._meta.label_lower: model.machine for model in matter_models()}
