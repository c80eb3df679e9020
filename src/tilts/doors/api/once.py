"""A write happens once, however often it is sent: idempotency keys.

The answer is kept for 48 hours, encrypted, in the transaction of the write itself: either both
are there or neither. A duplicate that arrives meanwhile waits for the first one to end.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason
from tilts.platform.record.keys import decrypt, encrypt

from .models import IdempotentRequest
from .problems import problem

KEPT = timedelta(hours=48)
HEADER = "Idempotency-Key"
KEY = re.compile(r"[!-~]{1,200}")  # visible ASCII
WANTED = Reason(
    "idempotency-key",
    _("Send the header Idempotency-Key: a new random text for each write, the same to repeat it."),
)
OTHER_BODY = Reason(
    "idempotency-key-used", _("This key was used for another request. Send a new one.")
)


def once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Act, or repeat the answer that this request had before.

    What was not done (an answer other than 2xx) is not kept: it may be tried again.
    """
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        return problem(400, [WANTED])
    with transaction.atomic():
        row, new = _row(request, key)
        if not new:
            return _again(row, _digest(request))
        response = act()
        _keep(row, response)
    return response


def _row(request: HttpRequest, key: str) -> tuple[IdempotentRequest, bool]:
    """The row of this request; a concurrent duplicate waits here for the first one to commit."""
    actor = request.actor.party  # type: ignore[attr-defined] # the gate has set it
    named = {"actor_id": actor, "key": hashlib.sha256(key.encode()).hexdigest()}
    rows = IdempotentRequest.objects
    rows.filter(**named, made_at__lt=timezone.now() - KEPT).delete()
    defaults = {"body": _digest(request), "made_at": timezone.now()}
    return rows.get_or_create(**named, defaults=defaults)


def _digest(request: HttpRequest) -> str:
    sent = [request.method or "", request.get_full_path(), request.body.hex()]
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()


def _secret() -> bytes:
    return hashlib.sha256(b"tilts.idempotency" + settings.SECRET_KEY.encode()).digest()


def _bound_to(row: IdempotentRequest) -> str:
    return f"{row.actor_id}|{row.key}|{row.body}"


def _keep(row: IdempotentRequest, response: HttpResponse) -> None:
    if not 200 <= response.status_code < 300:
        row.delete()
        return
    row.status = response.status_code
    row.answer = encrypt(_secret(), response.content, _bound_to(row))
    row.save()


def _again(row: IdempotentRequest, digest: str) -> HttpResponse:
    if row.body != digest:
        return problem(422, [OTHER_BODY])
    content = decrypt(_secret(), bytes(row.answer), _bound_to(row))
    headers = {"Idempotency-Replayed": "true"}
    kind = "application/json; charset=utf-8"
    return HttpResponse(content, status=row.status, content_type=kind, headers=headers)


def forget_old_requests() -> int:
    """Delete what is older than is kept; returns how many."""
    old = IdempotentRequest.objects.filter(made_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
