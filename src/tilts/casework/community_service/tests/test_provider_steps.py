"""The steps about a work provider: what each asks, what it does, whom it refuses."""

from typing import Any

import pytest

from tilts.casework.community_service.models import (
    Contract,
    ProviderContact,
    ProviderLink,
    WorkProvider,
)
from tilts.casework.people.tests.desk import browser
from tilts.platform.record.models import Act

from .at_work import TODAY, AtWork, days_ago, now, url
from .test_pages import refused, sent, shown, text
from .test_steps import asked

pytestmark = pytest.mark.django_db
OFFERED = {
    "name", "registration_number", "kind", "street", "municipality", "work", "traits", "weekdays",
    "from_time", "to_time", "places",
}  # fmt: skip
STEPS: dict[str, tuple[str, set[str]]] = {
    "add_provider": ("Add a work provider", OFFERED),
    "change_provider": ("Change the work provider", OFFERED),
    "contract": ("Record a contract", {"number", "since", "last_day"}),
    "end_contract": ("End the contract", {"last_day", "reason"}),
    "contact": ("Name the contact person", {"name", "phone", "email"}),
    "link": ("Address of the page", {"language"}),
}


@pytest.fixture
def client(at_work: AtWork) -> Any:
    return browser(at_work.staff)


def address(name: str, provider: WorkProvider) -> str:
    """The page of a step."""
    if name == "add_provider":
        return url(name)
    return url(name, provider, *(provider.contracts.all() if name == "end_contract" else ()))


def kept() -> tuple[int, ...]:
    kinds: tuple[Any, ...] = (WorkProvider, Contract, ProviderContact, ProviderLink)
    return tuple(kind.objects.count() for kind in kinds)


@pytest.mark.parametrize("name", STEPS)
def test_what_the_page_of_a_step_asks(at_work: AtWork, client: Any, name: str) -> None:
    title, fields = STEPS[name]
    provider = at_work.provider()
    before = kept()
    answer = client.get(address(name, provider))
    assert asked(answer) == (200, True, fields)
    assert title in text(answer)
    assert kept() == before


@pytest.mark.parametrize("name", sorted(STEPS.keys() - {"link"}))
def test_an_empty_form_is_asked_again(at_work: AtWork, client: Any, name: str) -> None:
    provider = at_work.provider()
    before, acts = kept(), Act.objects.count()
    answer = client.post(address(name, provider), {"sent": "1"})
    assert (answer.status_code, kept(), Act.objects.count()) == (422, before, acts)
    assert "This field is required." in text(answer)


@pytest.mark.parametrize("name", STEPS)
def test_who_keeps_no_providers_takes_no_step(at_work: AtWork, name: str) -> None:
    provider = at_work.provider()
    clerk = browser(at_work.house.member("clerk", "jelgava"))
    for answer in (clerk.get(address(name, provider)), clerk.post(address(name, provider), {})):
        assert answer.status_code in (403, 404)


def test_a_provider_is_shown_for_correction_as_it_is(at_work: AtWork, client: Any) -> None:
    provider = at_work.provider(name="City park", weekdays=[0, 6], traits=["heavy"])
    page = client.get(url("change_provider", provider)).content.decode()
    ticked = [part for part in page.split("<input")[1:] if " checked" in part.partition(">")[0]]
    values = {part.split('value="')[1].split('"')[0] for part in ticked}
    assert values == {"0", "6", "heavy"}
    assert 'value="City park"' in page


def test_a_contract_ends_once_and_not_before_it_began(at_work: AtWork, client: Any) -> None:
    provider = at_work.provider()
    page = address("end_contract", provider)
    early = client.post(page, {"last_day": "1990-01-01", "reason": "Closed."})
    assert "The end lies before the beginning." in text(early)
    assert client.post(page, {"last_day": str(TODAY), "reason": "Closed."}).status_code == 302
    again = client.post(page, {"last_day": str(TODAY), "reason": "Closed."})
    assert "This contract has ended already." in text(again)
    assert provider.contracts.get().ended_because == "Closed."


def test_a_second_contract_waits_until_the_first_is_over(at_work: AtWork, client: Any) -> None:
    provider = at_work.provider()
    told = {"number": "2", "since": str(TODAY), "last_day": ""}
    assert "Another contract holds on some of these days." in refused(
        client, "contract", provider, **told
    )
    client.post(address("end_contract", provider), {"last_day": str(days_ago(1)), "reason": "New."})
    assert sent(client, "contract", provider, **told) == url("provider", provider)
    page = shown(client, "provider", provider)
    assert ("· New." in page, "without an end" in shown(client, "providers")) == (True, True)


def test_who_follows_as_contact_stands_there_and_the_page_is_closed(
    at_work: AtWork, client: Any
) -> None:
    provider = at_work.provider()
    link, _token = at_work.link(provider)
    assert "Zane Egle" in shown(client, "provider", provider)
    sent(client, "contact", provider, name="Uldis Koks", phone="+371 20000001", email="")
    page = shown(client, "provider", provider)
    assert ["Uldis Koks" in page, "+371 20000001" in page, "Zane Egle" in page] == [
        True, True, False,
    ]  # fmt: skip
    assert "Not open. With its address the contact records" in page
    assert now(link).closed_at is not None


def test_without_providers_nobody_is_placed_and_the_page_says_what_is_next(
    at_work: AtWork, client: Any
) -> None:
    page = shown(client, "place", at_work.registered())
    assert "No work provider is known yet." in page
    assert "Add one with its contract first." in page
