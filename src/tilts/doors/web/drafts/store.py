"""Keeping, finding and forgetting drafts. Each is somebody's own: nobody else can read it."""

import json
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format

from tilts.platform.organisation.models import Account

from ..models import Draft
from ..sealing import seal, unseal

PURPOSE = "draft"
KEPT = timedelta(days=7)
FIELD = "_draft"  # the browser adds it to a form that it sends: the key of the form's draft

Values = dict[str, list[str]]


def save_draft(account: Account, key: str, values: Values) -> None:
    """Keep the values of a form; the last tab to save wins."""
    path, _, name = key.partition("#")
    kept = {"sealed": seal(PURPOSE, json.dumps(values)), "saved_at": timezone.now()}
    Draft.objects.update_or_create(account=account, path=path, name=name, defaults=kept)


def drop_draft(account: Account, key: str) -> None:
    """Forget the draft of a form, if there is one."""
    path, _, name = key.partition("#")
    Draft.objects.filter(account=account, path=path, name=name).delete()


def forget_draft(request: HttpRequest) -> None:
    """Forget the draft of the form that was sent. The middleware does it after a redirect;
    a view that answers a success otherwise calls it itself."""
    if isinstance(request.user, Account) and (key := request.POST.get(FIELD)):
        drop_draft(request.user, key)


def offered_draft(account: Account, path: str) -> dict[str, Any] | None:
    """The newest draft of a page, for `{% draft_script %}`; None when there is none to read."""
    draft = _living().filter(account=account, path=path).order_by("-saved_at").first()
    text = unseal(PURPOSE, draft.sealed) if draft else None
    if draft is None or text is None:
        return None
    return {
        "path": draft.key,
        "values": json.loads(text),
        "saved_at": draft.saved_at.isoformat(),
        "saved_label": time_format(timezone.localtime(draft.saved_at), "H:i"),
    }


def purge_drafts() -> int:
    """Delete what nobody came back for in seven days. Returns how many; run it daily."""
    count, _ = Draft.objects.filter(saved_at__lte=timezone.now() - KEPT).delete()
    return count


def _living() -> QuerySet[Draft]:
    return Draft.objects.filter(saved_at__gt=timezone.now() - KEPT)
