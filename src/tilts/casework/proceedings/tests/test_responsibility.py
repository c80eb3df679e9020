"""Who is responsible on a day: derived once from the rows, and once more day by day by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import (
    end_measure,
    end_placement,
    place,
)
from tilts.casework.proceedings.models import Ending, Placement
from tilts.casework.proceedings.release import calculations
from tilts.casework.proceedings.responsibility import responsibilities, responsibility
from tilts.engines.calendars.months import add_months
from tilts.platform.parties.actors import SERVICE

from .world import IN_FORCE, days_ago, new_person, sentenced, today

FIRST = date(2025, 4, 1)
LAST = 400  # days after the first one that a story may reach


@dataclass(frozen=True)
class Story:
    """A term in prison, stays there and supervision by probation, in days after FIRST."""

    years: int
    stays: list[tuple[int, int]]  # first day, length
    supervised: tuple[int, int] | None  # imposed before FIRST; ended that day, or never for 0


STAYS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=3)
STORIES = st.builds(
    Story,
    years=st.integers(1, 6),
    stays=STAYS,
    supervised=st.none() | st.tuples(st.just(0), st.integers(0, 300)),
)


def laid_out(stays: list[tuple[int, int]]) -> list[tuple[date, date]]:
    """Stays one after the other, each beginning some days after the one before."""
    found, day = [], FIRST
    for gap, length in stays:
        since = day + timedelta(days=gap + 1)
        found.append((since, since + timedelta(days=length)))
        day = found[-1][1]
    return found


def tell(story: Story, person: Person, prison) -> date | None:
    """Write the story into the record; the day of release by the calculation."""
    sentenced(person, prison, years=story.years)
    if story.supervised:
        measure = sentenced(person, prison, kind="probation_supervision", years=3)
        if story.supervised[1]:
            on = FIRST + timedelta(days=story.supervised[1])
            end_measure(by=SERVICE, measure=measure, ended_on=on, how=Ending.PARDONED, reason="-")
    for since, until in laid_out(story.stays):
        place(by=SERVICE, person_id=person.pk, unit=prison, since=since)
        how = Placement.Ended.RELEASE
        end_placement(by=SERVICE, person_id=person.pk, on=until, how=how)
    return calculations([person.pk], today())[person.pk].expected


def by_hand(story: Story, release: date | None, day: date) -> str:
    """Who is responsible, from the story alone."""
    inside = any(since <= day < until for since, until in laid_out(story.stays))
    ended = story.supervised and story.supervised[1]
    over = bool(ended) and day >= FIRST + timedelta(days=ended or 0)
    probation = story.supervised is not None and not over
    near = release is not None and day >= add_months(release, -12)
    if not inside:
        return "probation" if probation else "none"
    return "both" if probation or near else "prison"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(story=STORIES)
def test_the_derivation_agrees_with_one_made_day_by_day(prison, story):
    with transaction.atomic():
        person = new_person(prison)
        release = tell(story, person, prison)
        days = [FIRST + timedelta(days=n) for n in range(0, LAST, 7)]
        edges = [day for stay in laid_out(story.stays) for day in stay]
        for day in sorted({*days, *edges, *(edge - timedelta(days=1) for edge in edges)}):
            found = responsibility(person.pk, day)
            assert (day, found.who) == (day, by_hand(story, release, day))
            assert found.why
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("years", "placed", "probation", "who"),
    [
        (9, False, False, "none"),
        (9, True, False, "prison"),
        (9, False, True, "probation"),
        (9, True, True, "both"),
        (1, True, False, "both"),
    ],
)
def test_every_case_of_the_table(person, prison, years, placed, probation, who):
    sentenced(person, prison, years=years)
    if placed:
        place(by=SERVICE, person_id=person.pk, unit=prison, since=IN_FORCE)
    if probation:
        sentenced(person, prison, kind="probation_supervision", years=3)
    assert responsibility(person.pk, IN_FORCE).who == who


def test_a_judgment_not_in_force_gives_probation_nothing(person, prison):
    measure = sentenced(person, prison, kind="probation_supervision", years=3)
    assert responsibility(person.pk, IN_FORCE).who == "probation"
    before = IN_FORCE - timedelta(days=1)
    assert responsibility(person.pk, before).why == (
        "Not in prison, and no measure is carried out."
    )
    assert measure.in_force_on == IN_FORCE


def test_nobody_is_mixed_up_with_anybody_else(prison):
    people = [new_person(prison, family) for family in ("A", "B", "C")]
    sentenced(people[0], prison, years=9)
    place(by=SERVICE, person_id=people[0].pk, unit=prison, since=days_ago(5))
    sentenced(people[1], prison, kind="probation_supervision", years=3)
    found = responsibilities([person.pk for person in people], today())
    assert [found[person.pk].who for person in people] == ["prison", "probation", "none"]
