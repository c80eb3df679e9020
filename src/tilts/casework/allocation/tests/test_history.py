"""Whatever is done in whatever order, nobody has two officers and no day is without one."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.allocation.actions import Handover, allocate, bulk_reassign, reassign
from tilts.casework.allocation.models import Allocation
from tilts.casework.allocation.queries import history_of
from tilts.casework.people.models import Person
from tilts.platform.access.reasons import Refused
from tilts.platform.access.tests.people import person
from tilts.platform.parties.actors import SERVICE

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("scope"),
]
FIRST = date(2026, 1, 1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["allocate", "reassign", "bulk"]),
        st.integers(0, 2),  # which officer
        st.integers(0, 9),  # on which day
    ),
    max_size=8,
)


def step(verb: str, **given) -> None:
    """Do it, or be refused."""
    try:
        if verb == "bulk":
            bulk_reassign(by=SERVICE, people=[given["person"]], to=[given["to"]], how=given["how"])
        else:
            {"allocate": allocate, "reassign": reassign}[verb](by=SERVICE, **given)
    except Refused:
        pass


@pytest.fixture
def officers(house):
    return [house.member("prison_officer", "riga") for _ in range(3)]


@given(steps=STEPS)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_histories_have_no_gap_and_no_overlap(house, officers, steps):
    whom = person(house.units["riga"], f"w{Person.plain.count()}").pk
    for verb, officer, day in steps:
        how = Handover(on=FIRST + timedelta(days=day), reason="a test")
        step(verb, person=whom, to=officers[officer], how=how)
    history = list(history_of(whom))
    assert [row.until for row in history[:-1]] == [row.since for row in history[1:]]
    assert [row.until for row in history[-1:]] == [None] * bool(steps_that_begin(steps))
    for day in (FIRST + timedelta(days=n) for n in range(12)):
        started = bool(history) and history[0].since <= day
        assert Allocation.objects.on(day).filter(person=whom).count() == int(started)


def steps_that_begin(steps) -> list[str]:
    """Verbs after which somebody is responsible for who had nobody."""
    return [verb for verb, _, _ in steps if verb != "reassign"]
