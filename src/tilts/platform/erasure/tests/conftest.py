"""A member of staff with data of every kind, and two who may erase."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress

from tilts.platform.access.models import Bar, BrokenGlass
from tilts.platform.erasure.rules import APPROVE, PROPOSE
from tilts.platform.organisation.models import Absence, Account, Agency, RoleAssignment, Staff
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

DAY = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def seal_log(settings, tmp_path) -> Path:
    log: Path = tmp_path / "seals" / "head.log"
    settings.RECORD_SEAL_LOG = log
    return log


def staff(agency: Agency, given: str) -> Staff:
    return Staff.objects.create(
        party=Party.objects.create(kind=PartyKind.STAFF),
        agency=agency,
        given=given,
        family="Kļaviņa",
        email=f"{given.lower()}@example.lv",
    )


def officer(member: Staff) -> Actor:
    """A data-protection officer, who may propose and approve."""
    grants = tuple(Grant(code, Scope.COUNTRY, "dpo", "lv") for code in (PROPOSE, APPROVE))
    return Actor(party=member.pk, kind="staff", name=member.name, grants=grants, country="lv")


@pytest.fixture
def agency(db) -> Agency:
    with act("test.found", by=SERVICE):
        return Agency.objects.create(code="vpd", country="lv", kind="probation", names={})


@pytest.fixture
def anna(agency) -> Actor:
    with act("test.appoint", by=SERVICE):
        return officer(staff(agency, "Anna"))


@pytest.fixture
def juris(agency) -> Actor:
    with act("test.appoint", by=SERVICE):
        return officer(staff(agency, "Juris"))


@pytest.fixture
def ilze(agency, anna) -> Staff:
    """Has a role, an account with an address, a bar, broken glass, and stands in for Anna."""
    with act("test.appoint", by=SERVICE):
        ilze = staff(agency, "Ilze")
        account = Account.objects.create(email=ilze.email, staff=ilze)
        EmailAddress.objects.create(user=account, email=ilze.email)
        RoleAssignment.objects.create(staff=ilze, role="officer", since=DAY)
        Absence.objects.create(
            staff_id=anna.party, substitute=ilze, since=DAY, until=DAY + timedelta(days=7)
        )
        Bar.objects.create(person=ilze.party, staff_id=anna.party, ground="relative", since=DAY)
        BrokenGlass.objects.create(
            person=ilze.party,
            staff_id=anna.party,
            reason="she called for help",
            broken_at=NOON,
            ends_at=NOON + timedelta(hours=4),
        )
    return ilze
