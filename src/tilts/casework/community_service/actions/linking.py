"""The secret address of a provider's own page: made, made anew, closed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.organisation.tokens import new_token, token_digest
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..models import ProviderLink, WorkProvider
from ..provider_guards import require_ours
from ..providing import contact_of, link_of

NO_CONTACT = Reason(
    "no-contact", _("Name first with whom the service speaks there: the page is theirs.")
)


def open_link(*, by: Actor, provider: WorkProvider, language: str) -> tuple[ProviderLink, str]:
    """Make the secret address of the contact's page, or a new one; the old one opens nothing more.

    Returns the page and the token of its address, which is shown only once.
    """
    require_ours(by, provider)
    token, now = new_token(), timezone.now()
    today = timezone.localdate(now)
    days = pack_of(provider.country).threshold("community_service_link_days", on=today)
    with act("community_service.open_link", by=by):
        provider.hold()
        contact = contact_of(provider)
        if contact is None:
            raise Refused([NO_CONTACT])
        link = link_of(contact) or ProviderLink(contact=contact)
        link.token_digest, link.language, link.closed_at = token_digest(token), language, None
        link.opened_at, link.ends_on = now, today + timedelta(days=days)
        link.save()
    return link, token


def close_link(*, by: Actor, provider: WorkProvider) -> None:
    """The address of the provider's page opens nothing any more."""
    require_ours(by, provider)
    close_pages(by=by, provider=provider)


def close_pages(*, by: Actor, provider: WorkProvider) -> None:
    """Close what is open of a provider, for whoever may act for them."""
    links = list(ProviderLink.objects.filter(contact__provider=provider, closed_at=None))
    if links:
        with act("community_service.close_link", by=by):
            for link in links:
                link.closed_at = timezone.now()
                link.save()
