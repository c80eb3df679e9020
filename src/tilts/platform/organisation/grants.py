"""From a sign-in to an actor: which grants somebody holds today."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from tilts.platform.access.roles import roles
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.parties.models import PartyKind

from .models import Account, Agency, ApiClient, Staff, Unit


def actor_of(account: Account) -> Actor:
    """The actor behind a signed-in account, with the grants of today."""
    return actor_for(account.staff, timezone.localdate())


def actor_for(staff: Staff, day: date) -> Actor:
    """A member of staff as an actor, with the grants of a day."""
    held = staff.assignments.on(day).select_related("unit")
    grants = [grant for row in held for grant in _grants(row.role, row.unit, staff.agency, day)]
    return Actor(
        party=staff.pk,
        kind=PartyKind.STAFF,
        name=staff.name,
        grants=tuple(grants),
        agency=staff.agency_id,
        country=staff.agency.country,
    )


def actor_of_client(client: ApiClient) -> Actor:
    """An API client as an actor, with the grants of today."""
    grants = _grants(client.role, client.unit, client.agency, timezone.localdate())
    return Actor(
        party=client.pk,
        kind=PartyKind.CLIENT,
        name=client.name,
        grants=tuple(grants),
        agency=client.agency_id,
        country=client.agency.country,
    )


def _grants(code: str, unit: Unit | None, agency: Agency, day: date) -> Iterator[Grant]:
    """Grants of a role in a unit, or in the whole agency: the unit tree below its own code.

    None in a unit that is not open that day, and none of a role that the table lost.
    """
    role = roles().get(code)
    if role is None or (unit and not unit.is_on(day)):
        return
    whole = f"{agency.pk}."
    where = {Scope.UNIT: unit.path if unit else whole, Scope.AGENCY: whole}
    for capability, scope in role.may.items():
        narrowed = Scope.UNIT if scope is Scope.AGENCY else scope
        place = agency.country if scope is Scope.COUNTRY else where.get(scope, "")
        yield Grant(capability, narrowed, role.code, place)
