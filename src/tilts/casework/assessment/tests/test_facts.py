"""What statistics are told of assessments, and of whom."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tilts.casework.assessment.cases import AGAIN, DUE
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.people import change, person
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import close_about, open_item
from tilts.platform.workflow.facts import facts

TODAY = timezone.localdate()
SPRING, AUTUMN, WINTER = date(2025, 4, 30), date(2025, 10, 1), date(2026, 1, 15)


def told(name: str, *columns: str, by=SERVICE) -> list[tuple[object, ...]]:
    with seen_by(by):
        return sorted(facts(f"assessment.{name}", 1).select(columns).rows(), key=str)


def test_a_result_as_it_is_told(desk, edgars):
    made = result(
        edgars, "high", SPRING, computed_level="medium", decided_on=AUTUMN, assessor=desk.officer
    )
    with seen_by(SERVICE):
        (row,) = facts("assessment.results", 1).rows(named=True)
    assert row == {
        "assessment": str(made.pk),
        "person": str(edgars.pk),
        "unit": str(desk.house.units["riga"].pk),
        "agency": "ievp",
        "instrument": "rvn-demo",
        "version": desk.rvn.version,
        "level": "high",
        "computed_level": "medium",
        "level_before": None,
        "change": "first",
        "sex": "male",
        "age": 36,
        "assessor": str(desk.officer.pk),
        "assessed_on": SPRING,
        "decided_on": AUTUMN,
        "days_late": None,
    }


def test_a_real_one_is_told_with_its_needs(desk, edgars, all_seen):
    made = desk.final(edgars, how=1.0)
    expected = [
        (str(made.pk), name, score["band"])
        for name, score in made.scores.items()
        if score["band"] and name != "total"
    ]
    assert told("needs", "assessment", "domain", "need") == sorted(expected, key=str)
    assert [need for _, domain, need in expected if domain == "substances"] == ["high"]
    assert told("results", "person", "level") == [(str(edgars.pk), made.level)]


@pytest.mark.parametrize(
    ("levels", "changes"),
    [
        (["high", "medium"], ["first", "lower"]),
        (["low", "very_high", "very_high"], ["first", "higher", "same"]),
        (["low", "unheard-of", "low"], ["first", None, None]),
    ],
)
def test_change_since_last_time(desk, edgars, levels, changes):
    for level, on in zip(levels, (SPRING, AUTUMN, WINTER), strict=False):
        result(edgars, level, on, state="superseded")
    with seen_by(SERVICE):
        rows = facts("assessment.results", 1).sort("assessed_on")
    assert rows.select("level_before", "change").rows() == [
        *zip([None, *levels[:-1]], changes, strict=True)
    ]


def test_another_instrument_is_no_time_before(desk, edgars):
    result(edgars, "high", SPRING)
    result(edgars, "low", AUTUMN, instrument="psa", version="2.0")
    assert told("results", "instrument", "change") == [("psa", "first"), ("rvn-demo", "first")]


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1990, 4, 29), 35),
        (date(1990, 4, 30), 35),
        (date(1990, 5, 1), 34),
        (date(1990, 12, 24), 34),
        (None, None),
    ],
)
def test_age_on_the_day(desk, born, age):
    result(desk.add("Vītols", birth_date=born), "low", SPRING)
    assert told("results", "age") == [(age,)]


@pytest.mark.parametrize("state", ["scored", "annulled", "draft", "given_up"])
def test_what_is_not_relied_on_is_not_told(desk, edgars, state):
    result(edgars, "high", SPRING, state=state)
    assert told("results", "person") == []


def test_records_entered_in_error_are_not_told(desk, edgars):
    result(edgars, "high", SPRING)
    change(edgars, entered_in_error=True)
    assert (told("results", "person"), told("needs", "domain")) == ([], [])


def test_a_merged_record_is_told_as_the_one_it_stands_for(desk, edgars):
    twin, third = desk.add("Vitols"), desk.add("Vītolis")
    result(third, "low", SPRING)
    result(twin, "medium", AUTUMN)
    result(edgars, "high", WINTER)
    change(third, merged_into=twin)
    change(twin, merged_into=edgars)
    assert told("results", "person", "change") == sorted(
        [(str(edgars.pk), one) for one in ("first", "higher", "higher")]
    )


def due(whom, kind, day):
    return open_item(by=SERVICE, kind=kind, person=whom.pk, unit=whom.unit, owner=None, due=day)


@pytest.mark.parametrize(("days", "late"), [(-5, 5), (0, 0), (3, -3)])
def test_days_late(desk, edgars, days, late):
    due(edgars, DUE, TODAY + timedelta(days=days))
    with seen_by(SERVICE):
        close_about(by=SERVICE, person=edgars.pk, kinds=[DUE])
    result(edgars, "high", TODAY)
    result(edgars, "high", SPRING)
    assert told("results", "days_late") == sorted([(None,), (late,)], key=str)


def test_what_is_overdue(desk, edgars):
    twin, unit = desk.add("Vitols"), str(edgars.unit_id)
    due(edgars, DUE, TODAY - timedelta(days=40))
    due(edgars, AGAIN, TODAY)
    due(twin, AGAIN, TODAY - timedelta(days=1))
    change(twin, merged_into=edgars)
    assert told("overdue", "person", "unit", "kind", "days_late") == [
        (str(edgars.pk), unit, "assessment.again", 1),
        (str(edgars.pk), unit, "assessment.due", 40),
    ]


def test_only_people_in_reach_are_told(desk, edgars):
    elsewhere = person("Krauklis", at=desk.house.units["olaine"])
    for one in (edgars, elsewhere):
        result(one, "high", SPRING)
        due(one, DUE, TODAY - timedelta(days=3))
    head = desk.house.actor("head_of_unit", "olaine")
    assert (told("results", "person", by=head), told("overdue", "person", by=head)) == (
        [(str(elsewhere.pk),)],
        [(str(elsewhere.pk),)],
    )
    assert (told("results", "person", by=None), told("needs", "domain", by=None)) == ([], [])


def queries(name: str) -> int:
    with (
        seen_by(SERVICE),
        CaptureQueriesContext(
            connection,
        ) as caught,
    ):
        facts(f"assessment.{name}", 1)
    return len(caught)


@pytest.mark.parametrize("name", ["results", "needs", "overdue"])
def test_queries_do_not_grow(desk, edgars, name):
    def more(whom):
        due(whom, DUE, TODAY - timedelta(days=3))
        result(whom, "high", SPRING)

    more(edgars)
    one = queries(name)
    for family in ("Bērzs", "Ozols"):
        more(desk.add(family))
    assert queries(name) == one
