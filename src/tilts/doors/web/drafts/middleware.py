"""A draft is forgotten when the form that it belongs to has been accepted."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .store import forget_draft


class DraftMiddleware:
    """Takes a redirect, ordinary or htmx's own, as the answer to a form that was accepted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and accepted(response):
            forget_draft(request)
        return response


def accepted(response: HttpResponse) -> bool:
    """True when the answer sends the browser on; a refused form is shown again instead."""
    sent_on = response.has_header("HX-Redirect") or response.has_header("HX-Location")
    return 300 <= response.status_code < 400 or sent_on
