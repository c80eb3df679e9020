"""The page of one's own notices."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door
from tilts.platform.design.paging import keyset_page

from .actions import mark_read
from .queries import notices_of, unread_count
from .rules import OWN

SHOWN = 50


class Until(forms.Form):
    """Up to when notices were shown."""

    until = forms.DateTimeField()


@door(OWN)
def notice_list(request: Any) -> HttpResponse:
    """One's notices, unread ones marked."""
    page = keyset_page(
        notices_of(request.actor), ("-sent_at", "-pk"), request.GET.get("page"), size=SHOWN
    )
    context = {"page": page, "unread": unread_count(request.actor), "shown_at": timezone.now()}
    return render(request, "notices/list.html", context)


@door(OWN)
@require_POST
def read(request: Any) -> HttpResponse:
    """Mark as read what there was when the page was shown."""
    form = Until(request.POST)
    if form.is_valid():
        mark_read(by=request.actor, until=form.cleaned_data["until"])
    return redirect("notices:list")
