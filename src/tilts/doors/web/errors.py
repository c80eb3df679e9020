"""Pages for what went wrong, in the shell: what happened, what to do now, a way back.

None tells of a person, and that of a failure asks no database.
"""

import secrets
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tilts.doors.api.problems import problem
from tilts.platform.access.reasons import Text

log = structlog.get_logger(__name__)
API = "/api/"
TEMPLATE = "web/error.html"

Said = tuple[Text, Text]  # what happened, what to do now
BAD_REQUEST: Said = (
    _("This could not be read"),
    _("Go back, load the page anew and try again. If you were signed out, sign in first."),
)
FORBIDDEN: Said = (
    _("You may not do this"),
    _("If your work needs it, ask the head of your unit."),
)
FORM_TOO_OLD: Said = (
    _("The form was too old to be taken"),
    _("Nothing was saved. Go back, load the page anew and send it again; allow cookies here."),
)
NOT_FOUND: Said = (
    _("There is nothing here"),
    _("Look whether the address is right. People are found by the search, if you may see them."),
)
FAILED: Said = (
    _("Something failed here"),
    _("It is not your fault. See whether what you sent was saved; try again in a few minutes."),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what came cannot be what a page of ours sends."""
    return _answer(request, 400, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 without reasons of ours: pages that know them show them themselves."""
    return _answer(request, 403, FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token of this browser."""
    return _answer(request, 403, FORM_TOO_OLD)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address, or nothing there that the reader may see."""
    return _answer(request, 404, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: an incident with a reference, by which its place in the code is found in the log."""
    reference = secrets.token_hex(4).upper()
    kind, _value, trace = sys.exc_info()
    log.error("page failed", reference=reference, error=kind and kind.__name__, at=_places(trace))
    if request.path.startswith(API):
        return problem(500, reference=reference)
    context = {"request": request, "csrf_token": get_token(request), "demo": settings.DEMO}
    page = render_to_string(TEMPLATE, context | _told(FAILED) | {"reference": reference})
    return HttpResponse(page, status=500)


def _answer(request: HttpRequest, status: int, said: Said) -> HttpResponse:
    if request.path.startswith(API):
        return problem(status)
    return render(request, TEMPLATE, _told(said), status=status)


def _told(said: Said) -> dict[str, Any]:
    return {"what": said[0], "remedy": said[1]}


def _places(trace: TracebackType | None) -> list[str]:
    """Lines of code that the failure went through, and no value: those may be somebody's."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
