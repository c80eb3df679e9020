"""What is done to agencies, units, staff and clients."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tilts.platform.access.authority import require
from tilts.platform.parties.actors import Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

from .models import (
    Absence,
    Account,
    Agency,
    ApiClient,
    Qualification,
    RoleAssignment,
    Staff,
    Unit,
)
from .rules import RUN
from .tokens import token_digest


def open_unit(
    *,
    by: Actor,
    agency: Agency,
    code: str,
    kind: str,
    names: Mapping[str, str],
    since: date,
    parent: Unit | None = None,
) -> Unit:
    """Open a unit under its parent, or at the top of its agency."""
    require(by, RUN)
    above = parent.path if parent else f"{agency.code}."
    unit = Unit(agency=agency, code=code, kind=kind, names=dict(names), since=since)
    unit.parent, unit.path = parent, f"{above}{code}."
    with act("organisation.open_unit", by=by):
        unit.save()
    return unit


def close_unit(*, by: Actor, unit: Unit, until: date) -> Unit:
    """Close a unit from that day on; what happened there keeps its name."""
    require(by, RUN)
    unit.until = until
    with act("organisation.close_unit", by=by):
        unit.save()
    return unit


@dataclass(frozen=True, kw_only=True)
class NewStaff:
    """What is known of somebody who starts to work here."""

    given: str
    family: str
    email: str
    phone: str = ""
    language: str = "en"


def appoint(*, by: Actor, agency: Agency, who: NewStaff) -> Staff:
    """Take somebody into the staff. They can do nothing until they are given a role."""
    require(by, RUN)
    with act("organisation.appoint", by=by):
        party = Party.objects.create(kind=PartyKind.STAFF)
        staff = Staff(
            party=party,
            agency=agency,
            given=who.given,
            family=who.family,
            email=who.email.lower(),
            phone=who.phone,
            language=who.language,
        )
        staff.save()
    return staff


def open_account(*, by: Actor, staff: Staff, password: str | None = None) -> Account:
    """Let a member of staff sign in; without a password only by OIDC or the demo's door."""
    require(by, RUN)
    account = Account(email=staff.email, staff=staff)
    account.set_password(password)
    with act("organisation.open_account", by=by) as a:
        account.save()
        a.note(staff.pk, account="opened")
    return account


def give_role(
    *, by: Actor, staff: Staff, role: str, since: date, unit: Unit | None = None
) -> RoleAssignment:
    """Give a role in a unit and those below it; without a unit in the whole agency."""
    require(by, RUN)
    assignment = RoleAssignment(staff=staff, role=role, unit=unit, since=since)
    with act("organisation.give_role", by=by):
        assignment.save()
    return assignment


def end_role(*, by: Actor, assignment: RoleAssignment, until: date) -> RoleAssignment:
    """End a role from that day on."""
    require(by, RUN)
    assignment.until = until
    with act("organisation.end_role", by=by):
        assignment.save()
    return assignment


def qualify(
    *, by: Actor, staff: Staff, code: str, since: date, until: date | None = None
) -> Qualification:
    """Note what a member of staff is qualified for, and until when."""
    require(by, RUN)
    qualification = Qualification(staff=staff, code=code, since=since, until=until)
    with act("organisation.qualify", by=by):
        qualification.save()
    return qualification


def plan_absence(
    *, by: Actor, staff: Staff, since: date, until: date, substitute: Staff | None
) -> Absence:
    """Plan leave and who stands in."""
    require(by, RUN)
    absence = Absence(staff=staff, since=since, until=until, substitute=substitute)
    with act("organisation.plan_absence", by=by):
        absence.save()
    return absence


def admit_client(
    *, by: Actor, agency: Agency, name: str, role: str, expires: date, unit: Unit | None = None
) -> tuple[ApiClient, str]:
    """Let a system use the API. Returns the client and its token, which is shown only once."""
    require(by, RUN)
    token = secrets.token_urlsafe(32)
    with act("organisation.admit_client", by=by):
        party = Party.objects.create(kind=PartyKind.CLIENT)
        client = ApiClient(party=party, agency=agency, name=name, role=role, unit=unit)
        client.expires, client.token_digest = expires, token_digest(token)
        client.save()
    return client, token


def revoke_client(*, by: Actor, client: ApiClient) -> ApiClient:
    """Shut a client out at once."""
    require(by, RUN)
    client.revoked_at = timezone.now()
    with act("organisation.revoke_client", by=by):
        client.save()
    return client
