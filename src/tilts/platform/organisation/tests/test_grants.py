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
    reopen_account,
    revoke_client,
    shut_account,
)
from tilts.platform.organisation.grants import actor_for, actor_of, actor_of_client
from tilts.platform.organisation.models import ApiClient, RoleAssignment
from tilts.platform.organisation.queries import client_with
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.actors import SERVICE, Actor, Grant
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act

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


def test_a_role_of_tomorrow_gives_nothing_today(house):
    staff = house.hire()
    give_role(by=SERVICE, staff=staff, role="inspector", since=DAY + timedelta(days=1))
    days = [DAY, DAY + timedelta(days=1)]
    assert [actor_for(staff, day).roles for day in days] == [(), ("inspector",)]


def test_a_role_in_a_unit_counts_while_the_unit_is_open(house):
    """A country pack may close a unit in which somebody still holds a role."""
    staff, unit = house.member("prison_officer", "olaine"), house.units["olaine"]
    give_role(by=SERVICE, staff=staff, role="facilitator", since=house.units["riga"].since)
    with act("test.pack", by=SERVICE):
        unit.since, unit.until = DAY, DAY + timedelta(days=7)
        unit.save()
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=6), DAY + timedelta(days=7)]
    both = ("prison_officer", "facilitator")
    assert [set(actor_for(staff, day).roles) for day in days] == [
        {"facilitator"},
        set(both),
        set(both),
        {"facilitator"},
    ]


def test_a_role_that_the_table_lost_gives_nothing_and_breaks_nothing(house):
    staff = house.member("clerk", "riga")
    with act("test.old", by=SERVICE):
        RoleAssignment(staff=staff, role="librarian", since=DAY).save()
    assert actor_for(staff, DAY).roles == ("clerk",)


def test_a_unit_that_moves_takes_its_roles_along(house):
    staff, unit = house.member("head_of_unit", "riga_w1"), house.units["riga_w1"]
    with act("test.move", by=SERVICE):
        unit.parent, unit.path = house.units["olaine"], "ievp.olaine.riga_w1."
        unit.save()
    assert granted(actor_for(staff, DAY), "people.see") == {
        ("head_of_unit", "unit", "ievp.olaine.riga_w1.")
    }


def test_an_account_that_is_reopened_has_the_roles_of_today(house):
    staff = house.member("clerk")
    account = open_account(by=SERVICE, staff=staff)
    shut_account(by=SERVICE, account=account)
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=timezone.localdate())
    assert actor_of(reopen_account(by=SERVICE, account=account)).grants == ()


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


def test_a_system_of_a_unit_that_closed_can_do_nothing(house):
    unit, today = house.units["olaine"], timezone.localdate()
    client, token = admitted(house, unit=unit)
    with act("test.pack", by=SERVICE):
        unit.until = today
        unit.save()
    found = client_with(token, today)
    assert found is not None
    assert (found, actor_of_client(found).grants) == (client, ())


def test_a_system_shut_out_twice_was_shut_out_the_first_time(house):
    client, _ = admitted(house)
    at = revoke_client(by=house.administrator, client=client).revoked_at
    assert revoke_client(by=house.administrator, client=client).revoked_at == at
    assert Act.objects.filter(kind="organisation.revoke_client").count() == 1


def test_two_systems_have_two_tokens_and_neither_opens_for_the_other(house):
    today = timezone.localdate()
    (one, token), (other, another) = (admitted(house, name=name) for name in ("IIS", "KADIS"))
    assert len({token, another}) == 2
    assert [client_with(t, today) for t in (token, another)] == [one, other]
    for wrong in ("", token[:-1], token + "x", token.swapcase(), one.token_digest):
        assert client_with(wrong, today) is None


def test_only_an_administrator_of_the_agency_lets_systems_in_and_shuts_them_out(house):
    client, _ = admitted(house)
    abroad = actor_for(house.member("administrator", "vilnius"), timezone.localdate())
    clerk = house.actor("clerk")
    for by, code in ((abroad, "other-agency"), (clerk, "no-role")):
        given = {"agency": house.agencies["ievp"], "name": "X", "role": "clerk"}
        for verb in (
            lambda by=by, given=given: admit_client(by=by, **given, expires=NEXT_YEAR),
            lambda by=by: revoke_client(by=by, client=client),
        ):
            with pytest.raises(Refused) as refused:
                verb()
            assert [reason.code for reason in refused.value.reasons] == [code]
    assert list(ApiClient.objects.values_list("name", "revoked_at")) == [("IIS", None)]
