"""What the API operations of all rooms have in common: who may, pages of rows, answers to a write.

A write answers with references only: whoever wants to see the person opens them, on the record.
"""

from base64 import b64decode
from binascii import Error
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import unquote
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, WithJsonSchema

from tilts.platform.design.paging import KeysetPage
from tilts.platform.parties.actors import Actor

from .authority import require
from .purposes import ASKED, remember_purpose
from .reasons import Reason, Refused

Item = TypeVar("Item")
Form = TypeVar("Form", bound=BaseForm)

Size = Annotated[int, Field(ge=1, le=100, description="rows of a page")]
PURPOSE_HEADER = "Tilts-Purpose"


def _in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; who sends a zone that takes it out of the calendar is told."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the calendar") from None


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
LONGEST_FILE = 1_000_000  # characters in base 64: a request has 1 MiB at most


def _decoded(content: Any) -> bytes:
    try:
        return b64decode(content, validate=True)
    except (Error, TypeError, ValueError):
        raise ValueError(gettext("This is not in base 64.")) from None


Base64 = Annotated[
    bytes,
    BeforeValidator(_decoded),
    WithJsonSchema({"type": "string", "format": "byte", "maxLength": LONGEST_FILE}),
]


class Body(Schema):
    """What a client sends. A field that nobody knows is an error, not a silence."""

    model_config = {"extra": "forbid"}


class ApiRequest(HttpRequest):
    """A request that the gate of the API let through: its actor is known."""

    actor: Actor


class Conflict(Refused):
    """The record stands otherwise than the client thinks; `members` say how. Answered with 409."""

    def __init__(self, reasons: Sequence[Reason], **members: Any) -> None:
        super().__init__(reasons)
        self.members = members


class Rows(Schema, Generic[Item]):
    """One page of a list. `next` and `previous` are cursors; null at either end."""

    items: list[Item]
    next: str | None = None
    previous: str | None = None


class Made(Schema):
    """What a write made or changed, by reference."""

    id: str = Field(description="of the row that was made or changed")
    version: int | None = Field(None, description="of the record, where it has one")


def rows_of(page: KeysetPage[Any]) -> dict[str, Any]:
    """A keyset page in the envelope of the API."""
    return {"items": page.items, "next": page.next, "previous": page.previous}


class Holds:
    """Lets in who holds a capability; ninja asks it before it reads anything that was sent."""

    def __init__(self, capability: str) -> None:
        self.capability = capability

    def __call__(self, request: Any) -> Actor:
        """The actor; raises Refused."""
        actor: Actor = request.actor
        require(actor, self.capability)
        return actor


def may(capability: str) -> Holds:
    """`auth=may(SEE)`: what an operation wants. The API does not start without it."""
    return Holds(capability)


def stated_purposes(request: HttpRequest, person: UUID) -> Mapping[str, Any]:
    """Where `open_person` finds why somebody looks: the header `code; reason`, else the session."""
    code, reason = said_purpose(request)
    if code not in ASKED:
        return request.session
    stated: dict[str, Any] = {}
    remember_purpose(stated, person, code, reason)
    return stated


def said_purpose(request: HttpRequest) -> tuple[str, str]:
    """The code and the reason in the header; both empty where there is none."""
    code, _, reason = request.headers.get(PURPOSE_HEADER, "").partition(";")
    return code.strip(), unquote(reason).strip()[:200]


def valid(form: Form) -> Form:
    """The form that a page would show, when it accepts what was sent; raises ValidationError."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form
