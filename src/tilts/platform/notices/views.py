"""The pages of one's own notices, of one's quiet hours, and of what could not be sent."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.design.paging import keyset_page

from .actions import mark_read, retry_deliveries, set_hours, stop_delivery
from .forms import HoursForm, initial
from .gateway import has_gateway
from .hours import hours_set, own_hours, staff_of
from .queries import MOST_ATTEMPTS, notices_of, unread_count, unsent_of
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


@door(OWN)
def hours(request: Any) -> HttpResponse:
    """When e-mails to whoever is signed in wait; what is urgent never does."""
    staff = staff_of(request.actor)
    own, usual = own_hours(staff), hours_set(staff.agency.country, timezone.now())
    form = HoursForm(
        request.POST if request.method == "POST" else None, initial=initial(own, usual)
    )
    if form.is_valid() and _chosen(request, form):
        messages.success(request, _("Your quiet hours are kept."))
        return redirect("notices:hours")
    context = {"form": form, "usual": usual, "phone": staff.phone, "texts": has_gateway()}
    status = 422 if form.is_bound else 200
    return render(request, "notices/hours.html", context, status=status)


def _chosen(request: Any, form: HoursForm) -> bool:
    try:
        set_hours(by=request.actor, hours=form.hours())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error("begins", str(reason.text))
        return False
    return True


@door(SEE_MAILS)
def mails(request: Any) -> HttpResponse:
    """What could not be sent: to whom by id, since when, what went wrong, and when again."""
    page = keyset_page(unsent_of(request.actor), ("pk",), request.GET.get("page"), size=SHOWN)
    return render(request, "notices/mails.html", {"page": page, "most": MOST_ATTEMPTS})


@door(SEE_MAILS)
@require_POST
def retry(request: Any, delivery_id: UUID | None = None) -> HttpResponse:
    """Try one again now, or all."""
    count = retry_deliveries(by=request.actor, only=delivery_id)
    text = ngettext("%(n)s message is tried again.", "%(n)s messages are tried again.", count)
    messages.success(request, text % {"n": count})
    return redirect("notices:mails")


@door(SEE_MAILS)
@require_POST
def stop(request: Any, delivery_id: UUID) -> HttpResponse:
    """Try one no more."""
    if stop_delivery(by=request.actor, delivery=delivery_id):
        messages.success(request, _("It is not tried any more. The notice stands in Tilts."))
    return redirect("notices:mails")
