"""Who answers for a model hears that the decision to use it ends, once, and not after the next."""

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.jobs import decisions_in_time
from tilts.casework.assessment.forecasts.models import ForecastModel
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import open_items

from .desk import DAY, LAST_DAY, TODAY, Desk, now

TITLE = "See to it that the use of “Model psa” is decided anew"


def open_work(model: ForecastModel) -> list[str]:
    """The open work of a model, in words."""
    rows = WorkItem.objects.filter(case=model.case_ref(), closed_at=None).order_by("pk")
    return [row.title for row in rows]


def test_it_is_told_once_from_the_day_of_the_pack_on(desk: Desk):
    model = desk.in_use()
    begins = LAST_DAY - 60 * DAY
    opened = [
        actions.warn_of_ends(by=SERVICE, day=day)
        for day in (TODAY, begins - DAY, begins, begins + DAY, LAST_DAY, LAST_DAY + DAY)
    ]
    assert (opened, open_work(model)) == ([0, 0, 1, 0, 0, 0], [TITLE])


def test_the_work_is_the_owners_with_the_last_day(desk: Desk):
    model = desk.in_use()
    actions.warn_of_ends(by=SERVICE, day=LAST_DAY)
    item = WorkItem.objects.get(kind="forecasts.decision_ends")
    assert (item.owner_id, item.due, item.person_id, item.unit_id) == (
        desk.keeper_staff.pk,
        LAST_DAY,
        None,
        model.unit_id,
    )
    assert item.page == f"/forecasts/{model.pk}/"
    assert list(open_items(desk.keeper)) == [item]
    assert list(open_items(desk.judge)) == []


def test_a_new_decision_is_the_end_of_the_work(desk: Desk):
    model = desk.in_use(until=TODAY + 10 * DAY)
    actions.warn_of_ends(by=SERVICE, day=TODAY)
    assert open_work(model) == [TITLE]
    desk.decide(now(model))
    assert (open_work(model), actions.warn_of_ends(by=SERVICE, day=TODAY)) == ([], 0)
    assert actions.warn_of_ends(by=SERVICE, day=LAST_DAY) == 1


def test_so_is_what_stops_the_model(desk: Desk):
    left = {}
    for code in ("against", "suspend", "withdraw"):
        model = desk.in_use(code, until=TODAY)
        actions.warn_of_ends(by=SERVICE, day=TODAY)
        if code == "against":
            desk.decide(model, use=False)
        else:
            actions.advance(by=desk.judge, model=model, code=code, reason="It drifts.")
        left[code] = open_work(model)
    assert left == {"against": [], "suspend": [], "withdraw": []}


def test_what_is_not_in_use_is_not_told_of(desk: Desk):
    desk.register("a")
    desk.validated("b")
    desk.suspended("c")
    withdrawn = desk.in_use("d", until=TODAY)
    actions.withdraw(by=desk.keeper, model=withdrawn, reason="A better one.")
    assert actions.warn_of_ends(by=SERVICE, day=LAST_DAY) == 0


def test_the_worker_may_come_twice(desk: Desk):
    model = desk.in_use(until=TODAY + DAY)
    decisions_in_time()
    decisions_in_time()
    assert open_work(model) == [TITLE]
