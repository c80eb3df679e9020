"""The list of observations, and one of them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tilts.platform.design.paging import keyset_page
from tilts.platform.forms.catalogue import instrument
from tilts.platform.gatherings.rules import SEE as SEE_GROUPS
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.ways import status_lines, ways

from ..guards import why_not_rate
from ..models import Observation
from ..presenting import compared, feedback_rows, is_told, result_rows, title
from ..queries import (
    developments_of,
    observations,
    one_observation,
    ratings_of,
    ratings_waiting,
)
from ..rules import LEAD, SEE
from .common import entered, looked

RARE = ("cancel", "reopen", "mark_error", "mark_wrong_person")


@entered(SEE)
def listed(request: Any) -> HttpResponse:
    """Every observation within sight, the latest first; above them what one has to rate."""
    page = keyset_page(observations(), ["-planned_for", "-pk"], request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"row": row, "title": title(row)} for row in page.items],
        "waiting": ratings_waiting(request.actor),
        "may_lead": LEAD in request.actor.capabilities,
    }
    return render(request, "competence/list.html", context)


@entered(SEE)
def one(request: Any, observation_id: UUID) -> HttpResponse:
    """One observation: who rates, what came of it, what is developed, what can happen next."""
    observation = one_observation(observation_id)
    looked(request.actor, observation)
    ratings = ratings_of(observation)
    found = ways(observation, request.actor, "competence:move")
    leads = LEAD in request.actor.capabilities and request.actor.party != observation.person_id
    context = {
        "observation": observation,
        "title": title(observation),
        "ratings": [{"row": row, "mine": not why_not_rate(row, request.actor)} for row in ratings],
        "ways": [way for way in found if way.code not in RARE],
        "rare": [way for way in found if way.code in RARE],
        "history": status_lines(observation, _("planned")),
        "developments": developments_of(observation),
        "may_lead": leads,
        "sees_groups": SEE_GROUPS in request.actor.capabilities,
        "feedback": feedback_rows(observation),
        "may_enter": request.actor.party != observation.person_id and not observation.is_over,
        **_told(observation, ratings, request.actor),
    }
    return render(request, "competence/one.html", context)


def _told(observation: Observation, ratings: list[Any], actor: Actor) -> dict[str, Any]:
    """What the raters said, for who may know by now."""
    of = instrument(observation.instrument, observation.version)
    told = of is not None and is_told(observation, actor)
    if of is None or not told:
        return {"told": False, "compared": {}, "results": []}
    return {
        "told": True,
        "compared": compared(of, observation, ratings),
        "results": result_rows(of, observation),
    }
