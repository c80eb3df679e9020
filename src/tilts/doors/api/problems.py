"""What the API says when it cannot: RFC 9457 problem details, always with the reasons.

Nothing that was sent is repeated, and nothing about a person is told.
"""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from ninja.errors import ValidationError as Unreadable

from tilts.platform.access.authority import NO_ROLE, NOT_YOURS
from tilts.platform.access.operations import PURPOSE_HEADER, Conflict
from tilts.platform.access.purposes import ASKED, PurposeWanted
from tilts.platform.access.reasons import Reason, Refused, Text

from .remedies import remedy

MEDIA_TYPE = "application/problem+json"

BY_STATUS = {
    400: Reason("unreadable", _("This cannot be read. Send a body in JSON and known parameters.")),
    401: Reason("signed-out", _("Send a token that is valid, or sign in.")),
    404: Reason("not-there", _("There is nothing here, or nothing that you may see.")),
    405: Reason("method", _("This address does not take that method. See the header Allow.")),
    413: Reason("too-large", _("This is too large. Send less at a time.")),
    429: Reason("too-many", _("Too many requests. Wait as long as the header Retry-After says.")),
}
FIELDS = Reason("fields", _("Some fields are not right. Each is named with its remedy."))
PURPOSE = Reason("purpose", _("Nothing in the record says why you look at this person. Say why."))
HOW = _("Send the header %(header)s: code; reason – the reason in a few words, percent-encoded.")


def problem(status: int, reasons: Sequence[Reason] = (), **members: Any) -> JsonResponse:
    """A problem: its status, the reasons (code and text), and what else helps."""
    given = reasons or [BY_STATUS.get(status, Reason("failed", HTTPStatus(status).phrase))]
    said = [{"code": reason.code, "text": reason.for_reader()} for reason in given]
    title = HTTPStatus(status).phrase
    body = {"title": title, "status": status, "reasons": said, **members}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """404 for whom one may not see, 403 without a role, 409 when overtaken, else 422."""
    if isinstance(refused, Conflict):
        return problem(409, refused.reasons, **refused.members)
    if NOT_YOURS in refused.reasons:
        return problem(404, refused.reasons)
    return problem(403 if NO_ROLE in refused.reasons else 422, refused.reasons)


def purpose_wanted(request: HttpRequest, wanted: PurposeWanted) -> HttpResponse:
    """Which purposes there are, and how to give one."""
    purposes = [{"code": code, "text": str(text)} for code, text in ASKED.items()]
    how = str(HOW) % {"header": PURPOSE_HEADER}
    return problem(403, [PURPOSE], purposes=purposes, how=how)


def unreadable(request: HttpRequest, found: Unreadable) -> HttpResponse:
    """What a schema found wrong: fields by their path, "body.since"."""
    faults = ((_path(error["loc"]), remedy(error)) for error in found.errors)
    return _fields(faults)


def _path(loc: Iterable[object]) -> str:
    source, *rest = map(str, loc)
    return ".".join([source, *(rest[1:] if source == "body" else rest)])


def not_valid(request: HttpRequest, found: ValidationError) -> HttpResponse:
    """What a form found wrong, in the words of the page."""
    faults = (
        ("body" if field == "__all__" else f"body.{field}", text)
        for field, texts in found.message_dict.items()
        for text in texts
    )
    return _fields(faults)


def _fields(faults: Iterable[tuple[str, Text]]) -> HttpResponse:
    errors = [{"field": field, "text": str(text)} for field, text in faults]
    return problem(422, [FIELDS], errors=errors)
