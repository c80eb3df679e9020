"""Pages about access: the table of roles, the broken glass, the answer about a purpose."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tilts.platform.parties.actors import Scope

from .actions import review_glass
from .capabilities import declared
from .doors import door
from .forms import PurposeForm, ReviewForm
from .purposes import remember_purpose
from .queries import glass_to_review, one_glass
from .reasons import Text
from .roles import roles
from .rules import REVIEW_GLASS, SEE_ROLES

REACH: dict[Scope, Text] = {
    Scope.SELF: _("self"),
    Scope.CASELOAD: _("caseload"),
    Scope.UNIT: _("unit"),
    Scope.AGENCY: _("agency"),
    Scope.COUNTRY: _("country"),
}


@door(SEE_ROLES)
def role_table(request: Any) -> HttpResponse:
    """The one table: capabilities down, roles across."""
    rows = [
        (
            capability,
            [REACH[role.may[code]] if code in role.may else "" for role in roles().values()],
        )
        for code, capability in declared().items()
    ]
    language = get_language() or "en"
    names = [role.name_in(language) for role in roles().values()]
    return render(request, "access/roles.html", {"names": names, "rows": rows})


@door("web.enter")
@require_POST
def answer_purpose(request: Any, person_id: UUID) -> HttpResponse:
    """Keep why somebody looks, and go on to where they wanted."""
    form = PurposeForm(request.POST)
    if not form.is_valid():
        context = {"person_id": person_id, "form": form}
        return render(request, "access/purpose.html", context, status=422)
    answer = form.cleaned_data
    remember_purpose(request.session, person_id, answer["purpose"], answer["reason"])
    onwards = answer["next"]
    here = url_has_allowed_host_and_scheme(onwards, {request.get_host()}, request.is_secure())
    return redirect(onwards if here else "/")


@door(REVIEW_GLASS)
def glasses(request: Any) -> HttpResponse:
    """The broken glass of people and staff in the data-protection officer's charge."""
    return render(request, "access/glasses.html", {"glasses": glass_to_review(request.actor)[:200]})


@door(REVIEW_GLASS)
def review(request: Any, glass_id: UUID) -> HttpResponse:
    """Review one broken glass."""
    glass = one_glass(request.actor, glass_id)
    if glass is None:
        raise Http404
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        review_glass(by=request.actor, glass=glass, review=form.cleaned_data["review"])
        return redirect("access:glasses")
    return render(request, "access/review.html", {"glass": glass, "form": form})
