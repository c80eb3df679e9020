"""What somebody can carry: nominal × (contracted − reductions) / contracted, on any day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.allocation.actions import end_reduction, reduce_availability
from tilts.casework.allocation.availability import Availability, availabilities
from tilts.casework.allocation.models import Reduction
from tilts.casework.allocation.weights import Weights
from tilts.platform.access.reasons import Refused
from tilts.platform.organisation.actions import plan_absence
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.record.state import check_state

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TODAY = timezone.localdate()
WEEK = timedelta(days=7)
FULL, MINUTES = 600, 2400  # of a probation officer, by the pack


@pytest.fixture
def head(house):
    return house.actor("head_of_unit", "jelgava")


@pytest.fixture
def officer(house):
    return house.member("probation_officer", "jelgava")


def can(staff, day: date = TODAY) -> Availability:
    return availabilities([staff.pk], Weights("LV", day), day)[staff.pk]


def less(by, staff, **values) -> Reduction:
    usual = {"code": "trainee", "weekly_minutes": 1200, "since": TODAY}
    return reduce_availability(by=by, staff=staff, **{**usual, **values})


def why(verb, *args, **values) -> list[str]:
    try:
        verb(*args, **values)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def test_a_full_week_is_what_the_role_carries(officer, house):
    assert can(officer) == Availability(FULL, MINUTES)
    assert can(officer).points == FULL
    assert can(house.member("clerk", "jelgava")) == Availability(0, 0)


def test_reductions_add_up_and_end_by_themselves(officer, head):
    less(head, officer, until=TODAY + WEEK)
    less(head, officer, code="mentoring", weekly_minutes=240)
    days = (TODAY - WEEK, TODAY, TODAY + WEEK)
    assert [can(officer, day).points for day in days] == [FULL, 240, 540]
    assert [can(officer, day).reduced_minutes for day in days] == [0, 1440, 240]


def test_who_is_away_carries_nothing_until_they_are_back(officer):
    back = TODAY + WEEK
    plan_absence(by=SERVICE, staff=officer, since=TODAY, until=back, substitute=None)
    assert (can(officer).points, can(officer).away_until) == (0, back)
    assert (can(officer, back).points, can(officer, back).away) == (FULL, False)


def test_of_several_roles_the_one_that_carries_most_counts(officer, house):
    from tilts.platform.organisation.actions import give_role

    unit = house.units["jelgava"]
    give_role(by=SERVICE, staff=officer, role="psychologist", unit=unit, since=TODAY)
    assert can(officer).nominal == FULL


def test_a_reduction_is_kept_as_it_was_said(officer, head):
    row = less(head, officer, until=TODAY + WEEK, note="Until the exam")
    assert Reduction.objects.values().get() == {
        "id": row.pk,
        "staff_id": officer.pk,
        "code": "trainee",
        "weekly_minutes": 1200,
        "note": "Until the exam",
        "given_by": head.party,
        "since": TODAY,
        "until": TODAY + WEEK,
    }
    end_reduction(by=head, reduction=row, until=TODAY + 2 * WEEK)
    assert Reduction.objects.get().until == TODAY + 2 * WEEK
    kinds = Act.objects.filter(kind__startswith="allocation.").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [
        "allocation.reduce_availability",
        "allocation.end_reduction",
    ]
    assert check_state().faults == []


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"code": "golf"}, ["unknown-reduction"]),
        ({"weekly_minutes": 0}, ["no-time"]),
        ({"until": TODAY}, ["ends-before"]),
        ({"weekly_minutes": MINUTES + 1}, ["more-than-the-week"]),
        ({"weekly_minutes": MINUTES}, []),
        ({"code": "golf", "until": TODAY}, ["unknown-reduction", "ends-before"]),
    ],
)
def test_what_makes_no_sense_is_refused_with_every_reason(officer, head, values, codes):
    assert why(less, head, officer, **values) == codes
    assert Reduction.objects.count() == (not codes)


def test_no_day_has_more_reductions_than_its_week(officer, head):
    less(head, officer, weekly_minutes=1500, since=TODAY, until=TODAY + WEEK)
    less(head, officer, weekly_minutes=1500, since=TODAY + WEEK, until=TODAY + 2 * WEEK)
    both = {"weekly_minutes": 900, "since": TODAY - WEEK}
    assert why(less, head, officer, **both) == []  # the two follow each other
    assert why(less, head, officer, weekly_minutes=1, since=TODAY) == ["more-than-the-week"]
    first = Reduction.objects.order_by("pk")[0]
    later = TODAY + WEEK + timedelta(days=1)
    assert why(end_reduction, by=head, reduction=first, until=later) == ["more-than-the-week"]
    assert why(end_reduction, by=head, reduction=first, until=TODAY - WEEK) == ["ends-before"]
    assert why(end_reduction, by=head, reduction=first, until=TODAY) == []


def test_only_their_head_says_how_much_somebody_carries(officer, house):
    elsewhere = house.actor("head_of_unit", "riga")
    assert why(less, elsewhere, officer) == ["not-led"]
    assert why(less, house.actor("probation_officer", "jelgava"), officer) == ["no-role"]
    clerk = house.member("clerk", "jelgava")
    assert why(less, house.actor("head_of_unit", "jelgava"), clerk) == ["carries-nobody"]


@given(st.integers(0, 1000), st.integers(1, 3000), st.lists(st.integers(1, 3000), max_size=4))
def test_it_lies_between_nothing_and_the_nominal(nominal, week, minutes):
    rows = tuple(Reduction(weekly_minutes=one) for one in minutes)
    found = Availability(nominal, week, rows)
    assert 0 <= found.points <= nominal
    assert (found.points == nominal) or minutes
    fewer = Availability(nominal, week, rows[:-1])
    assert fewer.points >= found.points
