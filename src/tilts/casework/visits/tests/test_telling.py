"""Who is told of an alarm, what they read, and what the pages cost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.visits.actions import plan_visit, raise_alarms, say_safe
from tilts.casework.visits.content import Planned
from tilts.casework.visits.my_day import visiting
from tilts.casework.visits.queries import alarms_due, check_in_of, out_now, visits_of
from tilts.casework.visits.telling import AGAIN, ALARM, SAFE, tell_of
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.notices.models import Notice
from tilts.platform.parties.actors import SERVICE

from .desk import TODAY, check_in, codes, told, url

MINUTE = timedelta(minutes=1)


def asked(read: Callable[..., Any], *about: Any) -> int:
    """How many queries a read takes, savepoints aside."""
    with CaptureQueriesContext(connection) as queries:
        list(read(*about) or [])
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ALARM, "A colleague on a home visit gives no word. Find out, now."),
        (AGAIN, "Nobody has closed the alarm about a colleague on a home visit."),
        (SAFE, "The colleague on a home visit is safe. The alarm can be closed."),
    ],
)
def test_what_is_told_names_nobody(desk, kind, text):
    assert desk.head_staff
    tell_of(by=SERVICE, visit=desk.checked(), kind=kind)
    assert {(notice.text, str(notice.values)) for notice in Notice.objects.all()} == {(text, "{}")}


def test_whoever_acts_is_not_told_of_it(desk):
    visit = desk.with_colleague()
    tell_of(by=desk.officer, visit=visit, kind=SAFE)
    assert told(visit) == [(desk.colleague_staff.email, "visits.safe")]


def test_a_head_who_is_barred_from_the_person_is_not_told_but_the_others_are(desk):
    head = desk.head_staff
    second = desk.house.member("head_of_unit", "zemgale")
    bar(by=SERVICE, staff=head.pk, person=desk.anna.pk, ground=BarGround.RELATIVE, since=TODAY)
    visit = desk.alarmed()
    assert told(visit) == sorted((who.email, "visits.alarm") for who in (desk.staff, second))


def test_the_region_above_is_told_and_its_neighbour_is_not(desk):
    above = desk.house.member("head_of_unit", "zemgale")
    desk.house.member("head_of_unit", "vilnius")
    assert (above.email, "visits.alarm") in told(desk.alarmed())


@pytest.mark.parametrize("died", [True, False])
def test_a_visit_to_nobody_is_not_planned(desk, died):
    anna = desk.anna
    anna.died_on = TODAY if died else None
    anna.entered_in_error = not died
    at = timezone.now() + timedelta(hours=1)
    with pytest.raises(Refused) as refused:
        plan_visit(by=desk.officer, person=anna, what=Planned(at=at, minutes=60, address="x"))
    assert codes(refused) == ["gone"]


def test_what_is_due_is_what_nobody_answered(desk):
    first, second, third = desk.under_way(), desk.under_way(), desk.under_way()
    say_safe(by=desk.officer, visit=second)
    late = check_in(third).ends_at + MINUTE
    assert [row.visit for row in alarms_due(late)] == [first, third]
    raise_alarms(by=SERVICE, now=late)
    assert alarms_due(late) == []
    assert [row.visit for row in alarms_due(late + 15 * MINUTE)] == [first, third]


def test_who_is_out_is_listed_by_the_time_of_the_next_alarm(desk):
    first, second = desk.under_way(), desk.under_way()
    assert [row.visit for row in out_now()] == [first, second]
    assert check_in_of(desk.planned()) is None


def test_my_day_says_in_words_who_is_out(desk):
    visit = desk.under_way()
    with seen_by(desk.officer):
        (row,) = visiting(desk.officer)
    assert row.text.startswith("I. Kalna: out until ")
    assert (row.tone, row.url) == ("info", url("one", visit))


def test_my_day_lists_ones_own_visits_after_who_is_out(desk):
    desk.under_way()
    desk.planned()
    with seen_by(desk.officer):
        texts = [row.text.partition(" ")[2] for row in visiting(desk.officer)]
    if len(texts) == 2:  # not in the last hour of a day
        assert texts[1].endswith("planned, to be checked")


def test_reads_cost_the_same_for_1_and_3(desk):
    desk.under_way()
    late = timezone.now() + timedelta(hours=2)

    def costs() -> list[int]:
        with seen_by(desk.officer):
            return [
                asked(visits_of, [desk.anna.pk]),
                asked(alarms_due, late),
                asked(out_now),
                asked(visiting, desk.officer),
            ]

    before = costs()
    for _ in range(2):
        desk.under_way()
    assert costs() == before
