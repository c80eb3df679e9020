"""The page of one's own notices."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door
from tilts.platform.design.paging import keyset_page

from .actions import mark_read, retry_mails
from .jobs import MOST_ATTEMPTS
from .queries import notices_of, unread_count, unsent_mails_of
from .rules import OWN, SEE_MAILS

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


@door(SEE_MAILS)
def mails(request: Any) -> HttpResponse:
    """E-mails that could not be sent: to whom by id, since when, and what went wrong."""
    page = keyset_page(unsent_mails_of(request.actor), ("pk",), request.GET.get("page"), size=SHOWN)
    return render(request, "notices/mails.html", {"page": page, "most": MOST_ATTEMPTS})


@door(SEE_MAILS)
@require_POST
def retry(request: Any) -> HttpResponse:
    """Try them all again."""
    count = retry_mails(by=request.actor)
    text = ngettext("%(n)s e-mail is tried again.", "%(n)s e-mails are tried again.", count)
    messages.success(request, text % {"n": count})
    return redirect("notices:mails")
