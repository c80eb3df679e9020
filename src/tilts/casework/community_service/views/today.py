"""The provider's own page, on a phone: who works here today, recorded and confirmed in a few taps.

Whoever has its secret address opens it, without an account; it names nobody but those who work
here today, it is in no search engine, and it tells no other site where it was.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from uuid_utils.compat import uuid7

from tilts.platform.access.reasons import Refused

from ..actions import confirm_hours, record_at_provider
from ..choices import Grade
from ..models import ProviderLink
from ..presenting import line_row
from ..providing import actor_of_link, link_with
from ..today import Here, to_confirm, too_often, who_is_here
from ..today_forms import TodayForm

HEADERS = {"Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow, noarchive"}
PAGE, CLOSED = "community_service/today.html", "community_service/today_closed.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest, token: str) -> HttpResponse:
    """Today's people; a form records one of them, a button confirms what was recorded."""
    link = link_with(token)
    if link is None:
        return _answer(request, CLOSED, {"never": True}, 404)
    with override(link.language):
        if not link.is_open_on(timezone.localdate()):
            return _answer(request, CLOSED, {}, 410)
        if too_often(link.token_digest):
            return _answer(request, CLOSED, {"often": True}, 429)
        return _open(request, token, link)


def _open(request: HttpRequest, token: str, link: ProviderLink) -> HttpResponse:
    by, day = actor_of_link(link), timezone.localdate()
    reasons: list[str] = []
    if request.method == "POST":
        try:
            _do(request, link)
            return _kept_private(redirect("community_service:today", token))
        except Refused as refused:
            reasons = [reason.for_reader() for reason in refused.reasons]
    here = who_is_here(by, link, day)
    waiting, names = to_confirm(here), {one.placement.pk: one.name for one in here}
    context = {
        "provider": link.contact.provider,
        "day": day,
        "here": [_shown(one) for one in here],
        "to_confirm": waiting,
        "earlier": [
            {**line_row(one), "name": names[one.placement_id]} for one in waiting if one.day < day
        ],
        "grades": Grade.choices,
        "reasons": reasons,
    }
    return _answer(request, PAGE, context, 422 if reasons else 200)


def _shown(one: Here) -> dict[str, Any]:
    whole, rest = divmod(one.length, 60)
    return {
        "one": one,
        "row": line_row(one.said) if one.said else None,
        "key": uuid7(),
        "hours": whole,
        "minutes": rest,
    }


def _do(request: HttpRequest, link: ProviderLink) -> None:
    by = actor_of_link(link)
    if request.POST.get("do") == "confirm":
        lines = [UUID(one) for one in request.POST.getlist("line") if _is_id(one)]
        confirm_hours(by=by, link=link, lines=lines)
        return
    form = TodayForm(request.POST)
    if not form.is_valid():
        raise Refused(form.reasons())
    record_at_provider(
        by=by,
        link=link,
        placement=form.placement_of(link),
        what=form.said(timezone.localdate()),
        key=form.cleaned_data["key"],
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _answer(request: HttpRequest, page: str, context: dict[str, Any], status: int) -> HttpResponse:
    return _kept_private(render(request, page, context, status=status))


def _kept_private(answer: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer
