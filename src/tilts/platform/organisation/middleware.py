"""Every request has an actor, or none; everything it reads is what that actor may see."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import Actor

from .grants import actor_of
from .models import Account


class ActorMiddleware:
    """Sets `request.actor` and the scope of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = actor_behind(request)
        request.actor = actor  # type: ignore[attr-defined] # Django's request is open to additions
        with seen_by(actor):
            return self.get_response(request)


def actor_behind(request: HttpRequest) -> Actor | None:
    """Who is signed in, with the grants of today; None for nobody."""
    user = request.user
    return actor_of(user) if isinstance(user, Account) and user.is_active else None
