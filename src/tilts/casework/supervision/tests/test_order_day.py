"""Orders that came and whose supervision nobody began stand in the day of who supervises."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import change
from tilts.casework.people.tests.people import person as registered
from tilts.casework.proceedings.models import Ending, Measure
from tilts.casework.proceedings.tests.world import sentenced
from tilts.casework.supervision.actions.orders import advance_supervision
from tilts.casework.supervision.order_day import to_begin_today
from tilts.casework.supervision.queries.orders import to_begin_for
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.my_day import Row

from .ordered import TODAY, Orders, day, text


def listed(orders: Orders, by: Any = None) -> list[Measure]:
    by = by or orders.by
    with seen_by(by):
        return to_begin_for(by, [])


def of_the_unit(orders: Orders, where: str = "jelgava", **what: Any) -> Measure:
    """An order of somebody for whom nobody is responsible."""
    place = orders.caseload.house.units[where]
    usual = {"kind": "probation_supervision", "years": 3, "unit": place}
    return sentenced(registered("Kalns", at=place, country="LV"), place, **{**usual, **what})


def test_orders_of_the_unit_stand_there_until_they_are_begun(orders: Orders) -> None:
    waiting = of_the_unit(orders)
    assert listed(orders) == [waiting]
    case = orders.received(waiting)
    assert listed(orders) == []
    advance_supervision(by=SERVICE, case=case, code="mark_error", reason="another one")
    assert listed(orders) == [waiting]


def test_one_of_another_unit_does_not(orders: Orders) -> None:
    of_the_unit(orders, "zemgale")
    assert listed(orders) == []


def test_the_head_of_the_region_sees_those_of_its_departments(orders: Orders) -> None:
    both = [of_the_unit(orders), of_the_unit(orders, "zemgale")]
    head = actor_for(orders.caseload.house.member("head_of_unit", "zemgale"), TODAY)
    assert {measure.pk for measure in listed(orders, head)} == {measure.pk for measure in both}


def test_one_without_a_unit_is_its_officers(orders: Orders) -> None:
    measure = orders.measure(unit=None)
    with seen_by(orders.by):
        assert to_begin_for(orders.by, []) == []
        assert to_begin_for(orders.by, [measure.person_id]) == [measure]


def test_one_on_a_record_that_was_merged_is_the_officers_too(orders: Orders) -> None:
    measure, kept = orders.measure(unit=None), orders.caseload.add("Liepa")
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=measure.person_id, reason="the same face")
    with seen_by(orders.by):
        assert to_begin_for(orders.by, [kept.pk]) == [measure]


def test_a_suspended_term_is_served_under_supervision(orders: Orders) -> None:
    term: dict[str, Any] = {"kind": "imprisonment", "unit": None}
    suspended = of_the_unit(orders, **term, suspended=True, probation_months=24)
    others = [
        of_the_unit(orders, **term),
        of_the_unit(orders, kind="community_service", years=0, minutes=60),
    ]
    people = [measure.person_id for measure in (suspended, *others)]
    assert to_begin_for(orders.by, people) == [suspended]


def test_what_is_carried_out_no_more_is_not_begun(orders: Orders) -> None:
    ended, acquitted, dead, error = (of_the_unit(orders) for _ in range(4))
    with act("test.over", by=SERVICE):
        ended.ended_on, ended.ended_how = day(1), Ending.SERVED
        ended.save()
        acquitted.proceeding.state = "acquitted"
        acquitted.proceeding.save()
    change(dead.person, died_on=TODAY)
    change(error.person, entered_in_error=True)
    assert listed(orders) == []


def test_a_row_says_which_order_and_leads_to_where_it_is_begun(orders: Orders) -> None:
    measure = orders.measure()
    with seen_by(orders.by):
        assert to_begin_today(orders.by) == [
            Row(
                text="Probation supervision",
                person=measure.person_id,
                when=measure.imposed_on,
                url=reverse("supervision:of", args=[measure.person_id]),
                tone="warning",
            )
        ]


def test_the_day_shows_it_and_is_silent_without(orders: Orders, desk: Client) -> None:
    title = "Orders whose supervision is to begin"
    home = reverse("web:my_day")
    assert title not in text(desk.get(home))
    orders.measure()
    assert title in text(desk.get(home))


def test_three_ask_no_more_than_one(orders: Orders) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            of_the_unit(orders)
        with seen_by(orders.by), CaptureQueriesContext(connection) as asked:
            rows = to_begin_today(orders.by)
        counts.append((len(rows), len(asked)))
    assert [count for count, _ in counts] == [1, 3]
    assert counts[0][1] == counts[1][1]
