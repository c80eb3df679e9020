"""A model is suspended, resumed and withdrawn: each with what it wants, and what it leaves."""

from tilts.casework.assessment.forecasts import actions
from tilts.platform.organisation.grants import actor_for
from tilts.platform.record.models import Act
from tilts.platform.workflow.queries import history

from .desk import DAY, LAST_DAY, TODAY, Desk, change, now


def test_who_watches_over_data_stops_a_model_at_once(desk: Desk):
    model = actions.suspend(by=desk.officer, model=desk.in_use(), reason="It drifts.")
    assert (now(model).state, now(model).suspended_at is not None) == ("suspended", True)
    row = history(model).last()
    assert row is not None
    assert (row.move, row.actor_id) == ("suspend", desk.officer.party)
    assert Act.objects.filter(kind="forecasts.suspend").count() == 1


def test_to_stop_it_one_says_why(desk: Desk, refused):
    model = desk.in_use()
    for reason in ("", "  "):
        assert refused(
            lambda reason=reason: actions.suspend(by=desk.officer, model=model, reason=reason)
        ) == ["reason-missing"]
    assert refused(lambda: actions.withdraw(by=desk.keeper, model=model, reason="")) == [
        "reason-missing"
    ]


def test_only_what_is_in_use_is_suspended(desk: Desk, refused):
    model = desk.validated()
    assert refused(lambda: actions.suspend(by=desk.officer, model=model, reason="x")) == [
        "not-from-here"
    ]


def test_to_resume_it_somebody_decided_since(desk: Desk, refused):
    model = desk.suspended()
    assert refused(lambda: actions.resume(by=desk.keeper, model=model)) == ["no-new-decision"]
    desk.decide(model)
    assert (now(model).state, actions.resume(by=desk.keeper, model=model).state) == (
        "suspended",
        "in_use",
    )


def test_each_suspension_wants_a_decision_of_its_own(desk: Desk, refused):
    model = desk.suspended()
    desk.decide(model)
    actions.resume(by=desk.keeper, model=model)
    actions.suspend(by=desk.officer, model=model, reason="Again.")
    assert refused(lambda: actions.resume(by=desk.keeper, model=model)) == ["no-new-decision"]


def test_a_new_decision_against_does_not_resume_it(desk: Desk, refused):
    model = desk.suspended()
    desk.decide(model)
    desk.decide(model, use=False)
    assert refused(lambda: actions.resume(by=desk.keeper, model=model)) == ["no-new-decision"]


def test_nor_does_one_that_ended_meanwhile(desk: Desk, refused):
    model = desk.suspended()
    change(desk.decide(model), valid_until=TODAY - DAY)
    assert refused(lambda: actions.resume(by=desk.keeper, model=model)) == ["decision-ended"]


def test_a_withdrawn_model_does_not_come_back(desk: Desk, refused):
    model = actions.withdraw(by=desk.keeper, model=desk.in_use(), reason="A better one.")
    assert (now(model).state, now(model).withdrawn_on) == ("withdrawn", TODAY)
    assert refused(
        lambda: actions.advance(by=desk.judge, model=model, code="reopen", reason="Sorry.")
    ) == ["withdrawn-for-good"]


def test_not_even_by_way_of_an_error(desk: Desk, refused):
    model = actions.withdraw(by=desk.keeper, model=desk.in_use(), reason="A better one.")
    actions.advance(by=desk.judge, model=model, code="mark_error", reason="Hm.")
    assert refused(
        lambda: actions.advance(by=desk.judge, model=model, code="reopen", reason="Sorry.")
    ) == ["withdrawn-for-good"]


def test_an_error_is_taken_back_to_where_it_was(desk: Desk):
    for code, model in (("a", desk.register("a")), ("b", desk.suspended("b"))):
        was = model.state
        actions.advance(by=desk.judge, model=model, code="mark_error", reason=f"Twice: {code}.")
        actions.advance(by=desk.judge, model=model, code="reopen", reason="Not twice.")
        assert now(model).state == was


def test_another_agency_moves_nothing(desk: Desk, refused):
    model = desk.in_use()
    far = actor_for(desk.member("Tāla", "quality_manager", "jelgava"), TODAY)
    for code in ("suspend", "withdraw", "mark_error"):
        assert refused(
            lambda code=code: actions.advance(by=far, model=model, code=code, reason="x")
        ) == ["other-agency"]
    assert now(model).state == "in_use"


def test_the_whole_way(desk: Desk):
    model = desk.trained()
    desk.validate(model)
    desk.decide(model, until=TODAY)
    desk.decide(model, until=LAST_DAY)
    actions.suspend(by=desk.judge, model=model, reason="It drifts.")
    desk.validate(model)
    desk.decide(model)
    actions.resume(by=desk.keeper, model=model)
    actions.withdraw(by=desk.keeper, model=model, reason="A better one.")
    assert [(row.move, row.to_state) for row in history(model)] == [
        ("", "registered"),
        ("validate", "validated"),
        ("decide_for", "in_use"),
        ("decide_for", "in_use"),
        ("suspend", "suspended"),
        ("validate", "suspended"),
        ("decide_for", "suspended"),
        ("resume", "in_use"),
        ("withdraw", "withdrawn"),
    ]
