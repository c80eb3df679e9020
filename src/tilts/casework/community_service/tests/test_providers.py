"""Work providers: who keeps them, contracts that do not overlap, contacts and their pages."""

from datetime import timedelta

import pytest

from tilts.casework.community_service.actions import (
    add_provider,
    change_provider,
    close_link,
    end_contract,
    name_contact,
    open_link,
    sign_contract,
)
from tilts.casework.community_service.models import ProviderContact, ProviderLink, WorkProvider
from tilts.casework.community_service.providing import (
    contact_of,
    contract_on,
    lapsing,
    link_of,
    link_with,
    one_provider,
    providers_of,
)
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.tokens import token_digest
from tilts.platform.parties.actors import SERVICE

from .at_work import FIVE, NINE, TODAY, codes, days_ago, now, provider_said

pytestmark = pytest.mark.django_db


def refused(call, **given):
    with pytest.raises(Refused) as no:
        call(**given)
    return codes(no)


def ahead(days):
    return TODAY + timedelta(days=days)


def one_provider_of(provider):
    return next(one for one in providers_of("vpd") if one.pk == provider.pk)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"number": "40001"}, "known-already"),
        ({"municipality": "atlantis"}, "no-town"),
        ({"from_time": FIVE, "to_time": NINE}, "no-time"),
        ({"weekdays": []}, "no-day"),
    ],
)
def test_what_cannot_be_said_of_a_provider_is_refused(at_work, what, code):
    at_work.provider()
    unit = at_work.house.units["jelgava"]
    said = provider_said(**{"number": "999", **what})
    assert refused(add_provider, by=at_work.officer, unit=unit, what=said) == [code]
    assert WorkProvider.objects.count() == 1


def test_a_provider_is_corrected_and_keeps_its_own_number(at_work):
    provider = at_work.provider()
    what = provider_said("40001", name="City park", places=9)
    change_provider(by=at_work.officer, provider=provider, what=what)
    assert (now(provider).name, now(provider).places) == ("City park", 9)


def test_only_its_own_agency_keeps_it_and_only_who_may(at_work):
    provider = at_work.provider()
    prison = at_work.house.actor("head_of_unit", "riga")
    clerk = at_work.house.actor("clerk", "jelgava")
    what = provider_said("40001")
    assert refused(change_provider, by=prison, provider=provider, what=what) == ["other-agency"]
    assert refused(change_provider, by=clerk, provider=provider, what=what) == ["no-role"]
    assert refused(one_provider, by=prison, provider_id=provider.pk) == ["not-yours"]
    given = {"provider": provider, "number": "2", "since": TODAY, "last_day": None}
    assert refused(sign_contract, by=prison, **given) == ["other-agency"]
    assert refused(name_contact, by=prison, provider=provider, name="x") == ["other-agency"]
    assert refused(open_link, by=prison, provider=provider, language="lv") == ["other-agency"]
    assert refused(close_link, by=clerk, provider=provider) == ["no-role"]


class TestContracts:
    """Contracts hold to their last day, and only one at a time."""

    def test_it_holds_from_the_first_to_the_last_day(self, at_work):
        provider = at_work.provider(contract=False)
        given = {"by": SERVICE, "provider": provider, "number": "7", "since": ahead(1)}
        sign_contract(**given, last_day=ahead(5))
        held = [contract_on(one_provider_of(provider), ahead(day)) for day in (0, 1, 5, 6)]
        assert [one and one.number for one in held] == [None, "7", "7", None]

    @pytest.mark.parametrize(
        ("since", "last_day", "codes_of"),
        [
            (0, 10, ["contract-holds"]),
            (-9, 0, ["contract-holds"]),
            (10, None, ["contract-holds"]),
            (10, 9, ["ends-before"]),
        ],
    )
    def test_two_never_hold_on_one_day(self, at_work, since, last_day, codes_of):
        provider = at_work.provider(contract=False)
        first = {"by": SERVICE, "provider": provider, "number": "1"}
        sign_contract(**first, since=TODAY, last_day=ahead(10))
        last = None if last_day is None else ahead(last_day)
        given = {**first, "number": "2", "since": ahead(since), "last_day": last}
        assert refused(sign_contract, **given) == codes_of
        sign_contract(**{**given, "since": ahead(11), "last_day": None})

    def test_it_ends_earlier_and_only_once(self, at_work):
        provider = at_work.provider()
        (contract,) = provider.contracts.all()
        given = {"by": at_work.officer, "contract": contract, "reason": "Closed down."}
        end_contract(**given, last_day=ahead(3))
        assert (now(contract).until, now(contract).ended_because) == (ahead(4), "Closed down.")
        assert refused(end_contract, **given, last_day=ahead(3)) == ["contract-over"]
        early = contract.since - timedelta(days=2)
        assert refused(end_contract, **given, last_day=early) == ["ends-before"]

    def test_what_lapses_soon_or_lapsed_is_told(self, at_work):
        for number, last in enumerate((None, ahead(61), ahead(58), days_ago(3))):
            provider = at_work.provider(contract=False, name=f"Provider {number}")
            given = {"by": SERVICE, "provider": provider, "number": "1", "since": days_ago(99)}
            sign_contract(**given, last_day=last)
        found = lapsing(providers_of("vpd"), TODAY)
        assert [(one.name, day) for one, day in found] == [
            ("Provider 2", ahead(59)), ("Provider 3", days_ago(2)),
        ]  # fmt: skip


class TestPage:
    """The secret address: shown once, renewed, closed; it ends with its contact."""

    def test_only_a_digest_of_the_address_is_kept(self, at_work):
        provider = at_work.provider()
        link, token = at_work.link(provider)
        assert link.token_digest == token_digest(token) != token
        assert (link.ends_on, link.language) == (ahead(90), "en")
        found = link_with(token)
        assert found is not None
        assert (found.pk, found.contact.provider_id) == (link.pk, provider.pk)
        assert link_with("another") is None

    def test_a_new_address_replaces_the_old_one(self, at_work):
        provider = at_work.provider()
        _link, old = at_work.link(provider)
        _link, new = at_work.link(provider)
        assert (link_with(old), ProviderLink.objects.count()) == (None, 1)
        assert link_with(new) is not None

    def test_closed_it_says_so_and_can_be_opened_anew(self, at_work):
        provider = at_work.provider()
        _link, token = at_work.link(provider)
        close_link(by=at_work.officer, provider=provider)
        found = link_with(token)
        assert found is not None
        assert not found.is_open_on(TODAY)
        again, _token = at_work.link(provider)
        assert again.is_open_on(TODAY)

    def test_who_follows_closes_the_page_of_who_left(self, at_work):
        provider = at_work.provider()
        _link, token = at_work.link(provider)
        name_contact(by=at_work.officer, provider=provider, name="Uldis Koks", phone="1")
        old = link_with(token)
        assert old is not None
        assert old.closed_at is not None
        contact = contact_of(provider)
        assert contact is not None
        assert (contact.name, link_of(contact), link_of(None)) == ("Uldis Koks", None, None)
        assert ProviderContact.objects.filter(until=TODAY).count() == 1

    def test_without_a_contact_there_is_nobody_whose_page_it_is(self, at_work):
        given = {"by": at_work.officer, "provider": at_work.provider(), "language": "lv"}
        assert refused(open_link, **given) == ["no-contact"]
