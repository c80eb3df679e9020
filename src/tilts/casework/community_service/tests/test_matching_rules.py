"""What speaks for a provider and against it, line by line, at the borders."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from tilts.casework.community_service.actions import leave_place, sign_contract
from tilts.casework.community_service.matching import Line, Match, as_reason, match, places_taken
from tilts.casework.community_service.models import Service, WorkProvider
from tilts.casework.community_service.placing_guards import Agreement, why_not_place
from tilts.casework.community_service.victims import VICTIM_SAFETY
from tilts.casework.proceedings.catalogue import pack_of
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.parties.actors import SERVICE

from .at_work import EVERY_DAY, FIVE, NINE, TODAY, AtWork, days_ago

pytestmark = pytest.mark.django_db
SOON = pack_of("LV").threshold("provider_contract_days", on=TODAY)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def lines(at_work: AtWork, case: Service, provider: WorkProvider) -> dict[str, tuple[bool, str]]:
    """Each reason by its code: whether it is met, and its words."""
    with seen_by(at_work.officer):
        found = match(at_work.officer, case, provider, TODAY)
    return {line.code: (line.met, line.text) for line in found.lines}


@pytest.mark.parametrize(
    ("last_day", "met", "lapses"),
    [(-1, False, False), (0, True, True), (SOON - 1, True, True), (SOON, True, False)],
)
def test_the_contract_at_its_borders(at_work, last_day, met, lapses):
    provider = at_work.provider(contract=False)
    given = {"by": SERVICE, "provider": provider, "number": "1", "since": days_ago(90)}
    contract = sign_contract(**given, last_day=ahead(last_day))
    held, text = lines(at_work, at_work.registered(), provider)["contract"]
    assert held is met
    assert ("lapses soon" in text) is lapses
    assert (local(contract.until) in text) is met


def test_a_contract_that_begins_tomorrow_holds_not_today(at_work):
    provider = at_work.provider(contract=False)
    sign_contract(by=SERVICE, provider=provider, number="1", since=ahead(1), last_day=None)
    case = at_work.registered()
    assert lines(at_work, case, provider)["contract"][0] is False
    with seen_by(at_work.officer):
        tomorrow = match(at_work.officer, case, provider, ahead(1))
    assert tomorrow.blocked == []


@pytest.mark.parametrize(
    ("places", "taken", "met", "text"),
    [
        (1, 0, True, "1 place is free."),
        (3, 1, True, "2 places are free."),
        (1, 1, False, "No place is free there."),
    ],
)
def test_free_places(at_work, places, taken, met, text):
    provider = at_work.provider(places=places)
    for _one in range(taken):
        at_work.placed(provider=provider)
    assert lines(at_work, at_work.registered(), provider)["places"] == (met, text)


def test_a_place_is_taken_to_its_last_day_and_before_its_first(at_work):
    provider = at_work.provider()
    leaving = at_work.placed(provider=provider)
    at_work.placed(provider=provider, since=ahead(20))
    leave_place(by=at_work.officer, case=leaving.service, reason="Closed.")
    counted = [places_taken(day)[provider.pk] for day in (days_ago(1), TODAY, ahead(30))]
    assert counted == [2, 1, 1]


@pytest.mark.parametrize(
    ("must_not", "must", "expected"),
    [
        ([], [], {"work": (True, "The work is possible for the person.")}),
        (["heavy"], ["light"], {"work": (True, "The work is possible for the person.")}),
        (
            ["outdoors"],
            [],
            {"not-outdoors": (False, "Not possible for the person: outdoors.")},
        ),
        (
            [],
            ["step-free"],
            {"must-step-free": (False, "Needed, and not offered: without steps.")},
        ),
        (
            ["light"],
            ["indoors"],
            {
                "not-light": (False, "Not possible for the person: light work."),
                "must-indoors": (False, "Needed, and not offered: indoors."),
            },
        ),
    ],
)
def test_which_work_is_possible(at_work, must_not, must, expected):
    case = at_work.registered(must_not=must_not, must=must)
    found = lines(at_work, case, at_work.provider())
    others = {"contract", "places", "days", "distance"}
    assert {code: line for code, line in found.items() if code not in others} == expected


@pytest.mark.parametrize(
    ("free", "offered", "expected"),
    [
        ([], [0, 4], (True, "Days that fit: Monday, Friday.")),
        ([4, 5], [0, 4], (True, "Days that fit: Friday.")),
        ([5], [0, 4], (False, "There is no work on a day on which the person is free.")),
    ],
)
def test_days_that_fit(at_work, free, offered, expected):
    case = at_work.registered(weekdays=free)
    assert lines(at_work, case, at_work.provider(weekdays=offered))["days"] == expected


@pytest.mark.parametrize(
    ("town", "met", "text"),
    [
        ("jelgava", True, "In the same town."),
        ("dobele", True, "26 km between the towns, as the crow flies."),
        ("riga", False, "41 km between the towns, as the crow flies."),
    ],
)
def test_how_far_it_is(at_work, town, met, text):
    case = at_work.registered(municipality="jelgava")
    assert lines(at_work, case, at_work.provider(municipality=town))["distance"] == (met, text)


def found(*against: str) -> Match:
    """A provider of work on Monday and Tuesday, with this against it."""
    provider = WorkProvider(name="Park", weekdays=[0, 1], from_time=NINE, to_time=FIVE, places=1)
    return Match(provider, None, tuple(Line(code, False, f"No {code}.") for code in against))


def agreement(**more: Any) -> Agreement:
    usual = {"since": TODAY, "weekdays": [0], "from_time": NINE, "to_time": FIVE}
    return Agreement(**{**usual, **more})


@pytest.mark.parametrize(
    ("against", "what", "expected"),
    [
        ((), {}, []),
        ((), {"weekdays": [0, 1]}, []),
        ((), {"weekdays": []}, ["no-day"]),
        ((), {"weekdays": [1, 2]}, ["other-days"]),
        ((), {"to_time": NINE}, ["no-time"]),
        ((), {"to_time": time(9, 1)}, []),
        ((), {"since": days_ago(3)}, []),
        ((), {"since": days_ago(4)}, ["too-early"]),
        (("distance",), {}, ["despite-missing"]),
        (("distance",), {"despite": "  "}, ["despite-missing"]),
        (("distance",), {"despite": "There is a bus."}, []),
        (("contract",), {"despite": "All the same."}, ["contract"]),
        (("places", "distance"), {"weekdays": []}, ["places"]),
        (("contract", "places"), {}, ["contract", "places"]),
        (("days",), {"weekdays": [6]}, ["other-days", "despite-missing"]),
    ],
)
def test_why_nobody_is_placed_so(against, what, expected):
    case = Service(registered_on=days_ago(3))
    reasons = why_not_place(case, found(*against), agreement(**what))
    assert [reason.code for reason in reasons] == expected


def test_who_is_not_registered_is_not_placed():
    reasons = why_not_place(Service(), found(), agreement(weekdays=[0]))
    assert [reason.code for reason in reasons] == ["too-early"]


def test_a_protected_reason_never_says_more_than_whom_to_ask():
    line = Line(VICTIM_SAFETY.code, False, "A victim would be met there.")
    assert as_reason(line) == VICTIM_SAFETY
    assert as_reason(Line("days", False, "No day.")).text == "No day."
    one = found(VICTIM_SAFETY.code, "distance")
    assert [line.code for line in one.blocked] == ["victim-safety"]
    assert (one.suits, found().suits) == (False, True)


def test_every_day_is_offered_where_every_day_is_worked(at_work):
    provider = at_work.provider(weekdays=EVERY_DAY)
    text = lines(at_work, at_work.registered(weekdays=[6]), provider)["days"][1]
    assert text == "Days that fit: Sunday."
