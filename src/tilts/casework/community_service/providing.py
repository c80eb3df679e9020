"""Reads of work providers, their contracts, contacts and pages."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.access.authority import NOT_YOURS
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.models import Unit
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.actors import Actor

from .capabilities import RUN
from .models import Contract, ProviderContact, ProviderLink, WorkProvider
from .provider_guards import OTHER_AGENCY


def providers_of(agency: str) -> list[WorkProvider]:
    """The providers of an agency, by name, with their contracts: two queries."""
    return _by_name(WorkProvider.objects.filter(unit__agency=agency))


def _by_name(rows: "QuerySet[WorkProvider]") -> list[WorkProvider]:
    whole = rows.select_related("unit__agency").prefetch_related("contracts")
    return list(whole.order_by("name", "pk"))


def providers_around(by: Actor) -> list[WorkProvider]:
    """The providers that the units look after in which the actor carries work out; two queries."""
    within = [Q(path__under=one.unit_path) for one in by.grants if one.capability == RUN]
    units = Unit.objects.filter(reduce(or_, within, Q(pk__in=[])), agency=by.agency)
    return _by_name(WorkProvider.objects.filter(unit__in=units.values("pk")))


def unit_to_keep(by: Actor) -> Unit:
    """The unit in which the actor carries work out; raises Refused for who does so nowhere."""
    paths = [grant.unit_path for grant in by.grants if grant.capability == RUN]
    rows = Unit.objects.select_related("agency").filter(path__in=paths)
    found: Unit | None = rows.order_by("path").first()
    if found is None:
        raise Refused([OTHER_AGENCY])
    return found


def one_provider(by: Actor, provider_id: UUID) -> WorkProvider:
    """A provider of the actor's agency; raises Refused otherwise."""
    rows = WorkProvider.objects.select_related("unit__agency").prefetch_related("contracts")
    found: WorkProvider | None = rows.filter(pk=provider_id, unit__agency=by.agency).first()
    if found is None:
        raise Refused([NOT_YOURS])
    return found


def contract_on(provider: WorkProvider, day: date) -> Contract | None:
    """The contract that holds on a day."""
    held = [one for one in provider.contracts.all() if one.is_on(day)]
    return max(held, key=lambda one: one.since) if held else None


def lapsing(providers: Iterable[WorkProvider], day: date) -> list[tuple[WorkProvider, date]]:
    """Providers whose last contract lapses soon, or did lately, with the first day without one."""
    found = []
    for one in providers:
        last = max(one.contracts.all(), key=lambda row: row.since, default=None)
        days = pack_of(one.country).threshold("provider_contract_days", on=day)
        if last and last.until and abs(last.until - day) <= timedelta(days=days):
            found.append((one, last.until))
    return found


def contact_of(provider: WorkProvider) -> ProviderContact | None:
    """Whom the service speaks with there today."""
    rows = ProviderContact.objects.on(timezone.localdate()).filter(provider=provider)
    found: ProviderContact | None = rows.first()
    return found


def link_of(contact: ProviderContact | None) -> ProviderLink | None:
    """The page of a contact, open or not."""
    found: ProviderLink | None = ProviderLink.objects.filter(contact=contact).first()
    return found if contact else None


def link_with(token: str) -> ProviderLink | None:
    """The page that an address was made for, open or not; None for an address never made."""
    rows = ProviderLink.objects.filter(token_digest=token_digest(token))
    found: ProviderLink | None = rows.select_related("contact__provider__unit__agency").first()
    return found


def actor_of_link(link: ProviderLink) -> Actor:
    """Who acts by a secret address: the contact, with no rights but those of the page itself."""
    contact = link.contact
    agency = contact.provider.unit.agency
    return Actor(
        party=contact.pk,
        kind=contact.party.kind,
        name=contact.name,
        agency=agency.code,
        country=agency.country,
    )
