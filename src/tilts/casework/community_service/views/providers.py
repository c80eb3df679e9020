"""Work providers: the list, one of them, its contracts, its contact and its own page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tilts.casework.people.forms import LanguageForm
from tilts.casework.people.rules import SEE
from tilts.platform.access.doors import door
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .. import actions
from ..capabilities import PROVIDERS, RUN
from ..matching import places_taken
from ..models import WorkProvider
from ..presenting import contract_said, last_day, provider_row, times, traits
from ..provider_forms import ContactForm, ContractForm, EndContractForm, ProviderForm
from ..providing import contact_of, lapsing, link_of, one_provider, providers_of, unit_to_keep
from ..queries import at_provider

STEP = "community_service/provider_step.html"


@door(PROVIDERS)
def listed(request: Any) -> HttpResponse:
    """Every provider of the agency, with free places and its contract."""
    today = timezone.localdate()
    rows, taken = providers_of(request.actor.agency), places_taken(today)
    context = {
        "rows": [provider_row(one, taken[one.pk]) for one in rows],
        "lapsing": {one.pk for one, _day in lapsing(rows, today)},
    }
    return render(request, "community_service/providers.html", context)


@door(PROVIDERS)
def one(request: Any, work_provider_id: UUID) -> HttpResponse:
    """A provider: what it offers, who works there, its contracts, its contact and page."""
    provider = one_provider(request.actor, work_provider_id)
    return _page(request, provider)


def _page(request: Any, provider: WorkProvider, **more: Any) -> HttpResponse:
    today, contact = timezone.localdate(), contact_of(provider)
    sees = SEE in request.actor.capabilities and RUN in request.actor.capabilities
    here = at_provider(provider, today) if sees else []
    if here:
        people = [row.person_id for row in here]
        consult(request.actor, people, way=Way.PAGE, purpose="caseload", about="work_provider")
    contracts = sorted(provider.contracts.all(), key=lambda row: row.since, reverse=True)
    link = link_of(contact)
    context = {
        "row": provider_row(provider, places_taken(today)[provider.pk]),
        "traits": traits(provider.traits),
        "times": times(provider),
        "contracts": [(held, contract_said(held), last_day(held)) for held in contracts],
        "contact": contact,
        "link": link,
        "link_open": link is not None and link.is_open_on(today),
        "here": [{"placement": row, "times": times(row)} for row in here],
        **more,
    }
    return render(request, "community_service/provider.html", context)


@door(PROVIDERS)
def add(request: Any) -> HttpResponse:
    """A new provider."""
    form = ProviderForm(request.POST or None, country=request.actor.country, of=None)
    return _step(request, form, _("Add a work provider"), _added, None)


def _added(by: Actor, form: Any, _none: None) -> Any:
    return actions.add_provider(by=by, unit=unit_to_keep(by), what=form.provider()).pk


@door(PROVIDERS)
def change(request: Any, work_provider_id: UUID) -> HttpResponse:
    """Correct what is said of a provider."""
    provider = one_provider(request.actor, work_provider_id)
    form = ProviderForm(request.POST or None, country=provider.country, of=provider)
    return _step(request, form, _("Change the work provider"), _changed, provider)


def _changed(by: Actor, form: Any, provider: WorkProvider) -> None:
    actions.change_provider(by=by, provider=provider, what=form.provider())


@door(PROVIDERS)
def contract(request: Any, work_provider_id: UUID) -> HttpResponse:
    """A new contract."""
    provider = one_provider(request.actor, work_provider_id)
    form = ContractForm(request.POST or None)
    return _step(request, form, _("Record a contract"), _signed, provider)


def _signed(by: Actor, form: Any, provider: WorkProvider) -> None:
    actions.sign_contract(by=by, provider=provider, **form.cleaned_data)


@door(PROVIDERS)
def end_contract(request: Any, work_provider_id: UUID, provider_contract_id: UUID) -> HttpResponse:
    """End a contract earlier."""
    provider = one_provider(request.actor, work_provider_id)
    held = next((one for one in provider.contracts.all() if one.pk == provider_contract_id), None)
    if held is None:
        raise Http404

    def ended(by: Actor, form: Any, _provider: WorkProvider) -> None:
        actions.end_contract(by=by, contract=held, **form.cleaned_data)

    form = EndContractForm(request.POST or None)
    return _step(request, form, _("End the contract"), ended, provider)


@door(PROVIDERS)
def contact(request: Any, work_provider_id: UUID) -> HttpResponse:
    """Name whom the service speaks with from now on."""
    provider = one_provider(request.actor, work_provider_id)
    form = ContactForm(request.POST or None)
    return _step(request, form, _("Name the contact person"), _named, provider)


def _named(by: Actor, form: Any, provider: WorkProvider) -> None:
    actions.name_contact(by=by, provider=provider, **form.cleaned_data)


def _step(
    request: Any, form: Any, title: str, do: Any, provider: WorkProvider | None
) -> HttpResponse:
    """A form about a provider; a refusal says its reasons, and nothing is lost."""
    if form.is_valid():
        try:
            added = do(request.actor, form, provider)
            return redirect("community_service:provider", provider.pk if provider else added)
        except Refused as refused:
            form.add_error(None, [reason.for_reader() for reason in refused.reasons])
    context = {"form": form, "title": title, "provider": provider}
    return render(request, STEP, context, status=422 if form.errors else 200)


@door(PROVIDERS)
@never_cache
def link(request: Any, work_provider_id: UUID) -> HttpResponse:
    """The provider's own page: its address is made, made anew, or closed.

    An address just made is on the answer, and nowhere else ever.
    """
    provider = one_provider(request.actor, work_provider_id)
    initial = {"language": get_language() or "en"}
    form = LanguageForm(request.POST if request.POST.get("do") == "open" else None, initial=initial)
    told: dict[str, Any] = {}
    if request.POST.get("do") == "close":
        actions.close_link(by=request.actor, provider=provider)
        return redirect("community_service:link", provider.pk)
    if form.is_valid():
        language = form.cleaned_data["language"]
        try:
            _row, token = actions.open_link(by=request.actor, provider=provider, language=language)
            told["address"] = request.build_absolute_uri(
                reverse("community_service:today", args=[token])
            )
        except Refused as refused:
            form.add_error(None, [reason.for_reader() for reason in refused.reasons])
    named = contact_of(provider)
    row = link_of(named)
    told |= {"provider": provider, "form": form, "link": row, "contact": named}
    told["link_open"] = row is not None and row.is_open_on(timezone.localdate())
    status = 422 if form.errors else 200
    return render(request, "community_service/link.html", told, status=status)
