"""What every page shows: navigation, search, who is signed in, idle time."""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tilts.platform.access.roles import roles
from tilts.platform.notices.queries import unread_count
from tilts.platform.notices.rules import SEE_MAILS
from tilts.platform.organisation.models import Account
from tilts.platform.parties.actors import Actor

from .drafts.store import offered_draft
from .navigation import LINKS, Link
from .signin.demo import demo_roles
from .signin.idle import idle_url


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of design/base.html; empty for who is not signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {"demo": settings.DEMO, "demo_roles": demo_roles}
    return {
        "demo": settings.DEMO,
        "navigation": [_item(link, request) for link in LINKS if link.shown_to(actor)],
        "search_url": reverse("people:list"),
        "account": _account(actor),
        "idle_minutes": settings.IDLE_MINUTES,
        "idle_url": idle_url(request),
        "draft_url": reverse("drafts:drafts"),
        "draft": _draft(request),
        "menu_languages": [
            pair for pair in settings.LANGUAGES if pair[0] in settings.STAFF_LANGUAGES
        ],
    }


def _draft(request: HttpRequest) -> dict[str, Any] | None:
    """What was typed here and not sent; a form that was just sent shows its own values."""
    if request.method != "GET" or not isinstance(request.user, Account):
        return None
    return offered_draft(request.user, request.path)


def _item(link: Link, request: HttpRequest) -> dict[str, Any]:
    url = reverse(link.view)
    current = request.path == url if url == "/" else request.path.startswith(url)
    return {"label": link.label, "url": url, "current": current}


def _account(actor: Actor) -> dict[str, Any]:
    language = get_language() or "en"
    names = [roles()[code].name_in(language) for code in actor.roles]
    return {
        "key": actor.party,
        "lock": _lock(actor),
        "name": actor.name,
        "unit": "",
        "role": ", ".join(names),
        "links": [
            {"label": _notices(actor), "url": reverse("notices:list")},
            {"label": _("Password and second factor"), "url": reverse("mfa_index")},
            *_mails(actor),
            {"label": _("Who may do what"), "url": reverse("access:roles")},
            {"label": _("Instruments"), "url": reverse("forms:instruments")},
            {"label": _("Forecasting models"), "url": reverse("forecasts:list")},
            {"label": _("Case machines"), "url": reverse("workflow:machines")},
        ],
        "sign_out_url": reverse("account_logout"),
    }


def _lock(actor: Actor) -> str:
    """The key under which this account's browser keeps what waits to be sent: 256 bits, base64.

    Only a page of the same account has it, so that who comes after reads nothing.
    """
    digest = salted_hmac("tilts.outbox", str(actor.party), algorithm="sha256").digest()
    return b64encode(digest).decode()


def _mails(actor: Actor) -> list[dict[str, Any]]:
    may = SEE_MAILS in actor.capabilities
    return [{"label": _("Messages not sent"), "url": reverse("notices:mails")}] if may else []


def _notices(actor: Actor) -> str:
    unread = unread_count(actor)
    return _("Notices (%(n)s new)") % {"n": unread} if unread else _("Notices")
