"""Days of the demonstration as they are made: how many, whose word, and which wait."""

from datetime import date, time, timedelta
from random import Random
from uuid import uuid4

import pytest

from tilts.casework.community_service.balance import latest
from tilts.casework.community_service.cases import ServiceMachine
from tilts.casework.community_service.choices import ProviderKind, Trait
from tilts.casework.community_service.demo.days import WAITING, absence, days_of
from tilts.casework.community_service.demo.providers import OF
from tilts.casework.community_service.demo.ways import STAGES, TO
from tilts.casework.community_service.models import Placement, Service
from tilts.platform.workflow.machines import initial, targets

LAST = date(2026, 11, 20)
CONTACT, OFFICER = uuid4(), uuid4()
SAID_BY = (CONTACT, OFFICER)


def placement(minutes: int = 3600) -> Placement:
    case = Service(minutes=minutes)
    return Placement(
        service=case, since=LAST - timedelta(days=70), weekdays=[0, 1, 2, 3, 4],
        from_time=time(9), to_time=time(15),
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("whole", [True, False])
def test_whoever_is_done_did_every_minute_and_others_never_all(seed, whole):
    events = days_of(Random(seed), placement(), LAST, SAID_BY, whole=whole, absent=[])
    lines = latest(events)
    total = sum(one.minutes for one in lines)
    assert total == 3600 if whole else 0 < total <= 3240
    assert all(one.day.weekday() < 5 and one.day < LAST for one in lines)
    assert len({one.day for one in lines}) == len(lines)


def test_the_provider_records_and_confirms_and_the_officer_approves():
    events = days_of(Random(4), placement(), LAST, SAID_BY, whole=True, absent=[])
    assert {(one.number, one.step, one.said_by_id) for one in events} == {
        (1, "recorded", CONTACT), (2, "confirmed", CONTACT), (3, "approved", OFFICER),
    }  # fmt: skip


def test_only_the_last_days_wait():
    events = days_of(Random(5), placement(), LAST, SAID_BY, whole=False, absent=[])
    for one in latest(events):
        recent = (LAST - one.day).days < WAITING
        assert one.step == ("confirmed" if recent else "approved")


def test_nobody_works_on_a_day_on_which_they_were_absent():
    every = days_of(Random(6), placement(), LAST, SAID_BY, whole=True, absent=[])
    away = sorted({one.day for one in every})[:3]
    rest = days_of(Random(6), placement(), LAST, SAID_BY, whole=True, absent=away)
    assert not {one.day for one in rest} & set(away)


def test_an_absence_is_recorded_there_and_judged_here():
    first, second = absence(placement(), LAST, SAID_BY)
    assert (first.line, first.number, second.number) == (second.line, 1, 2)
    assert [(one.step, one.went, one.said_by_id) for one in (first, second)] == [
        ("recorded", "absent", CONTACT), ("approved", "unacceptable", OFFICER),
    ]  # fmt: skip
    assert (first.minutes, first.begins, first.quality) == (0, None, "")


@pytest.mark.parametrize("state", TO)
def test_every_way_is_one_that_the_machine_knows(state):
    at = initial(ServiceMachine)
    for code, to in TO[state]:
        assert to in targets(ServiceMachine, code, at)
        at = to
    assert at == state


def test_stages_are_uneven_and_each_is_one_that_goes_on():
    assert set(STAGES) == {"received", "registered", "placed", "working", "postponed", "evaded"}
    assert STAGES.count("working") > len(STAGES) / 2


@pytest.mark.parametrize("country", ["LV", "LT"])
def test_providers_are_of_known_kinds(country):
    for _name, kind, work, traits, places, _ends, contact in OF[country]:
        assert kind in ProviderKind.values
        assert set(traits) <= set(Trait.values)
        assert (places > 0, bool(work), bool(contact)) == (True, True, True)
