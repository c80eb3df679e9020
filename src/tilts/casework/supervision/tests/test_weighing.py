"""What supervision tells about the workload, at its borders."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.allocation.actions import Handover, reassign
from tilts.casework.allocation.weighing import Counted, Standing
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import person
from tilts.casework.supervision import weighing
from tilts.casework.supervision.actions.tiers import calculate_tiers
from tilts.casework.supervision.tests.notes import at, note
from tilts.platform.organisation.actions import give_role
from tilts.platform.parties.actors import SERVICE

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("all_seen"),
]
TODAY = timezone.localdate()


@pytest.fixture
def ilze(caseload):
    """The officer."""
    return caseload.officer


@pytest.fixture
def juris(house):
    """A colleague in the same role."""
    return house.member("probation_officer", "jelgava")


@pytest.fixture
def whom(caseload):
    """For whom the officer has been responsible for long."""
    return caseload.add("Zariņa", since=TODAY - timedelta(days=90))


def told(staff, day=TODAY) -> tuple[int, int]:
    """How many contacts somebody held for colleagues, and colleagues for them."""
    held, others = (
        provider([staff.pk], day) for provider in (weighing.for_others, weighing.by_others)
    )
    return len(held), len(others)


def test_a_kept_tier_goes_before_what_the_record_says_today(anna, whom):
    calculate_tiers(by=SERVICE, people=[anna.pk], day=TODAY)
    for one in (anna, whom):
        result(one, "very_high", TODAY)
    assert weighing.tiers([anna.pk, whom.pk], TODAY) == {
        anna.pk: Standing(1, provisional=True),
        whom.pk: Standing(4, provisional=False),
    }


@pytest.mark.parametrize(("days", "counts"), [(0, 1), (-27, 1), (-28, 0)])
def test_contacts_of_four_weeks_weigh(ilze, juris, whom, days, counts):
    note(whom, juris, days, happened_at=at(days, 0))
    assert weighing.for_others([juris.pk], TODAY) == [Counted(juris.pk, whom.pk)] * counts
    assert weighing.by_others([ilze.pk], TODAY) == [Counted(ilze.pk, whom.pk)] * counts


def test_a_contact_that_lies_ahead_of_the_day_does_not_weigh_yet(juris, whom):
    note(whom, juris, -3)
    yesterdays = TODAY - timedelta(days=4)
    assert (told(juris), told(juris, yesterdays)) == ((1, 0), (0, 0))


def test_a_note_that_was_taken_back_weighs_nothing(ilze, juris, whom):
    note(whom, juris, -3, withdrawn=True)
    assert (told(juris), told(ilze)) == ((0, 0), (0, 0))


def test_what_another_profession_does_is_not_done_for_the_officer(house, ilze, whom):
    psychologist = house.member("psychologist", "jelgava")
    note(whom, psychologist, -3)
    assert (told(psychologist), told(ilze)) == ((0, 0), (0, 0))
    since = TODAY - timedelta(days=60)
    unit = house.units["jelgava"]
    give_role(by=SERVICE, staff=psychologist, role="probation_officer", unit=unit, since=since)
    assert (told(psychologist), told(ilze)) == ((1, 0), (0, 1))


def test_the_day_of_a_handover_is_the_new_officers(ilze, juris, whom):
    handed = Handover(on=TODAY - timedelta(days=5), reason="leave")
    reassign(by=SERVICE, person=whom.pk, to=juris, how=handed)
    note(whom, juris, -5)
    note(whom, juris, -6)
    assert (told(juris), told(ilze)) == ((1, 0), (0, 1))


def test_with_whom_nobody_works_no_colleague_is_helped(house, juris):
    nobodys = person("Nobodys", at=house.units["jelgava"], country="LV")
    note(nobodys, juris, -3)
    assert told(juris) == (0, 0)


def test_many_ask_the_database_no_more(caseload, ilze, juris, whom):
    people = [whom.pk, *(caseload.add(name).pk for name in "bc")]

    def queries(wanted) -> list[int]:
        asked = []
        for provider, of in (
            (weighing.tiers, wanted),
            (weighing.for_others, [juris.pk]),
            (weighing.by_others, [ilze.pk]),
        ):
            with CaptureQueriesContext(connection) as caught:
                list(provider(of, TODAY))
            asked.append(len(caught))
        return asked

    note(whom, juris, -1)
    one = queries(people[:1])
    for days in (-2, -3):
        note(whom, juris, days)
    assert queries(people) == one
    assert one[1:] == [1, 1]
