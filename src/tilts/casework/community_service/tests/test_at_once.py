"""Two write at once: the last place, the last hour, the same day, the same step: one of them."""

from typing import Any

import pytest

from tilts.casework.community_service.actions import (
    approve_hours,
    leave_place,
    open_link,
    place,
    receive,
    record_hours,
    send_back,
    sign_contract,
)
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import (
    Contract,
    Placement,
    ProviderLink,
    Service,
    WorkEvent,
)
from tilts.casework.community_service.placing_guards import Agreement
from tilts.platform.access.scoped import seen_by
from tilts.platform.access.tests.at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE

from .at_work import EVERY_DAY, FIVE, NINE, TODAY, AtWork, days_ago, now, said

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def at_work(flushable_record: None) -> Any:
    """As in the other tests, committed."""
    with seen_by(SERVICE):
        yield AtWork(build_house())


def test_the_last_place_of_a_provider_is_given_once(at_work):
    provider, by = at_work.provider(places=1), at_work.officer
    what = Agreement(since=TODAY, weekdays=EVERY_DAY, from_time=NINE, to_time=FIVE)
    cases = [at_work.registered() for _ in range(2)]
    told = at_once(
        *(lambda case=case: place(by=by, case=case, provider=provider, what=what) for case in cases)
    )
    assert told == ["done", "places"]
    assert sorted(now(case).state for case in cases) == ["placed", "registered"]


def test_the_last_hour_of_the_order_is_recorded_once(at_work):
    case = at_work.registered(at_work.received(at_work.measure(minutes=2400)))
    placement, by = at_work.placed(case), at_work.officer
    for day in range(3, 8):
        at_work.worked(placement, days_ago(day), 420)
    days = [Day(day=days_ago(ago), begins=NINE, minutes=300) for ago in (1, 2)]
    told = at_once(
        *(lambda day=day: record_hours(by=by, placement=placement, what=day) for day in days)
    )
    assert told == ["beyond-order", "done"]
    assert WorkEvent.plain.filter(minutes=300).count() == 1


def test_the_same_day_is_approved_or_sent_back(at_work):
    event, by = at_work.worked(at_work.placed(), days_ago(1)), at_work.officer
    told = at_once(
        lambda: approve_hours(by=by, events=[event]),
        lambda: send_back(by=by, event=event, reason="Another person."),
    )
    assert told == ["done", "meanwhile"]
    assert [step for step, _went, _minutes in said(event.line)][:2] == ["recorded", "confirmed"]
    assert len(said(event.line)) == 3


def test_a_judgment_is_received_once(at_work):
    measure, by = at_work.measure(), at_work.officer
    given = {"by": by, "measure": measure, "unit": at_work.house.units["jelgava"]}
    given |= {"imposed_by": "court", "received_on": TODAY}
    assert at_once(*[lambda: receive(**given)] * 2) == ["done", "has-case"]
    assert Service.plain.count() == 1


def test_a_place_is_left_once(at_work):
    placement, by = at_work.placed(), at_work.officer
    cases = [now(placement.service) for _ in range(2)]
    told = at_once(
        *(lambda case=case: leave_place(by=by, case=case, reason="Closed.") for case in cases)
    )
    assert told == ["done", "moved-meanwhile"]
    assert Placement.plain.filter(until=TODAY).count() == 1


def test_one_contract_holds_on_a_day(at_work):
    provider, by = at_work.provider(contract=False), at_work.officer
    told = at_once(
        *(
            lambda number=number: sign_contract(
                by=by, provider=provider, number=number, since=TODAY, last_day=None
            )
            for number in "12"
        )
    )
    assert told == ["contract-holds", "done"]
    assert Contract.objects.count() == 1


def test_of_two_addresses_the_later_one_opens(at_work):
    provider, by = at_work.provider(), at_work.officer
    at_work.contact(provider)
    tokens: list[str] = []

    def make() -> None:
        tokens.append(open_link(by=by, provider=provider, language="en")[1])

    assert at_once(make, make) == ["done", "done"]
    assert (len(set(tokens)), ProviderLink.objects.count()) == (2, 1)
