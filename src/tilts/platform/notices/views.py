"""The page of one's own notices."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door

from .actions import mark_read
from .queries import notices_of
from .rules import OWN

SHOWN = 200


@door(OWN)
def notice_list(request: Any) -> HttpResponse:
    """The latest notices, unread ones marked."""
    notices = list(notices_of(request.actor)[:SHOWN])
    unread = any(notice.read_at is None for notice in notices)
    return render(request, "notices/list.html", {"notices": notices, "unread": unread})


@door(OWN)
@require_POST
def read(request: Any) -> HttpResponse:
    """Mark all as read."""
    mark_read(by=request.actor)
    return redirect("notices:list")
