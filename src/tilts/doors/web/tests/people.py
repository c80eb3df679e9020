"""Fictional staff for this room's tests."""

from datetime import date

from tilts.platform.organisation.actions import NewStaff, appoint, give_role, open_account
from tilts.platform.organisation.models import Account, Agency
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

PASSWORD = "slow-river-under-the-bridge"


def agency() -> Agency:
    found: Agency | None = Agency.objects.filter(code="vpd").first()
    if found:
        return found
    row = Agency(code="vpd", country="lv", kind="probation", names={"lv": "VPD"})
    with act("test.found", by=SERVICE):
        row.save()
    return row


def colleague(name: str = "ilze", role: str = "probation_officer") -> Account:
    """A member of staff with a role and an account; their password is PASSWORD."""
    who = NewStaff(given=name.title(), family="Kalna", email=f"{name}@vpd.test")
    staff = appoint(by=SERVICE, agency=agency(), who=who)
    give_role(by=SERVICE, staff=staff, role=role, since=date(2026, 1, 1))
    return open_account(by=SERVICE, staff=staff, password=PASSWORD)


def sign_in(client, account: Account, password: str = PASSWORD):
    return client.post("/sign/login/", {"login": account.email, "password": password})
