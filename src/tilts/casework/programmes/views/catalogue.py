"""The programmes of a country, and one of them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tilts.platform.access.doors import door
from tilts.platform.design.display import language_name

from ..capabilities import APPLY, SEE
from ..catalogue import in_words, named, pieces, programme_on, programmes_on, shares
from ..licences import why_not_given
from ..presenting import Listed, eligibility, needs_of
from ..queries import applications, licences


@door(SEE)
def catalogue(request: Any) -> HttpResponse:
    """Every programme of the country, with how its licence stands."""
    country, today = request.actor.country, timezone.localdate()
    held = licences(country, today)
    rows = [Listed(one, held.get(one.code), today) for one in programmes_on(country, today)]
    return render(request, "programmes/list.html", {"rows": rows})


@door(SEE)
def programme(request: Any, programme: str) -> HttpResponse:
    """One programme: for whom, what it consists of, how its licence stands."""
    country, today = request.actor.country, timezone.localdate()
    of = programme_on(country, programme, today)
    if of is None:
        raise Http404
    context = {
        "of": of,
        "summary": in_words(of.summary),
        "row": Listed(of, licences(country, today).get(of.code), today),
        "needs": needs_of(of),
        "shares": shares(country, of, today),
        "eligibility": eligibility(country, of, today),
        "judged": pieces(of.judged),
        "exclusions": pieces(of.exclusions),
        "modules": [(named(module), module.sessions) for module in of.modules],
        "materials": pieces(of.materials),
        "languages": [language_name(code) for code in of.languages],
        "why_not": why_not_given(country, of.code, today),
        "cases": applications(request.actor).filter(programme=of.code),
        "may_apply": APPLY in request.actor.capabilities,
    }
    return render(request, "programmes/programme.html", context)
