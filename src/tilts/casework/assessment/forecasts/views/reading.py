"""The register, and one of its models."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tilts.platform.access.doors import door
from tilts.platform.design.paging import capped_count, keyset_page
from tilts.platform.workflow.ways import status_lines, ways

from ..capabilities import SEE
from ..manifests import features, in_words, left_out
from ..models import ForecastModel
from ..presenting import RARE, Listed, decided, source_of, told
from ..queries import decisions_on, one_model, register, validations_of, with_standing
from ..watching import watched

WATCHED = ("in_use", "suspended")


@door(SEE)
def listed(request: Any) -> HttpResponse:
    """Every model of one's own agency, with how it stands."""
    rows, today = register(request.actor), timezone.localdate()
    page = keyset_page(with_standing(rows), ["code", "pk"], request.GET.get("cursor"))
    shown = [Listed(model, today) for model in page.items]
    context = {"page": page, "rows": shown, "total": capped_count(rows)}
    return render(request, "forecasts/list.html", context)


@door(SEE)
def one(request: Any, model_id: UUID) -> HttpResponse:
    """One model: what it is, how well it forecasts here, what was decided, what can happen next."""
    model = one_model(request.actor, model_id)
    found = ways(model, request.actor, "forecasts:move")
    context = {
        "model": model,
        "row": Listed(model, timezone.localdate()),
        "source": source_of(model),
        "validations": [told(row) for row in validations_of(model)],
        "decisions": [(row, decided(row)) for row in decisions_on(model)],
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(model, _("registered")),
        **_manifest(model),
        "watched": watched(model) if model.state in WATCHED else None,
    }
    return render(request, "forecasts/one.html", context)


def _manifest(model: ForecastModel) -> dict[str, Any]:
    """The manifest in words; nothing for an instrument."""
    kept = model.manifest
    if kept is None:
        return {}
    pairs = [*in_words(kept), (_("SHA-256 of model.skops"), model.artefact_sha256)]
    return {"manifest": pairs, "features": features(kept), "left_out": left_out(kept)}
