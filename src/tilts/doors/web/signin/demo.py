"""The demonstration's door: one click becomes a member of staff with a role."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from tilts.platform.access.roles import Role, roles
from tilts.platform.organisation.models import Account, RoleAssignment

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def become(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as the first member of staff with a role. Outside a demonstration: 404."""
    account = _account_with(role) if settings.DEMO and request.method == "POST" else None
    if account is None:
        raise Http404
    login(request, account, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _assignments() -> Any:
    today = RoleAssignment.objects.on(timezone.localdate())
    return today.filter(staff__account__is_active=True)


def _account_with(role: str) -> Account | None:
    held = _assignments().filter(role=role)
    assignment = held.order_by("-staff__agency__country", "since", "pk").first()  # LV before LT
    return Account.objects.get(staff=assignment.staff_id) if assignment else None


def demo_roles() -> list[tuple[Role, str]]:
    """Roles that somebody can sign in with today, in the table's order, with their names."""
    if not settings.DEMO:
        return []
    language = get_language() or "en"
    held = set(_assignments().values_list("role", flat=True))
    return [(role, role.name_in(language)) for role in roles().values() if role.code in held]
