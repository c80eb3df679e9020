"""A computer left alone is signed out: by the browser, and by the server if the browser fails."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

ACTIVE_AT = "active_at"
BACKGROUND = "X-Background"  # a request that the page makes by itself, such as polling

SIGNED_OUT = _("You were signed out because this computer was left alone. Your text is kept.")


class IdleMiddleware:
    """Ends a session in which nobody has done anything for SESSION_COOKIE_AGE seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if is_idle(request):
                logout(request)
            elif BACKGROUND not in request.headers:
                request.session[ACTIVE_AT] = timezone.now().isoformat()
        return self.get_response(request)


def is_idle(request: HttpRequest) -> bool:
    """True when the last thing that a person did in this session is too long ago."""
    last = request.session.get(ACTIVE_AT)
    if last is None:
        return False
    alone = timezone.now() - datetime.fromisoformat(last)
    return alone.total_seconds() > settings.SESSION_COOKIE_AGE


def idle_url(request: HttpRequest) -> str:
    """Where the browser goes when its time is up; after the next sign-in it comes back here."""
    return f"{reverse('signin:idle')}?{urlencode({'next': request.get_full_path()})}"


def sign_out_idle(request: HttpRequest) -> HttpResponse:
    """Sign out and show the sign-in page. A GET, since the browser comes here by itself."""
    logout(request)
    messages.info(request, SIGNED_OUT)
    back = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    query = f"?{urlencode({'next': back})}" if here else ""
    return redirect(f"{reverse('account_login')}{query}")
