"""The gate before every operation: who asks, within which limits, and once only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from ninja.utils import check_csrf

from tilts.platform.access.reasons import Reason
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_of_client
from tilts.platform.organisation.queries import client_with
from tilts.platform.parties.actors import Actor

from .once import once
from .problems import MEDIA_TYPE, problem

LARGEST = 1024 * 1024  # bytes of a request: a person with everything around is a few thousand
READS = ("GET", "HEAD", "OPTIONS")
CSRF = Reason("csrf", _("A page of this service sends the header X-CSRFToken with each write."))

View = Callable[..., HttpResponse]


def gate(view: View) -> View:
    """Let a request to an operation of the API in, as whoever it is, or answer with a problem."""

    @wraps(view)
    def entered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _too_much(request) or _identified(request)
        if response is None:
            with seen_by(request.actor):
                response = _answer(request, lambda: spoken(view, request, *args, **kwargs))
        response["Cache-Control"] = "no-store"
        return response

    entered.is_operation = True  # type: ignore[attr-defined] # the access table has it by its id
    return entered


def _too_much(request: HttpRequest) -> HttpResponse | None:
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > LARGEST:
        return problem(413)
    if "%00" in request.META["QUERY_STRING"]:  # PostgreSQL knows no such character
        return problem(400)
    return None


def _identified(request: Any) -> HttpResponse | None:
    """Set the request's actor: the client of its token, else who is signed in."""
    if "Authorization" in request.headers:
        request.actor = client_actor(request)
    elif request.actor and request.method not in READS and check_csrf(request):
        return problem(403, [CSRF])
    return None if request.actor else _who()


def client_actor(request: HttpRequest) -> Actor | None:
    """The actor behind a bearer token that is neither expired nor revoked."""
    scheme, _, token = request.headers["Authorization"].partition(" ")
    if scheme.lower() != "bearer":
        return None
    client = client_with(token.strip(), timezone.localdate())
    return actor_of_client(client) if client else None


def _who() -> HttpResponse:
    response = problem(401)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _answer(request: Any, view: Callable[[], HttpResponse]) -> HttpResponse:
    return once(request, view) if request.method == "POST" else view()


def spoken(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer of a view, with every failure told as a problem."""
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return problem(404)
    except BadRequest:
        return problem(400)
    if response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE:
        return response
    told = problem(response.status_code)
    for name in {"Allow", "Retry-After"} & set(response.headers):
        told[name] = response[name]
    return told


@csrf_exempt  # nothing is there to be protected
def no_route(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Any address below the API that is none."""
    return problem(404)
