"""What somebody may do today follows from their dated roles, and from nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.platform.access.reasons import Refused
from tilts.platform.access.roles import roles
from tilts.platform.organisation.actions import (
    admit_client,
    end_role,
    give_role,
    open_account,
    revoke_client,
)
from tilts.platform.organisation.grants import actor_for, actor_of, actor_of_client
from tilts.platform.organisation.models import ApiClient
from tilts.platform.organisation.queries import client_with
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.actors import SERVICE, Actor, Grant

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY = date(2026, 11, 23)
NEXT_YEAR = timezone.localdate() + timedelta(days=365)


def granted(actor: Actor, capability: str) -> set[tuple[str, str, str]]:
    """(role, scope, where) of each grant of a capability."""
    return {(g.role, g.scope, g.unit_path) for g in actor.grants if g.capability == capability}


def test_an_actor_is_a_member_of_staff_with_the_grants_of_a_day(house):
    staff = house.member("mediator", "jelgava")
    may = roles()["mediator"].may
    assert actor_for(staff, DAY) == Actor(
        party=staff.pk,
        kind="staff",
        name="Ilze Kalna",
        agency="vpd",
        country="LV",
        grants=tuple(Grant(code, scope, "mediator", "") for code, scope in may.items()),
    )


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("mediator", ("mediator", "caseload", "")),
        ("head_of_unit", ("head_of_unit", "unit", "vpd.zemgale.jelgava.")),
        ("clerk", ("clerk", "unit", "vpd.")),
        ("inspector", ("inspector", "country", "LV")),
    ],
)
def test_where_a_grant_reaches(house, role, expected):
    assert granted(house.actor(role, "jelgava"), "people.see") == {expected}


def test_a_role_without_a_unit_reaches_the_whole_agency(house):
    staff = house.hire("vpd")
    give_role(by=SERVICE, staff=staff, role="head_of_unit", since=DAY)
    assert granted(actor_for(staff, DAY), "people.see") == {("head_of_unit", "unit", "vpd.")}


def test_a_role_counts_from_its_first_day_and_no_more_from_its_end(house):
    staff = house.member("clerk", "riga", since=DAY)
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=date(2026, 11, 30))
    days = [date(2026, 11, 22), DAY, date(2026, 11, 29), date(2026, 11, 30)]
    assert [actor_for(staff, day).roles for day in days] == [(), ("clerk",), ("clerk",), ()]


def test_two_roles_add_up(house):
    staff = house.member("prison_officer", "riga")
    give_role(by=SERVICE, staff=staff, role="facilitator", unit=house.units["olaine"], since=DAY)
    assert granted(actor_for(staff, DAY), "people.see") == {
        ("prison_officer", "unit", "ievp.riga."),
        ("facilitator", "caseload", ""),
    }


def test_somebody_without_a_role_can_do_nothing(house):
    account = open_account(by=SERVICE, staff=house.hire())
    assert (actor_of(account).grants, actor_of(account).capabilities) == ((), frozenset())


def admitted(house, **values) -> tuple[ApiClient, str]:
    given = {"agency": house.agencies["ievp"], "name": "IIS", "role": "data_exchange"}
    return admit_client(by=house.administrator, **{**given, "expires": NEXT_YEAR, **values})


def test_a_client_acts_with_its_role_in_its_unit(house):
    client, _ = admitted(house, unit=house.units["riga"])
    actor = actor_of_client(client)
    assert (actor.party, actor.kind, actor.name, actor.agency) == (
        client.pk,
        "client",
        "IIS",
        "ievp",
    )
    assert actor.capabilities == frozenset(roles()["data_exchange"].may)
    everywhere, _ = admitted(house, name="KADIS")
    assert granted(actor_of_client(everywhere), "people.see") == {
        ("data_exchange", "unit", "ievp.")
    }


def test_a_token_opens_until_it_expires_or_is_revoked(house):
    client, token = admitted(house)
    before = NEXT_YEAR - timedelta(days=1)
    assert [client_with(token, day) for day in (before, NEXT_YEAR)] == [client, None]
    assert client_with("another", before) is None
    revoke_client(by=house.administrator, client=client)
    assert client_with(token, before) is None


def test_only_the_digest_of_a_token_is_kept(house):
    client, token = admitted(house)
    kept = ApiClient.objects.values().get()
    assert kept["token_digest"] == token_digest(token) == client.token_digest
    assert token not in str(kept)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"role": "mediator"}, ["role-elsewhere"]),
        ({"unit": "jelgava"}, ["unit-elsewhere"]),
        ({"expires": timezone.localdate()}, ["expired"]),
    ],
)
def test_why_a_client_is_not_let_in(house, values, expected):
    if "unit" in values:
        values = {"unit": house.units[values["unit"]]}
    with pytest.raises(Refused) as refused:
        admitted(house, **values)
    assert [reason.code for reason in refused.value.reasons] == expected
    assert ApiClient.objects.count() == 0
