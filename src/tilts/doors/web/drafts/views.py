"""The address where the browser keeps drafts. Contract: platform/design/frontend/README.md"""

from typing import Annotated, Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods
from pydantic import BaseModel, Field, ValidationError

from tilts.platform.access.doors import door
from tilts.platform.organisation.rules import ENTER

from .store import Values, drop_draft, save_draft


class Message(BaseModel):
    """What the browser says: the values of a form, or null when they were discarded."""

    path: Annotated[str, Field(max_length=300, pattern=r"^/[^#]*(#[\w-]{1,60})?$")]
    values: Values | None


@door(ENTER)
@require_http_methods(["GET", "POST"])
def drafts(request: Any) -> HttpResponse:
    """POST keeps or discards a draft; GET only keeps the session alive. Both answer 204."""
    if request.method == "POST":
        try:
            message = Message.model_validate_json(request.body)
        except ValidationError:
            return HttpResponse(status=400)
        _keep(request, message)
    return HttpResponse(status=204)


def _keep(request: Any, message: Message) -> None:
    if message.values is None:
        drop_draft(request.user, message.path)
    else:
        save_draft(request.user, message.path, message.values)
