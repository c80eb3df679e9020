"""The demo room with its table, a unit, a person, and actors."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tilts.platform.access.capabilities import declare, declared
from tilts.platform.access.models import BrokenGlass
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.visibility import SEE
from tilts.platform.organisation.actions import (
    NewStaff,
    appoint,
    give_role,
    open_account,
    open_unit,
)
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.workflow import rules
from tilts.platform.workflow.actions import begin

from .demo.models import LoanCase

HELD = (
    SEE,
    rules.OWN_ITEMS,
    rules.TAKE_ITEMS,
    rules.REASSIGN,
    rules.SEE_MACHINES,
    rules.SEE_JOBS,
    rules.REOPEN,
)

if SEE not in declared():  # the room of people is above this one
    declare(SEE, "See people", in_break_glass=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(LoanCase)
    with django_db_blocker.unblock():
        _free_of_other_tables(LoanCase._meta.db_table)


def _free_of_other_tables(table: str) -> None:
    """PostgreSQL truncates no table that a table outside Django's list refers to."""
    if connection.vendor != "postgresql":
        return
    keys = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
    with connection.cursor() as cursor:
        cursor.execute(keys, [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


@pytest.fixture
def unit(db: None) -> Unit:
    with act("test.found", by=SERVICE):
        agency = Agency(code="ievp", country="lv", kind="prison", names={"lv": "IeVP"})
        agency.save()
    since = date(2020, 1, 1)
    return open_unit(by=SERVICE, agency=agency, code="riga", kind="prison", names={}, since=since)


@pytest.fixture
def person(db: None) -> Party:
    return Party.objects.create(kind=PartyKind.PERSON)


@pytest.fixture
def ilze(unit: Unit) -> Staff:
    return new_staff(unit, "Ilze", "Kļaviņa")


@pytest.fixture
def officer(ilze: Staff, unit: Unit, person: Party) -> Actor:
    """An officer of the unit who sees the person."""
    break_glass(ilze, person)
    return actor(ilze, unit)


@pytest.fixture
def stranger(unit: Unit) -> Actor:
    """An officer of the unit who does not see the person."""
    return actor(new_staff(unit, "Juris", "Ozols"), unit)


@pytest.fixture
def all_seen() -> Iterator[None]:
    with seen_by(SERVICE):
        yield


@pytest.fixture
def loan(unit: Unit, person: Party, all_seen: None) -> LoanCase:
    case = LoanCase(person=person, unit=unit)
    begin(case=case, by=SERVICE)
    return case


def new_staff(unit: Unit, given: str, family: str) -> Staff:
    who = NewStaff(given=given, family=family, email=f"{given}.{family}@example.org")
    return appoint(by=SERVICE, agency=unit.agency, who=who)


def actor(staff: Staff, unit: Unit) -> Actor:
    grants = tuple(Grant(code, Scope.UNIT, "prison_officer", unit.path) for code in HELD)
    return Actor(party=staff.pk, kind="staff", name=staff.name, grants=grants, agency="ievp")


def break_glass(staff: Staff, person: Party) -> None:
    now = timezone.now()
    glass = BrokenGlass(staff=staff.party, person=person, reason="a fire", broken_at=now)
    glass.ends_at = now + timedelta(hours=4)
    with act("test.break_glass", by=SERVICE):
        glass.save()


@pytest.fixture
def sign_in(client: Client, ilze: Staff) -> Callable[[str], Client]:
    """Sign in a browser with a role in the whole agency."""

    def as_role(role: str) -> Client:
        give_role(by=SERVICE, staff=ilze, role=role, since=date(2020, 1, 1))
        account = open_account(by=SERVICE, staff=ilze)
        client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_role
