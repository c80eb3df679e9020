"""How a view says who may enter, and how a refusal looks: always with its reasons."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tilts.platform.parties.actors import Actor

from .authority import NOT_YOURS, why_not
from .forms import PurposeForm
from .purposes import PurposeWanted
from .reasons import Reason, Refused
from .telling import told_once

View = Callable[..., HttpResponse]
READS = ("GET", "HEAD")


class ActorRequest(HttpRequest):
    """A request behind a door: somebody is signed in."""

    actor: Actor


def door(capability: str) -> Callable[[View], View]:
    """Let in who holds the capability; others sign in, or read why they cannot enter."""

    def guard(view: View) -> View:
        @wraps(view)
        def entered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                return redirect_to_login(request.get_full_path())
            if reasons := why_not(request.actor, capability):
                return refusal(request, reasons)
            return _enter(view, request, *args, **kwargs)

        entered.capability = capability  # type: ignore[attr-defined] # the access table reads it
        return entered

    return guard


def _enter(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    reading = told_once() if request.method in READS else nullcontext()
    try:
        with reading:
            return view(request, *args, **kwargs)
    except Refused as refused:
        return refusal(request, refused.reasons)
    except PurposeWanted as wanted:
        return _ask_purpose(request, wanted.person)


def _ask_purpose(request: HttpRequest, person: UUID) -> HttpResponse:
    """The page that asks; it says nothing about the person yet."""
    form = PurposeForm(initial={"next": request.get_full_path()})
    context = {"person_id": person, "form": form}
    return render(request, "access/purpose.html", context, status=403)


def refusal(request: HttpRequest, reasons: Sequence[Reason]) -> HttpResponse:
    """The page that says why not. Who cannot see somebody cannot tell them from nobody: 404."""
    status = 404 if NOT_YOURS in reasons else 403
    return render(request, "access/refused.html", {"reasons": reasons}, status=status)
