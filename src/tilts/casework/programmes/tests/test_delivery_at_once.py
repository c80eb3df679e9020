"""Many refer, place and mark at once: nobody is on two programmes, nobody is referred twice."""

import pytest

from tilts.casework.programmes.actions import Referral, give_place, refer
from tilts.casework.programmes.models import Participation
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.actions import Mark, mark
from tilts.platform.gatherings.models import Enrolment, Outcome
from tilts.platform.gatherings.tests.test_at_once import at_once
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.tests.flushing import flushable_record

from .delivery import PROGRAMME, TODAY, Delivery, now

__all__ = ["flushable_record"]
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.fixture
def together(flushable_record):
    """Probation in Jelgava, committed; two programmes are licensed."""
    with seen_by(SERVICE):
        made = Delivery(build_house())
        made.licensed()
        made.licensed("substances")
        yield made


def test_nobody_has_places_in_two_programmes(together):
    whom = together.somebody()
    cases = [together.waiting(whom), together.waiting(whom, "substances")]
    groups = [together.group(), together.group("substances")]

    def place(number: int) -> None:
        case, series = cases[number % 2], groups[number % 2]
        give_place(by=SERVICE, case=now(case), series=series, since=TODAY)

    told = at_once(place, threads=4)
    assert told.count("done") == 1
    placed = Participation.objects.filter(person=whom, state="scheduled")
    assert (placed.count(), Enrolment.plain.filter(party=whom.pk).count()) == (1, 1)


def test_nobody_is_referred_twice_to_one_programme(together):
    whom = together.somebody()
    goal, unit = together.goal(whom), together.house.units["jelgava"]
    what = Referral(programme=PROGRAMME, goal=goal.pk)
    told = at_once(lambda number: refer(by=SERVICE, person=whom, unit=unit, what=what), threads=4)
    assert told == ["done", *["referred-already"] * 3]


def test_the_last_place_is_given_once(together):
    series, cases = together.group(capacity=1), [together.waiting() for _ in range(4)]
    told = at_once(
        lambda number: give_place(by=SERVICE, case=now(cases[number]), series=series, since=TODAY),
        threads=4,
    )
    assert told == ["done", "full", "full", "full"]


def test_two_leaders_mark_the_last_session_and_it_is_completed_once(together):
    series = together.group()
    case = together.attended(series, together.placed(series), range(1, 12))
    session = together.past(series, 12)
    row = Enrolment.plain.get(journey=case.journey)

    def say(number: int) -> None:
        mark(
            by=SERVICE,
            session=session,
            marks=[Mark(enrolment=row.pk, outcome=Outcome.COMPLIED)],
        )

    assert at_once(say, threads=2) == ["done", "done"]
    assert now(case).state == "completed"
