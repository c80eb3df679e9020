"""How far days and lengths may go: whatever is recorded, the calendar can reckon with it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tilts.casework.proceedings import actions
from tilts.casework.proceedings.actions import NewMeasure, count_remand, impose_measure
from tilts.casework.proceedings.forms import MeasureForm
from tilts.casework.proceedings.imposing import MOST, is_too_much
from tilts.casework.proceedings.models import Ending, Measure, Placement
from tilts.casework.proceedings.moments import EARLIEST, why_not_begin, why_not_past
from tilts.casework.proceedings.panels import coming, sentence_bars
from tilts.casework.proceedings.release import release_calculation
from tilts.casework.proceedings.responsibility import responsibility
from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Reasons, Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .pages import looks_at, page, signed_in
from .world import JUDGED, again, codes, days_ago, imprisoned, judged, opened, sentenced, today

TOMORROW = today() + timedelta(days=1)
LAST_BEGINNING = add_months(today(), 600) - timedelta(days=1)
TEXTS = {
    "in-future": "This day has not come yet. Give the day when it happened.",
    "long-ago": "This day lies before 1900. Look at the year.",
    "far-ahead": "This day is more than fifty years away. Look at the year.",
}


def said(reasons: Reasons) -> list[str]:
    assert {r.code: str(r.text) for r in reasons} == {r.code: TEXTS[r.code] for r in reasons}
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), []),
        ((None,), []),
        ((today(),), []),
        ((EARLIEST,), []),
        ((TOMORROW,), ["in-future"]),
        ((date.max, None), ["in-future"]),
        ((EARLIEST - timedelta(days=1),), ["long-ago"]),
        ((date.min, TOMORROW), ["in-future", "long-ago"]),
        ((TOMORROW, TOMORROW), ["in-future"]),
    ],
)
def test_days_on_which_something_can_have_happened(days, expected):
    assert said(why_not_past(*days)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, []),
        (EARLIEST, []),
        (TOMORROW, []),
        (LAST_BEGINNING, []),
        (LAST_BEGINNING + timedelta(days=1), ["far-ahead"]),
        (date.max, ["far-ahead"]),
        (EARLIEST - timedelta(days=1), ["long-ago"]),
    ],
)
def test_days_on_which_something_can_begin(day, expected):
    assert said(why_not_begin(day)) == expected


@pytest.mark.parametrize("name", MOST)
def test_each_number_has_its_most(name):
    assert [is_too_much({name: n}) for n in (None, 0, MOST[name], MOST[name] + 1)] == [
        *(False, False, False, True)
    ]


MOSTS: list[dict[str, Any]] = [
    {"years": MOST["years"], "months": MOST["months"], "days": MOST["days"]},
    {"years": 1, "suspended": True, "probation_months": MOST["probation_months"]},
    {"years": 1, "remand_days": MOST["remand_days"]},
    {"kind": "community_service", "minutes": MOST["minutes"], "start": None},
    {"kind": "community_service", "cents": MOST["cents"], "start": None},
    {"years": 2, "start": LAST_BEGINNING},
    {"kind": "probation_supervision", "years": MOST["years"], "start": LAST_BEGINNING},
]


@pytest.mark.parametrize("what", MOSTS)
def test_the_most_that_is_recorded_can_be_reckoned_with(person, prison, what):
    usual = {"kind": "imprisonment", "start": JUDGED}
    new = NewMeasure(**{**usual, "imposed_on": JUDGED, **what})
    measure = impose_measure(by=SERVICE, proceeding=judged(person, prison), what=new)
    stored = again(measure)
    assert {name: getattr(stored, name) for name in what} == what
    found = release_calculation(person, today())
    assert found.measures == (measure,)
    for provider in (sentence_bars, coming):
        assert set(provider(SERVICE, [person.pk])) <= {person.pk}
    assert responsibility(person.pk, today()).why


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"years": 101}, ["too-much"]),
        ({"years": 1, "months": 1201}, ["too-much"]),
        ({"years": 1, "start": date.max}, ["far-ahead"]),
        ({"years": 101, "start": date.min}, ["long-ago", "too-much"]),
        ({"years": 101, "imposed_on": TOMORROW}, ["in-future", "too-much"]),
        ({"years": 1, "remand_days": 40_000}, ["too-much"]),
        ({"kind": "community_service", "minutes": 6_000_060}, ["too-much"]),
        ({"suspended": True, "years": 1, "probation_months": 1201}, ["too-much"]),
    ],
)
def test_what_is_beyond_is_refused_with_all_its_reasons(person, prison, what, expected):
    new = NewMeasure(**{"kind": "imprisonment", "imposed_on": JUDGED, **what})
    with pytest.raises(Refused) as refused:
        impose_measure(by=SERVICE, proceeding=judged(person, prison), what=new)
    assert codes(refused) == expected
    assert Measure.objects.count() == 0


def test_remand_too_has_its_most(person, prison):
    measure = sentenced(person, prison)
    most = MOST["remand_days"]
    count_remand(by=SERVICE, measure=measure, days=most, reason="the judgment")
    assert again(measure).remand_days == most
    with pytest.raises(Refused) as refused:
        count_remand(by=SERVICE, measure=measure, days=most + 1, reason="the judgment")
    assert codes(refused) == ["too-much"]
    assert again(measure).remand_days == most


LONG_AGO = EARLIEST - timedelta(days=1)
DATED: dict[str, tuple[Callable[[Any], object], list[str]]] = {
    "open": (lambda s: opened(s["person"], s["unit"], received_on=LONG_AGO), ["long-ago"]),
    "offence": (
        lambda s: actions.add_offence(
            by=SERVICE,
            proceeding=s["proceeding"],
            code="175",
            committed_on=LONG_AGO,
            committed_until=date.max,
        ),
        ["in-future", "long-ago"],
    ),
    "judgment": (
        lambda s: actions.record_judgment(
            by=SERVICE, proceeding=s["proceeding"], judged_on=date.min
        ),
        ["long-ago", "judged-too-early"],
    ),
    "in force": (
        lambda s: actions.enter_into_force(
            by=SERVICE, proceeding=s["proceeding"], in_force_on=date.min
        ),
        ["long-ago"],
    ),
    "start": (
        lambda s: actions.start_measure(by=SERVICE, measure=s["measure"], start=date.max),
        ["far-ahead"],
    ),
    "end": (
        lambda s: actions.end_measure(
            by=SERVICE, measure=s["measure"], ended_on=date.min, how=Ending.PARDONED, reason=" "
        ),
        ["long-ago", "ends-too-early", "reason-missing"],
    ),
    "place": (
        lambda s: actions.place(
            by=SERVICE, person_id=s["person"].pk, unit=s["unit"], since=date.min
        ),
        ["long-ago", "unit-closed"],
    ),
    "leave": (
        lambda s: actions.end_placement(
            by=SERVICE, person_id=s["person"].pk, on=date.min, how=Placement.Ended.RELEASE
        ),
        ["long-ago"],
    ),
}


@pytest.mark.parametrize("name", DATED)
def test_no_action_takes_a_day_that_cannot_be(person, prison, name):
    measure = imprisoned(judged(person, prison))
    stand = {"person": person, "unit": prison, "proceeding": measure.proceeding}
    before = Act.objects.count()
    do, expected = DATED[name]
    with pytest.raises(Refused) as refused:
        do({**stand, "measure": measure})
    assert (codes(refused), Act.objects.count()) == (expected, before)


@pytest.mark.parametrize("amount", ["1e999999999", "10000000000.00", "-1", "1.005"])
def test_an_amount_has_twelve_digits_at_most(person, prison, amount):
    said = {"kind": "community_service", "imposed_on": JUDGED, "amount": amount}
    form = MeasureForm(said, proceeding=judged(person, prison))
    assert (form.is_valid(), list(form.errors)) == (False, ["amount"])


def test_the_greatest_amount_is_kept_to_the_cent(person, prison):
    said = {"kind": "community_service", "imposed_on": JUDGED, "amount": "9999999999.99"}
    form = MeasureForm(said, proceeding=judged(person, prison))
    assert form.is_valid(), form.errors
    assert form.what().cents == 999_999_999_999


@pytest.mark.usefixtures("pages")
def test_the_pages_bear_the_longest_sentence(person, prison):
    proceeding = judged(person, prison)
    imprisoned(proceeding, years=100, months=1200, start=days_ago(1))
    client = signed_in(prison, "clerk")
    looks_at(client, person)
    assert "100 years 1200 months" in page(client, "one", proceeding.pk)
    assert "End of sentence" in page(client, "list", person.pk)
