"""Who is counted for whom, and who is behind a number."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.assessment.cases import DUE
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import change
from tilts.insight.statistics.counting import Filters
from tilts.insight.statistics.queries import (
    Question,
    assessments_counted,
    overdue_counted,
    people_behind,
    people_overdue,
    sees_everybody,
    units_below,
    units_counted,
)
from tilts.insight.statistics.tables import Hidden, Table
from tilts.platform.access.actions import bar
from tilts.platform.access.models import BarGround
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import give_role
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import open_item

from .conftest import AUTUMN, SPRING, Service

FEW, NEAR = Hidden.FEW, Hidden.NEAR
RVN = Filters("rvn-demo")
LEVELS = Question(RVN, "level")


def test_a_head_of_unit_counts_the_unit_and_what_is_below(service):
    counted = assessments_counted(service.actor(service.head), LEVELS)
    assert counted.table == Table(
        ["low", "medium", "high"], ["people"], [[NEAR], [FEW], [13]], None, [20], None
    )
    assert (counted.rows, counted.columns) == (
        {"low": "Low", "medium": "Medium", "high": "High"},
        {"people": "People"},
    )


def test_an_analyst_counts_the_agency_without_seeing_anybody(service):
    actor = service.actor(service.analyst)
    counted = assessments_counted(actor, LEVELS)
    table = counted.table
    assert (table.rows, table.columns, counted.rounded) == (
        ["low", "medium", "high", "very_high"], ["people"], True,
    )  # fmt: skip
    ((low,), medium, (high,), very_high), (together,) = table.cells, table.of_columns or ()
    assert (low, medium, very_high, table.of_rows, table.of_all) == (6, [FEW], [FEW], None, None)
    assert (high in (12, 15), together in (21, 24)) == (True, True)
    assert assessments_counted(actor, LEVELS) == counted
    with seen_by(actor):
        assert list(people_behind(actor, LEVELS, "high", "")) == []


def test_who_may_see_all_of_them_counts_exactly(service):
    """A head of unit; not who heads one unit and counts the agency."""
    assert sees_everybody(service.actor(service.head))
    assert not sees_everybody(service.actor(service.analyst))
    give_role(by=SERVICE, staff=service.head, role="quality_manager",
              unit=service.house.units["olaine"], since=SPRING)  # fmt: skip
    assert not sees_everybody(service.actor(service.head))
    overdue(service, "riga", 7, days=3)
    late = overdue_counted(service.actor(service.head))
    assert (late.rounded, late.table.of_all in (6, 9)) == (True, True)


@pytest.mark.parametrize("role", ["prison_officer", "clerk", "data_protection_officer"])
def test_nobody_else_counts_anybody(service, role):
    counted = assessments_counted(service.house.actor(role), LEVELS)
    assert (counted.table.rows, counted.table.of_columns) == ([], [])


def test_two_ways_to_divide(service):
    counted = assessments_counted(service.actor(service.head), Question(RVN, "unit", "level"))
    riga, wing = (str(service.house.units[code].pk) for code in ("riga", "riga_w1"))
    assert counted.table == Table(
        [riga, wing],
        ["low", "medium", "high"],
        [[NEAR, FEW, 7], [0, 0, 6]],
        [14, 6],
        [NEAR, FEW, 13],
        20,
    )
    assert counted.rows == {riga: "Riga", wing: "Riga_W1"}


def test_needs_by_domain(empty):
    scores = {
        "total": {"value": 30, "band": "high"},
        "work": {"value": 7, "band": "high"},
        "leisure": {"value": 1, "band": "low"},
        "protective": {"value": 1, "band": "few"},
        "dynamic": {"value": 9, "band": None},
    }
    empty.add("riga", ["high"] * 6)
    for who in empty.people["riga"]:
        result(who, "high", date(2026, 2, 1), scores=scores)
    counted = assessments_counted(empty.actor(empty.head), Question(RVN, "domain"))
    assert counted.table == Table(
        ["work", "leisure"], ["low", "high"], [[0, 6], [6, 0]], [6, 6], None, None
    )
    assert (counted.rows, counted.columns) == (
        {"work": "Work and education", "leisure": "Leisure"},
        {"low": "Low need", "high": "High need"},
    )


def test_by_assessor_quarter_and_change(service):
    actor = service.actor(service.head)
    for who in service.people["riga"][:5]:
        result(who, "medium", SPRING, state="superseded")
    by = {
        name: assessments_counted(actor, Question(RVN, name))
        for name in ("assessor", "quarter", "change")
    }
    told = {
        name: ([one.rows[row] for row in one.table.rows], one.table.cells)
        for name, one in by.items()
    }
    assert told == {
        "assessor": (["I. Kalna"], [[20]]),
        "quarter": (["2025, quarter 2", "2025, quarter 4", "2026, quarter 1"], [[5], [6], [14]]),
        "change": (["lower than before", "the first one"], [[5], [15]]),
    }


def names(rows) -> list[str]:
    with seen_by(SERVICE):
        return sorted(str(person) for person in rows)


def test_the_people_behind_a_number(service):
    actor, question = service.actor(service.head), Question(RVN, "unit", "level")
    riga = str(service.house.units["riga"].pk)
    with seen_by(actor):
        high = names(people_behind(actor, question, riga, "high"))
        whole = names(people_behind(actor, question, riga, ""))
        none = names(people_behind(actor, question, riga, "very_high"))
        elsewhere = names(
            people_behind(actor, question, str(service.house.units["olaine"].pk), "very_high")
        )
    people = service.people["riga"]
    assert (high, whole, none, elsewhere) == (
        names(people[5:12]), names(people), [], [],
    )  # fmt: skip


def test_who_counts_the_agency_but_heads_one_unit_sees_the_people_of_that_unit(service):
    """Each capability by its own reach."""
    give_role(by=SERVICE, staff=service.head, role="quality_manager",
              unit=service.house.units["olaine"], since=SPRING)  # fmt: skip
    actor = service.actor(service.head)
    counted = assessments_counted(actor, LEVELS)
    with seen_by(actor):
        behind = names(people_behind(actor, LEVELS, "very_high", ""))
    assert (counted.table.of_columns in ([21], [24]), behind) == (True, [])


def overdue(service: Service, unit: str, count: int, days: int) -> None:
    day = timezone.localdate() - timedelta(days=days)
    for who in service.people[unit][:count]:
        open_item(by=SERVICE, kind=DUE, person=who.pk, unit=who.unit, owner=None, due=day)


def test_overdue_by_unit(service):
    overdue(service, "riga", 7, days=3)
    overdue(service, "riga", 2, days=100)  # these wait twice, and count by what waits longest
    overdue(service, "riga_w1", 5, days=31)
    overdue(service, "olaine", 3, days=1)
    actor = service.actor(service.head)
    riga, wing = (str(service.house.units[code].pk) for code in ("riga", "riga_w1"))
    counted = overdue_counted(actor)
    assert counted.table == Table(
        [riga, wing],
        ["up-to-30", "31-90", "over-90"],
        [[NEAR, 0, FEW], [0, 5, 0]],
        [7, 5],
        [NEAR, 5, FEW],
        12,
    )
    assert counted.columns == {
        "up-to-30": "up to 30 days",
        "31-90": "31 to 90 days",
        "over-90": "more than 90 days",
    }
    with seen_by(actor):
        late = names(people_overdue(actor, None, riga, "over-90"))
    assert late == names(service.people["riga"][:2])
    assert overdue_counted(actor, [wing]).table.of_all == 5


def test_units_to_choose_from(service):
    house = service.house
    assert [unit.code for unit in units_counted(service.actor(service.head))] == ["riga", "riga_w1"]
    assert [unit.code for unit in units_counted(service.actor(service.analyst))] == [
        "olaine", "riga", "riga_w1",
    ]  # fmt: skip
    assert units_below(house.units["riga"]) == {
        str(house.units[code].pk) for code in ("riga", "riga_w1")
    }


@pytest.mark.parametrize("by", ["level", "unit", "assessor", "domain"])
def test_queries_do_not_grow(empty, by):
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assessments_counted(empty.actor(empty.head), Question(RVN, by))
        return len(caught)

    empty.add("riga", ["low"], on=AUTUMN)
    one = asked()
    empty.add("riga", ["low", "high"], on=AUTUMN)
    assert asked() == one


def test_who_is_barred_from_somebody_does_not_count_them(service):
    before = assessments_counted(service.actor(service.head), LEVELS).table.of_columns
    whom = service.people["riga_w1"][0].pk
    bar(by=SERVICE, staff=service.head.pk, person=whom, ground=BarGround.OWN, since=SPRING)
    after = assessments_counted(service.actor(service.head), LEVELS).table.of_columns
    assert (before, after) == ([20], [19])


def test_a_merged_record_counts_with_the_one_it_stands_for(service):
    first, second = service.people["riga_w1"][:2]
    change(first, merged_into=second)
    assert assessments_counted(service.actor(service.head), LEVELS).table.of_columns == [19]


def test_what_was_annulled_does_not_count(service):
    result(service.people["riga"][0], "very_high", date(2026, 3, 1), state="annulled")
    assert "very_high" not in assessments_counted(service.actor(service.head), LEVELS).rows
