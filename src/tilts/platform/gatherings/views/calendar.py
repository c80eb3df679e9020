"""Calendars on phones: one's own, a participant's, and the address at which phones read them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tilts.platform.access.doors import door
from tilts.platform.documents.views import HEADERS

from ..actions import close_calendar, open_calendar
from ..calendars import feed_of, feed_with, sessions_in
from ..hooks import names_of
from ..ical import TYPE, as_ical
from ..looks import look_at
from ..presenting import SOMEBODY
from ..rules import RUN, SEE, require_series
from .common import Page, found_enrolment


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A calendar, for whoever has its address: phones do not sign in. Every other address: 404."""
    found, now = feed_with(token), timezone.now()
    if found is None:
        return HttpResponse(status=404, content_type=TYPE, headers=HEADERS)
    content = as_ical(found, sessions_in(found, now), now)
    return HttpResponse(content, content_type=TYPE, headers=HEADERS)


@door(SEE)
@never_cache
def mine(request: Any) -> HttpResponse:
    """The calendar of whoever is signed in."""
    here, back = ("gatherings:my_calendar",), ("gatherings:list",)
    return _page(request, request.actor.party, here, {"back": back, "about": _("Groups")})


@door(RUN)
@never_cache
def theirs(request: Any, enrolment_id: UUID) -> HttpResponse:
    """The calendar of somebody who takes part; whoever opens it tells them the address."""
    row = found_enrolment(request.actor, enrolment_id)
    require_series(request.actor, RUN, row.series)
    look_at(request.actor, [row], f"gatherings.enrolment:{row.pk}")
    shown = names_of([row.party_id]).get(row.party_id, SOMEBODY).name
    told = {"back": ("gatherings:enrolment", row.pk), "about": shown, "theirs": True}
    return _page(request, row.party_id, ("gatherings:calendar", row.pk), told)


def _page(request: Any, party: UUID, here: Page, told: dict[str, Any]) -> HttpResponse:
    """What is so, and two buttons. An address just made is on the answer, and nowhere else ever."""
    if request.POST.get("do") == "close":
        close_calendar(by=request.actor, party=party)
        messages.success(request, _("The calendar is closed: its address opens nothing any more."))
        return redirect(*here)
    if request.POST.get("do") == "open":
        _feed, token = open_calendar(by=request.actor, party=party)
        told["address"] = address_of(request, token)
    return render(request, "gatherings/calendar.html", {**told, "feed": feed_of(party)})


def address_of(request: HttpRequest, token: str) -> str:
    """The whole address at which a phone reads a calendar."""
    return request.build_absolute_uri(reverse("gatherings:feed", args=[token]))
