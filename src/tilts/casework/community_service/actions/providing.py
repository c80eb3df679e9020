"""Work providers, their contracts, and whom the service speaks with there."""

from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, refuse_if
from tilts.platform.organisation.models import Unit
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from ..capabilities import PROVIDERS
from ..models import Contract, ProviderContact, WorkProvider
from ..provider_guards import Provider, require_ours, why_not_kept
from .linking import close_pages

ENDS_BEFORE = Reason("ends-before", _("The end lies before the beginning. Choose a later day."))
CONTRACT_HOLDS = Reason(
    "contract-holds", _("Another contract holds on some of these days. End it first.")
)
OVER = Reason("contract-over", _("This contract has ended already."))


def add_provider(*, by: Actor, unit: Unit, what: Provider) -> WorkProvider:
    """A provider is known from now on; people are sent there once a contract holds."""
    require(by, PROVIDERS)
    refuse_if(why_not_kept(by, unit, what))
    row = WorkProvider(unit=unit, **vars(what))
    with act("community_service.add_provider", by=by):
        row.save(force_insert=True)
    return row


def change_provider(*, by: Actor, provider: WorkProvider, what: Provider) -> WorkProvider:
    """Correct what is said of a provider. Placements agreed on stay as they are."""
    require(by, PROVIDERS)
    refuse_if(why_not_kept(by, provider.unit, what, provider))
    with act("community_service.change_provider", by=by):
        for name, value in vars(what).items():
            setattr(provider, name, value)
        provider.save()
    return provider


def sign_contract(
    *, by: Actor, provider: WorkProvider, number: str, since: date, last_day: date | None
) -> Contract:
    """A contract with a provider, to its last day included, or without an end."""
    require_ours(by, provider)
    until = None if last_day is None else date.fromordinal(last_day.toordinal() + 1)
    refuse_if([ENDS_BEFORE] if until and until <= since else [])
    row = Contract(provider=provider, number=number, since=since, until=until)
    with act("community_service.sign_contract", by=by):
        provider.hold()
        others = Contract.objects.filter(Q(until=None) | Q(until__gt=since), provider=provider)
        others = others.filter(since__lt=until) if until else others
        refuse_if([CONTRACT_HOLDS] if others.exists() else [])
        row.save(force_insert=True)
    return row


def end_contract(*, by: Actor, contract: Contract, last_day: date, reason: str) -> Contract:
    """End a contract earlier. Whoever works there is placed elsewhere by hand."""
    require_ours(by, contract.provider)
    until = date.fromordinal(last_day.toordinal() + 1)
    over = contract.until is not None and contract.until <= until
    before = until <= contract.since
    refuse_if([*([OVER] if over else []), *([ENDS_BEFORE] if before else [])])
    with act("community_service.end_contract", by=by, reason=reason):
        contract.until, contract.ended_because = until, reason[:200]
        contract.save()
    return contract


def name_contact(
    *, by: Actor, provider: WorkProvider, name: str, phone: str = "", email: str = ""
) -> ProviderContact:
    """Whom the service speaks with from today on; the one before them, and their page, end."""
    require_ours(by, provider)
    today = timezone.localdate()
    with act("community_service.name_contact", by=by):
        provider.hold()
        for before in ProviderContact.objects.filter(provider=provider, until=None):
            before.until = today
            before.save()
        close_pages(by=by, provider=provider)
        party = Party.objects.create(kind=PartyKind.GUEST)
        row = ProviderContact(
            party=party, provider=provider, name=name, phone=phone, email=email, since=today
        )
        row.save(force_insert=True)
    return row
