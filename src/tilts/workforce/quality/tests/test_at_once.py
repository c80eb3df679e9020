"""Many plan and draw at once: one plan is in force, one draw is made, and nobody fails."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.tests.house import build_house
from tilts.platform.parties.actors import SERVICE
from tilts.workforce.quality.actions import draw_month, set_plan
from tilts.workforce.quality.models import Draw
from tilts.workforce.quality.plans import plan_of

from .conftest import MONTH, TODAY

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
AT_ONCE = 6


@pytest.fixture
def agency(flushable_record):
    """The prison service, committed."""
    return build_house().agencies["ievp"]


def at_once(do: Callable[[int], object]) -> None:
    """Some threads do it together; whatever one raises is raised here."""
    together = Barrier(AT_ONCE)

    def one(number: int) -> None:
        try:
            with seen_by(SERVICE):
                together.wait(60)
                do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(AT_ONCE)))


def plan(agency, number: int, since=TODAY) -> None:
    said = {"material": "assessments", "wanted": number, "since": since}
    set_plan(by=SERVICE, agency=agency, unit=None, **said)


def test_of_plans_that_are_set_at_once_one_is_in_force(agency):
    at_once(lambda number: plan(agency, number + 1))
    assert len(plan_of(agency, "assessments", TODAY).rows) == 1


def test_a_month_that_is_drawn_at_once_is_drawn_once_and_nobody_fails(agency):
    plan(agency, 1, MONTH)
    at_once(lambda number: draw_month(by=SERVICE, agency=agency, month=MONTH))
    assert list(Draw.objects.values_list("agency", "month")) == [("ievp", MONTH)]
