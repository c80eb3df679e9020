"""The monitoring plan with its results, and one draw."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tilts.platform.design.paging import keyset_page
from tilts.platform.organisation.models import Agency
from tilts.platform.organisation.queries import agency_seen_by
from tilts.workforce.competence.views.common import entered, take

from .. import verbs
from ..plans import Plan, planned
from ..presenting import draw_rows, material_title, month_name, plan_rows, results
from ..queries import draws, one_draw, pieces_of, strata_of
from ..rules import LEAD


@entered(LEAD)
def monitoring(request: Any) -> HttpResponse:
    """The plan, what came of it month by month, and every draw."""
    page = keyset_page(
        draws(request.actor), ["-month", "material", "pk"], request.GET.get("page"), 12
    )
    context = {
        "plan": plan_rows(Plan(planned(_agency(request), timezone.localdate()))),
        "results": results(request.actor),
        "page": page,
        "draws": [
            {"row": row, "month": month_name(row.month), "title": material_title(row.material)}
            for row in page.items
        ],
    }
    return render(request, "quality/monitoring.html", context)


@entered(LEAD)
def plan(request: Any) -> HttpResponse:
    """Set the plan, for the whole agency or a unit of it."""
    back, onwards = reverse("quality:monitoring"), ("quality:monitoring",)
    agency = _agency(request)
    return take(request, verbs.SET_PLAN, agency, onwards=lambda made: onwards, back=back)


@entered(LEAD)
def draw(request: Any, draw_id: UUID) -> HttpResponse:
    """One draw: its seed, its strata, what was drawn; and that the seed draws the same again."""
    row = one_draw(request.actor, draw_id)
    rows = draw_rows(strata_of(request.actor, row), pieces_of(request.actor, row))
    context = {
        "draw": row,
        "title": f"{material_title(row.material)}, {month_name(row.month)}",
        "rows": rows,
        "same": all(one["same"] for one in rows),
    }
    return render(request, "quality/draw.html", context)


def _agency(request: Any) -> Agency:
    agency = agency_seen_by(request.actor, request.actor.agency)
    if agency is None:
        raise Http404
    return agency
