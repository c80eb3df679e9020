"""Other systems that use the API."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from ..guards import require_run, why_not_in, why_not_role
from ..models import Agency, ApiClient, Unit
from ..tokens import new_token, token_digest


def admit_client(
    *, by: Actor, agency: Agency, name: str, role: str, expires: date, unit: Unit | None = None
) -> tuple[ApiClient, str]:
    """Let a system use the API. Returns the client and its token, which is shown only once."""
    require_run(by, agency)
    today = timezone.localdate()
    reasons = [*why_not_role(agency, role), *why_not_in(agency, unit, today)]
    refuse_if([*reasons, *_why_not_until(expires, today)])
    token = new_token()
    client = ApiClient(agency=agency, name=name, role=role, unit=unit, expires=expires)
    client.token_digest = token_digest(token)
    with act("organisation.admit_client", by=by):
        client.party = Party.objects.create(kind=PartyKind.CLIENT)
        client.save()
    return client, token


def _why_not_until(expires: date, today: date) -> Reasons:
    if expires > today:
        return []
    return [Reason("expired", _("The token would be of no use. Choose a day to come."))]


def revoke_client(*, by: Actor, client: ApiClient) -> ApiClient:
    """Shut a client out at once. Once is enough: a second time changes nothing."""
    require_run(by, client.agency)
    client.revoked_at = client.revoked_at or timezone.now()
    with act("organisation.revoke_client", by=by):
        client.save()
    return client
