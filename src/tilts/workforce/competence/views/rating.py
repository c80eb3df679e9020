"""Filling in a rating: one's own, and nobody else's."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from tilts.platform.access.reasons import refuse_if
from tilts.platform.forms.pages import SheetPage
from tilts.platform.forms.results import progress
from tilts.platform.forms.saving import filled_in

from .. import verbs
from ..guards import why_not_rate
from ..models import Rating
from ..presenting import title
from ..queries import one_rating
from ..rules import SEE
from .common import entered, looked, take


@entered(SEE)
def begin(request: Any, rating_id: UUID) -> HttpResponse:
    """Begin, or go on where questions are open."""
    rating = one_rating(rating_id)

    def onwards(begun: Rating) -> tuple[Any, ...]:
        sections = progress(begun.sheet) if begun.sheet else []
        first = next((one for one in sections if one.left), sections[0])
        return ("competence:section", begun.pk, first.section.id)

    return take(request, verbs.BEGIN, rating, onwards=onwards, back=_page(rating))


@entered(SEE)
def section(request: Any, rating_id: UUID, name: str) -> HttpResponse:
    """One section of the form; answers are saved as they are given."""
    rating = one_rating(rating_id)
    refuse_if(why_not_rate(rating, request.actor))
    if rating.sheet is None:
        raise Http404
    looked(request.actor, rating.observation)

    def url(one: str) -> str:
        return reverse("competence:section", args=[rating.pk, one])

    end = reverse("competence:finish", args=[rating.pk])
    page = SheetPage(rating.sheet, name, url=url, end=end)
    observation = rating.observation
    context = {"rating": rating, "observation": observation, "title": title(observation)}
    return filled_in(request, page, "competence/section.html", context)


@entered(SEE)
def finish(request: Any, rating_id: UUID) -> HttpResponse:
    """Let the answers stand."""
    rating = one_rating(rating_id)
    onwards = ("competence:one", rating.observation_id)
    return take(
        request, verbs.FINISH, rating, onwards=lambda done: onwards, back=_page(rating), final=True
    )


def _page(rating: Rating) -> str:
    return reverse("competence:one", args=[rating.observation_id])
