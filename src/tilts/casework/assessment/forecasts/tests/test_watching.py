"""A model in use is watched: whom it speaks of, how often staff decide otherwise; it is stopped."""

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.jobs import models_watched
from tilts.casework.assessment.forecasts.watching import watched
from tilts.casework.people.models import Person
from tilts.casework.people.tests.desk import browser
from tilts.engines.forecast.monitoring import Overridden, shift_of_counts
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history

from .desk import DAY, Desk, change, forecasts, now
from .test_pages import page

AS_BEFORE = (("low", "", 60), ("medium", "", 60), ("high", "", 40), ("very_high", "", 20))


def test_nothing_was_forecast_yet(desk: Desk):
    found = watched(desk.rvn_in_use())
    assert (found.forecasts, found.index, found.units, found.reasons) == (0, None, (), [])
    assert (found.verdict.suspend, actions.watch(by=SERVICE)) == (False, 0)


def test_the_same_people_as_before_are_no_alarm(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, *AS_BEFORE)
    found = watched(model)
    expected = shift_of_counts("levels", [300, 300, 200, 100], [60, 60, 40, 20]).value
    assert (found.forecasts, found.index, found.reasons) == (180, expected, [])


def test_of_too_few_nothing_is_said_of_the_people(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, ("very_high", "very_high", 99))
    found = watched(model)
    assert (found.forecasts, found.index, found.reasons) == (99, None, [])
    assert found.judged == list(found.units)


def test_a_unit_of_few_decisions_is_not_told_of(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, ("high", "medium", 19))
    found = watched(model)
    assert (len(found.units), found.judged, found.reasons) == (1, [], [])


def test_other_people_than_were_validated_stop_it(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, ("very_high", "very_high", 60), ("high", "high", 60))
    assert watched(model).verdict.suspend
    assert (actions.watch(by=SERVICE), now(model).state) == (1, "suspended")
    last = list(history(model))[-1]
    assert (last.move, last.to_state) == ("suspend", "suspended")
    item = WorkItem.objects.get(kind="forecasts.suspended", closed_at=None)
    assert (item.owner_id, item.title) == (
        desk.keeper_staff.pk,
        "Find out why “Model rvn” was suspended",
    )
    assert actions.watch(by=SERVICE) == 0
    desk.decide(now(model))
    assert not WorkItem.objects.filter(kind="forecasts.suspended", closed_at=None).exists()


def test_staff_who_decide_otherwise_every_second_time_stop_it(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    name = model.unit.name_in("en")
    forecasts(model, edgars, ("high", "medium", 8), ("low", "medium", 2), ("low", "low", 10))
    found = watched(model)
    assert found.units == (Overridden(name, 20, 2, 8),)
    assert found.reasons == [
        f"In {name} 50% of the levels were decided otherwise, the limit is 50%."
    ]
    models_watched()
    assert now(model).state == "suspended"


def test_every_fourth_time_is_looked_at_and_stops_nothing(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, ("high", "medium", 5), ("low", "low", 15), ("low", "", 9))
    found = watched(model)
    assert found.units == (Overridden(model.unit.name_in("en"), 20, 0, 5),)
    assert (len(found.reasons), found.verdict.suspend, actions.watch(by=SERVICE)) == (1, False, 0)


def test_what_was_before_the_decision_does_not_count(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, ("very_high", "low", 120))
    decision = model.decisions.get()
    change(decision, decided_at=decision.decided_at + DAY)
    assert watched(now(model)).forecasts == 0


def test_the_page_tells_it_to_whoever_sees_no_person(desk: Desk, edgars: Person):
    model = desk.rvn_in_use()
    forecasts(model, edgars, ("high", "medium", 8), ("low", "medium", 2), ("low", "low", 10))
    keeper = browser(desk.keeper_staff)
    told = page(keeper, "one", model.pk)
    assert "20 forecasts since it was decided to use it." in told
    assert "Too few to say whether the people changed." in told
    assert "50% of the levels were decided otherwise" in told
    assert "Vītols" not in told
    assert "Decided otherwise than the score says" in told
    forecasts(model, edgars, *AS_BEFORE)
    assert "The index of how far the mix of levels moved is" in page(keeper, "one", model.pk)
