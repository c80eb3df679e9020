"""From a sign-in to an actor: which grants somebody holds today."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from tilts.platform.access.roles import roles
from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.parties.models import PartyKind

from .models import Account, ApiClient, RoleAssignment, Staff


def actor_of(account: Account) -> Actor:
    """The actor behind a signed-in account, with the grants of today."""
    staff = Staff.objects.select_related("agency").get(pk=account.staff_id)
    return actor_for(staff, timezone.localdate())


def actor_for(staff: Staff, day: date) -> Actor:
    """A member of staff as an actor, with the grants of a day."""
    assignments = staff.assignments.on(day).select_related("unit")
    grants = tuple(grant for assignment in assignments for grant in _grants(staff, assignment))
    return Actor(
        party=staff.pk,
        kind=PartyKind.STAFF,
        name=staff.name,
        grants=grants,
        agency=staff.agency_id,
        country=staff.agency.country,
    )


def actor_of_client(client: ApiClient) -> Actor:
    """An API client as an actor."""
    path = client.unit.path if client.unit else f"{client.agency_id}."
    return Actor(
        party=client.pk,
        kind=PartyKind.CLIENT,
        name=client.name,
        grants=tuple(_of_role(client.role, path, client.agency_id, client.agency.country)),
        agency=client.agency_id,
        country=client.agency.country,
    )


def _grants(staff: Staff, assignment: RoleAssignment) -> Iterator[Grant]:
    path = assignment.unit.path if assignment.unit else f"{staff.agency_id}."
    return _of_role(assignment.role, path, staff.agency_id, staff.agency.country)


def _of_role(role: str, path: str, agency: str, country: str) -> Iterator[Grant]:
    """Grants of a role at a place: an agency is the unit tree below its own code."""
    where = {Scope.UNIT: path, Scope.AGENCY: f"{agency}.", Scope.COUNTRY: country}
    for capability, scope in roles()[role].may.items():
        narrowed = Scope.UNIT if scope is Scope.AGENCY else scope
        yield Grant(capability, narrowed, role, where.get(scope, ""))
