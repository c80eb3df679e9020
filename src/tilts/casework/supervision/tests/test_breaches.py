"""A breach is answered in proportion, and what the court decides is carried over to the order."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tilts.casework.supervision.actions.breaches import (
    Decision,
    Motion,
    NewBreach,
    advance_breach,
    ask,
    decide_breach,
    go_to_court,
    hear,
    note_breach,
    warn,
)
from tilts.casework.supervision.actions.duties import NewDuty, impose_duty
from tilts.casework.supervision.actions.orders import advance_supervision, end
from tilts.casework.supervision.models import (
    About,
    Answer,
    Asks,
    Breach,
    Duty,
    Outcome,
    Supervision,
)
from tilts.casework.supervision.proportion import left_out, remembered
from tilts.platform.access.reasons import Refused
from tilts.platform.record.state import check_state
from tilts.platform.workflow.deadlines import due_date

from .ordered import TODAY, Orders, again, codes, day, stages, work
from .test_duties import BY_COURT

MISSED = NewBreach(about=About.CONTACT, on=day(2), told="Did not come, did not ring.")
MOTION = Motion(on=TODAY, asks=Asks.REVOKE, text="It goes on.")


def due(deadline: str) -> date:
    return due_date("LV", deadline, TODAY)


def noted(orders: Orders, case: Supervision | None = None, **what: Any) -> Breach:
    case = case or orders.explained()
    return note_breach(by=orders.by, case=case, what=replace(MISSED, **what))


def heard(orders: Orders, breach: Breach) -> Breach:
    ask(by=orders.by, case=breach, on=TODAY)
    return hear(by=orders.by, case=breach, on=TODAY, answer=Answer.GIVEN, words="I was ill.")


def duty(orders: Orders, case: Supervision) -> Duty:
    what = NewDuty(code="attend", slots={"days": 7}, decided=BY_COURT)
    return impose_duty(by=orders.by, case=case, what=what)


def test_heard_warned_warned_again_and_before_the_court(orders: Orders) -> None:
    case = noted(orders)
    assert work(case) == [("supervision.ask", due("breach_explanation_asked"))]
    ask(by=orders.by, case=case, on=TODAY)
    assert (case.answer_by, work(case)) == (
        due("breach_explanation"), [("supervision.wait", case.answer_by)],
    )  # fmt: skip
    hear(by=orders.by, case=case, on=TODAY, answer=Answer.GIVEN, words="I was ill.")
    assert work(case) == [("supervision.answer", due("breach_answered"))]
    warn(by=orders.by, case=case, on=TODAY)
    assert work(case) == [("supervision.watch", due("breach_watched"))]
    warn(by=orders.by, case=case, on=TODAY, code="warn_again")
    go_to_court(by=orders.by, case=case, what=MOTION)
    assert work(case) == [("supervision.court", due("breach_decided"))]
    what = Decision(on=TODAY, outcome=Outcome.GOES_ON, decision="K-9")
    decide_breach(by=orders.by, case=case, what=what)
    case = again(case)
    assert (case.words, case.warnings, case.skipped, case.outcome) == (
        "I was ill.", 2, "", "goes_on",
    )  # fmt: skip
    assert stages(case) == [
        "noted", "asked", "answered", "warned", "warned_again", "before_court", "decided",
    ]  # fmt: skip
    assert (again(case.supervision).state, work(case)) == ("explained", [])
    assert check_state().faults == []


@pytest.mark.parametrize(
    ("outcome", "state", "left"),
    [
        (Outcome.REVOKED, "revoked", []),
        (Outcome.CONVERTED, "converted", []),
        (Outcome.CHANGED, "explained", ["supervision.assess", "supervision.change_duties"]),
        (Outcome.GOES_ON, "explained", ["supervision.assess"]),
    ],
)
def test_the_order_follows_the_court(
    orders: Orders, outcome: Outcome, state: str, left: list[str]
) -> None:
    case = noted(orders)
    go_to_court(by=orders.by, case=case, what=replace(MOTION, because="He left the country."))
    what = Decision(on=TODAY, outcome=outcome, decision="K-9")
    decide_breach(by=orders.by, case=case, what=what)
    order = again(case.supervision)
    assert (order.state, [kind for kind, _ in work(order)]) == (state, left)
    assert check_state().faults == []


def test_leaving_out_a_step_wants_a_reason_that_stays(orders: Orders) -> None:
    case = noted(orders)
    with pytest.raises(Refused) as refused:
        go_to_court(by=orders.by, case=case, what=MOTION)
    (reason,) = refused.value.reasons
    assert (reason.code, str(reason.text)) == (
        "step-left-out",
        "A milder step is left out. Say why it is not enough. "
        "The person was not heard yet. The person was not warned yet.",
    )
    with pytest.raises(Refused) as unheard:
        warn(by=orders.by, case=case, on=TODAY, because="  ")
    assert (codes(unheard), again(case).state) == (["step-left-out"], "noted")
    warn(by=orders.by, case=case, on=TODAY, because="Nobody knows where she is.")
    assert (again(case).state, again(case).skipped) == ("warned", "Nobody knows where she is.")


def test_what_was_said_of_each_step_left_out_stays(orders: Orders) -> None:
    case = noted(orders)
    warn(by=orders.by, case=case, on=TODAY, because="Nobody knows where she is.")
    with pytest.raises(Refused) as refused:
        warn(by=orders.by, case=case, on=TODAY, code="warn_again")
    assert codes(refused) == ["step-left-out"]
    go_to_court(by=orders.by, case=case, what=replace(MOTION, because="She left the country."))
    assert again(case).skipped == "Nobody knows where she is.\nShe left the country."
    assert check_state().faults == []


def test_a_motion_is_withdrawn_with_a_reason(orders: Orders) -> None:
    case = noted(orders)
    go_to_court(by=orders.by, case=case, what=replace(MOTION, because="He left the country."))
    with pytest.raises(Refused) as refused:
        advance_breach(by=orders.by, case=case, code="close_without")
    assert codes(refused) == ["reason-missing"]
    advance_breach(by=orders.by, case=case, code="close_without", reason="He is back.")
    assert (again(case).state, again(case).motion_on, work(case)) == ("no_consequence", TODAY, [])
    assert again(case.supervision).state == "explained"


def test_warnings_for_earlier_breaches_of_the_order_count(orders: Orders) -> None:
    order = orders.explained()
    first = heard(orders, noted(orders, order))
    assert left_out(first, [], "go_to_court", TODAY) == ["The person was not warned yet."]
    warn(by=orders.by, case=first, on=TODAY)
    warn(by=orders.by, case=first, on=TODAY, code="warn_again")
    second = heard(orders, noted(orders, order))
    assert remembered(second, [first], TODAY) == 2
    assert left_out(second, [first], "go_to_court", TODAY) == []
    assert remembered(second, [first], TODAY + timedelta(days=400)) == 0
    go_to_court(by=orders.by, case=second, what=MOTION)
    assert again(second).state == "before_court"


def test_a_good_reason_ends_it_without_consequence(orders: Orders) -> None:
    case = heard(orders, noted(orders))
    with pytest.raises(Refused) as refused:
        advance_breach(by=orders.by, case=case, code="close_without")
    assert codes(refused) == ["reason-missing"]
    advance_breach(by=orders.by, case=case, code="close_without", reason="in hospital")
    assert (case.state, work(case)) == ("no_consequence", [])
    advance_breach(by=orders.by, case=case, code="reopen", reason="not true")
    assert (case.state, [kind for kind, _ in work(case)]) == ("answered", ["supervision.answer"])


def test_a_warning_that_helped_is_closed(orders: Orders) -> None:
    case = heard(orders, noted(orders))
    warn(by=orders.by, case=case, on=TODAY)
    advance_breach(by=orders.by, case=case, code="settle")
    assert (case.state, work(case)) == ("settled", [])
    with pytest.raises(Refused) as refused:
        advance_breach(by=orders.by, case=case, code="hear")
    assert codes(refused) == ["own-step"]


def test_silence_counts_only_once_the_time_is_over(orders: Orders) -> None:
    case = noted(orders, on=TODAY)
    ask(by=orders.by, case=case, on=TODAY)
    for answer, words, told in (
        (Answer.NONE, "", "time-to-answer"), (Answer.GIVEN, " ", "no-words"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            hear(by=orders.by, case=case, on=TODAY, answer=answer, words=words)
        assert codes(refused) == [told]
    case.answer_by = day(1)
    with pytest.raises(Refused) as early:
        hear(by=orders.by, case=case, on=day(3), answer=Answer.GIVEN, words="So.")
    assert codes(early) == ["days-reversed"]


def test_what_cannot_be_a_breach_is_refused(orders: Orders) -> None:
    def refusal(case: Supervision, **what: Any) -> list[str]:
        with pytest.raises(Refused) as refused:
            noted(orders, case, **what)
        return codes(refused)

    case = orders.received()
    assert refusal(case) == ["not-explained"]
    late = noted(orders, case, about=About.REGISTRATION)
    assert (late.state, late.duty) == ("noted", None)
    told = orders.explained()
    assert refusal(told, about=About.REGISTRATION) == ["registered"]
    assert refusal(told, about=About.DUTY) == ["no-duty"]
    assert refusal(told, about=About.DUTY, duty=duty(orders, orders.explained())) == ["no-duty"]
    mine = duty(orders, told)
    assert refusal(told, about=About.DUTY, duty=mine, on=day(4)) == ["duty-not-standing"]
    assert refusal(told, on=day(6)) == ["too-early"]
    assert refusal(told, on=TODAY + timedelta(days=1)) == ["in-future"]
    assert noted(orders, told, about=About.DUTY, duty=mine).duty == mine
    end(by=orders.by, case=told, code="revoke", on=TODAY, decision="so")
    assert refusal(told) == ["order-over"]


def test_no_order_is_complete_while_a_breach_is_open(orders: Orders) -> None:
    over = orders.explained(orders.measure(years=0, months=2, start=day(90)))
    breach = noted(orders, over)
    with pytest.raises(Refused) as refused:
        advance_supervision(by=orders.by, case=over, code="complete")
    assert codes(refused) == ["breach-open"]
    advance_breach(by=orders.by, case=breach, code="close_without", reason="over")
    advance_supervision(by=orders.by, case=over, code="complete")
    assert over.state == "completed"
