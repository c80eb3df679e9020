"""API clients: the list, letting one in, shutting one out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tilts.platform.access.doors import door

from ..actions import admit_client, revoke_client
from ..forms import ClientForm
from ..queries import agencies_seen_by, agency_seen_by, clients_of
from ..rules import RUN
from .common import done, form_page, found, onwards


@door(RUN)
def clients(request: Any) -> HttpResponse:
    """The systems that use the API for one's own agency."""
    rows = clients_of(_own_agencies(request))
    context = {"clients": rows, "today": timezone.localdate()}
    return render(request, "organisation/clients.html", context)


def _own_agencies(request: Any) -> Any:
    return agencies_seen_by(request.actor).filter(pk=request.actor.agency)


@door(RUN)
@never_cache
def admit(request: Any) -> HttpResponse:
    """Let a system in; its token is on the answer, and nowhere else ever."""
    agency = found(agency_seen_by(request.actor, request.actor.agency))
    form = ClientForm(request.POST or None, agency=agency)
    shown: dict[str, Any] = {}

    def save(given: dict[str, Any]) -> None:
        admitted = admit_client(by=request.actor, agency=agency, **given)
        shown["client"], shown["token"] = admitted

    if done(form, save):
        return render(request, "organisation/token.html", shown)
    back = reverse("organisation:clients")
    return form_page(request, form, _("Let a system in"), _("Make the token"), back)


@door(RUN)
@require_POST
def revoke(request: Any, client_id: UUID) -> HttpResponse:
    """Shut a system out at once."""
    client = found(clients_of(_own_agencies(request)).filter(pk=client_id).first())
    revoke_client(by=request.actor, client=client)
    return onwards(request, _("The system is shut out."), "organisation:clients")
