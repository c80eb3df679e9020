"""The groups that somebody sees, and a new one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page

from ..overview import courses
from ..presenting import named
from ..queries import series_seen_by
from ..rules import RUN, SEE, units_run_by
from ..verbs import opening
from .common import take


@door(SEE)
def listed(request: Any) -> HttpResponse:
    """Groups that are open, or with `?ended` the closed ones too, the latest first."""
    ended = "ended" in request.GET
    rows = series_seen_by(request.actor, ended=ended)
    page = keyset_page(rows, ["-opened_on", "-pk"], request.GET.get("page"))
    known = courses(page.items)
    context = {
        "rows": [
            {"series": row, "template": named(row.template), "course": known[row.pk]}
            for row in page.items
        ],
        "page": page,
        "total": capped_count(rows),
        "ended": ended,
        "may_open": RUN in request.actor.capabilities and bool(units_run_by(request.actor)),
    }
    return render(request, "gatherings/list.html", context)


@door(RUN)
def opened(request: Any) -> HttpResponse:
    """Open a group."""
    return take(
        request,
        opening(request.actor),
        None,
        back=("gatherings:list",),
        about=_("Groups"),
        onwards=lambda series: ("gatherings:series", series.pk),
    )
