"""The service's own history as a table: who is in it, with what, and that it was looked at."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.assessment.forecasts.cohorts import AFTER, BEFORE, Drawn, draw
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people
from tilts.casework.people.tests.people import person
from tilts.casework.proceedings.actions import add_offence, open_proceeding, record_judgment
from tilts.casework.proceedings.models import Placement
from tilts.engines.calendars.months import completed_years
from tilts.jurisdictions.schema import Cohort
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Consultation, Shown, Way

from .desk import DAY, TODAY, Desk

ENTERED = TODAY - 1000 * DAY
COHORT = Cohort(
    code="two_years", names={"en": "x"}, valid_from=date(2000, 1, 1), source="a test",
    confirmed=False, instrument="rvn-demo", starts="free", window_days=730,
)  # fmt: skip


def drawn(desk: Desk, **changed: Any) -> Drawn:
    cohort = COHORT.model_copy(update=changed)
    return draw(by=SERVICE, agency=desk.house.agencies["ievp"], cohort=cohort, today=TODAY)


def rows(desk: Desk, *columns: str, **changed: Any) -> list[Any]:
    table = drawn(desk, **changed).table
    return [row if len(columns) > 1 else row[0] for row in table.select(columns).iter_rows()]


def assessed(
    desk: Desk, family: str, on: date = ENTERED, unit: str = "riga", **values: Any
) -> Person:
    whom = person(family, at=desk.house.units[unit])
    result(whom, values.pop("level", "medium"), on, **values)
    return whom


def offended(whom: Person, on: date, *, judged: bool = True, code: str = "175") -> None:
    case = open_proceeding(
        by=SERVICE, person=whom, unit=whom.unit, authority="Rīga City Court",
        reference=f"K-{on}", received_on=on,
    )  # fmt: skip
    add_offence(by=SERVICE, proceeding=case, code=code, committed_on=on)
    if judged:
        record_judgment(by=SERVICE, proceeding=case, judged_on=on + 20 * DAY)


def inside(whom: Person, since: date, until: date | None) -> None:
    with act("test.place", by=SERVICE):
        Placement(
            person=whom, unit=whom.unit, since=since, until=until, reason="admission",
            ended_how="release" if until else "",
        ).save(force_insert=True)  # fmt: skip


def test_a_row_has_no_name_and_all_that_was_known_at_the_start(desk: Desk):
    scores = {"rvn-risk": {"value": 17, "band": "medium"}, "work": {"value": 2.5, "band": None}}
    whom = assessed(desk, "Ozola", scores=scores)
    offended(whom, ENTERED - 300 * DAY)
    offended(whom, ENTERED + 90 * DAY)
    found = drawn(desk)
    (row,) = found.table.to_dicts()
    assert whom.birth_date
    assert row == {
        "person": 1,
        "unit": "riga",
        "start": ENTERED,
        "age": completed_years(whom.birth_date, ENTERED),
        "sex": whom.sex,
        "earlier_judgments": 1,
        "level": "medium",
        "score_rvn-risk": 17.0,
        "score_work": 2.5,
        "returned": 1,
        "days": 90,
    }
    assert (list(row)[-2:], found.left_out) == (["returned", "days"], {})


def test_they_enter_once_with_their_first_assessment(desk: Desk):
    whom = assessed(desk, "Ozola")
    result(whom, "high", ENTERED + 100 * DAY)
    assert rows(desk, "start", "level") == [(ENTERED, "medium")]


def test_records_that_were_merged_are_one_person(desk: Desk):
    kept, gone = assessed(desk, "Ozola", ENTERED + 50 * DAY), assessed(desk, "Ozola")
    offended(gone, ENTERED + 60 * DAY)
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=gone.pk, reason="the same")
    assert rows(desk, "person", "start", "returned", "days") == [(1, ENTERED, 1, 60)]


def test_only_what_counts_is_counted(desk: Desk):
    assessed(desk, "Draft", level="")
    assessed(desk, "Trial", trial=True)
    assessed(desk, "Other", instrument="psa")
    assessed(desk, "Elsewhere", unit="jelgava")
    assessed(desk, "Error", state="entered_in_error")
    kept = assessed(desk, "Superseded", state="superseded")
    assert kept.family == "Superseded"
    assert len(rows(desk, "person")) == 1


def test_people_stand_in_the_order_in_which_they_entered(desk: Desk):
    for number, unit in enumerate(("riga", "olaine", "riga_w1")):
        assessed(desk, f"Ozola{number}", ENTERED - number * DAY, unit=unit)
    assert rows(desk, "person", "unit") == [(1, "riga_w1"), (2, "olaine"), (3, "riga")]


def test_an_offence_counts_when_it_came_to_a_judgment_or_also_without(desk: Desk):
    offended(assessed(desk, "Ozola"), ENTERED + 90 * DAY, judged=False)
    assert rows(desk, "returned", "days") == [(0, 730)]
    assert rows(desk, "returned", "days", convicted=False) == [(1, 90)]


def test_judgments_are_waited_for_before_anybody_is_judged(desk: Desk):
    assessed(desk, "Ozola")
    assert rows(desk, "returned", wait_days=270) == [0]
    found = drawn(desk, wait_days=271)
    assert (found.table.height, found.left_out) == (0, {"not watched long enough": 1})


def test_only_offences_of_a_gravity_count_where_they_are_named(desk: Desk):
    whom = assessed(desk, "Ozola")
    offended(whom, ENTERED + 90 * DAY)
    (gravity,) = whom.proceedings.get().offences.values_list("gravity", flat=True)
    assert rows(desk, "returned", gravities=(gravity,)) == [1]
    assert rows(desk, "returned", gravities=("another",)) == [0]


def test_days_inside_are_no_time_at_risk_and_prison_delays_the_start(desk: Desk):
    whom = assessed(desk, "Ozola")
    inside(whom, ENTERED - 30 * DAY, ENTERED + 40 * DAY)
    inside(whom, ENTERED + 60 * DAY, ENTERED + 90 * DAY)
    offended(whom, ENTERED + 100 * DAY)
    assert rows(desk, "start", "days") == [(ENTERED + 40 * DAY, 30)]
    assert rows(desk, "start", "days", starts="decided") == [(ENTERED, 30)]


def test_who_cannot_be_judged_is_counted_by_the_reason(desk: Desk):
    inside(assessed(desk, "Inside"), ENTERED - DAY, None)
    assessed(desk, "Late", TODAY - 100 * DAY)
    gone = assessed(desk, "Gone")
    with act("test.die", by=SERVICE):
        gone.died_on = ENTERED + 100 * DAY
        gone.save()
    found = drawn(desk)
    assert (found.table.height, found.left_out) == (
        0,
        {"still inside": 1, "not watched long enough": 1, "died before the window ended": 1},
    )
    assert found.table.columns == [*BEFORE, *AFTER]


def test_that_they_were_looked_at_is_on_record(desk: Desk):
    one, other = assessed(desk, "Ozola"), assessed(desk, "Kalna", ENTERED + DAY)
    before = Consultation.objects.count()
    drawn(desk)
    looked = Consultation.objects.latest("recorded_at")
    shown = Shown.objects.filter(consultation=looked).order_by("pk")
    assert Consultation.objects.count() == before + 1
    assert (looked.way, looked.purpose, looked.about) == (
        Way.EXPORT,
        "service",
        "cohort two_years",
    )
    assert list(shown.values_list("person_id", flat=True)) == [one.pk, other.pk]


@pytest.mark.parametrize("starts", ["free", "decided"])
def test_as_many_queries_for_three_as_for_one(desk: Desk, starts: str):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            drawn(desk, starts=starts)
        return len(captured)

    offended(assessed(desk, "Ozola"), ENTERED + 90 * DAY)
    one = queries()
    for family in ("Kalna", "Liepa"):
        offended(assessed(desk, family), ENTERED + 90 * DAY)
    assert queries() == one
