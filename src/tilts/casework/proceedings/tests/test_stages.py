"""Proceedings move from stage to stage, and say why they cannot."""

from datetime import date, timedelta

import pytest

from tilts.casework.people.models import Person
from tilts.casework.proceedings.actions import (
    add_offence,
    advance,
    end_measure,
    enter_into_force,
    impose_measure,
    record_judgment,
    start_measure,
)
from tilts.casework.proceedings.cases import ProceedingMachine
from tilts.casework.proceedings.imposing import NewMeasure
from tilts.casework.proceedings.models import Ending
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.machines import moves_from
from tilts.platform.workflow.options import offered
from tilts.platform.workflow.queries import history

from .world import (
    IN_FORCE,
    JUDGED,
    again,
    codes,
    days_ago,
    imprisoned,
    judged,
    new_actor,
    new_person,
    opened,
    sentenced,
    today,
)


def states(proceeding) -> list[str]:
    return [row.to_state for row in history(proceeding)]


def why(proceeding, code: str) -> list[str]:
    option = next(o for o in offered(proceeding, SERVICE) if o.code == code)
    return [reason.code for reason in option.reasons]


def test_proceedings_begin_before_judgment_and_the_person_is_presumed_innocent(person, prison):
    proceeding = opened(person, prison)
    assert (states(proceeding), proceeding.presumed_innocent) == (["before_judgment"], True)
    assert again(person).category == "suspect"


def test_the_whole_way_of_a_sentence(person, prison):
    measure = sentenced(person, prison, years=0, days=10)
    proceeding = measure.proceeding
    advance(by=SERVICE, proceeding=proceeding, code="begin_serving")
    end_measure(by=SERVICE, measure=measure, ended_on=days_ago(1), how=Ending.SERVED)
    advance(by=SERVICE, proceeding=proceeding, code="complete")
    way = ["before_judgment", "judged", "in_force", "being_served", "completed"]
    assert states(proceeding) == way
    assert again(person).category == "convicted"


def test_a_judgment_needs_an_offence(person, prison):
    proceeding = opened(person, prison)
    assert why(proceeding, "record_judgment") == ["no-offence"]
    with pytest.raises(Refused) as refused:
        record_judgment(by=SERVICE, proceeding=proceeding, judged_on=JUDGED)
    assert codes(refused) == ["no-offence"]


def test_a_judgment_is_not_of_the_future_nor_before_the_offence(person, prison):
    proceeding = judged(person, prison)
    advance(by=SERVICE, proceeding=proceeding, code="appeal")
    with pytest.raises(Refused) as refused:
        record_judgment(by=SERVICE, proceeding=proceeding, judged_on=today() + timedelta(days=1))
    assert codes(refused) == ["in-future"]
    with pytest.raises(Refused) as refused:
        record_judgment(by=SERVICE, proceeding=proceeding, judged_on=date(2024, 1, 1))
    assert codes(refused) == ["judged-too-early"]


def test_nothing_enters_into_force_without_a_measure(person, prison):
    assert why(judged(person, prison), "enter_into_force") == ["no-measure"]


def test_nothing_enters_into_force_while_it_can_be_appealed(person, prison):
    proceeding = opened(person, prison)
    add_offence(by=SERVICE, proceeding=proceeding, code="175", committed_on=date(2024, 11, 5))
    record_judgment(by=SERVICE, proceeding=proceeding, judged_on=today())
    imprisoned(proceeding, imposed_on=today(), start=None)
    assert why(proceeding, "enter_into_force") == ["appeal-term"]
    with pytest.raises(Refused) as refused:
        enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=today())
    assert codes(refused) == ["within-term"]


def test_it_does_not_enter_into_force_on_a_day_within_the_term(person, prison):
    proceeding = judged(person, prison)
    imprisoned(proceeding)
    last = JUDGED + timedelta(days=10)
    with pytest.raises(Refused) as refused:
        enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=last)
    assert codes(refused) == ["within-term"]
    enter_into_force(by=SERVICE, proceeding=proceeding, in_force_on=last + timedelta(days=1))
    assert again(proceeding).state == "in_force"


def test_in_force_the_measures_are_and_the_person_is_convicted(person, prison):
    measure = sentenced(person, prison)
    proceeding = again(measure.proceeding)
    assert (proceeding.in_force_on, measure.in_force_on) == (IN_FORCE, IN_FORCE)
    assert (proceeding.presumed_innocent, again(person).category) == (False, "convicted")


def test_an_appeal_ends_with_a_new_judgment_or_an_acquittal(person, prison):
    proceeding = judged(person, prison)
    sentence = imprisoned(proceeding)
    advance(by=SERVICE, proceeding=proceeding, code="appeal")
    record_judgment(by=SERVICE, proceeding=proceeding, judged_on=date(2025, 6, 2))
    advance(by=SERVICE, proceeding=proceeding, code="appeal")
    advance(by=SERVICE, proceeding=proceeding, code="acquit", reason="not proven")
    way = ["before_judgment", "judged", "appealed", "judged", "appealed", "acquitted"]
    assert states(proceeding) == way
    assert (again(sentence).ended_how, again(person).category) == ("quashed", "suspect")


def test_an_acquittal_and_a_termination_want_their_reason(person, prison):
    proceeding = opened(person, prison)
    for code in ("acquit", "terminate"):
        with pytest.raises(Refused) as refused:
            advance(by=SERVICE, proceeding=proceeding, code=code)
        assert codes(refused) == ["reason-missing"]


def test_nothing_is_served_before_it_has_begun(person, prison):
    measure = sentenced(person, prison, start=None)
    assert why(again(measure.proceeding), "begin_serving") == ["not-started"]
    start_measure(by=SERVICE, measure=measure, start=days_ago(3))
    assert why(again(measure.proceeding), "begin_serving") == []


def test_each_running_measure_keeps_proceedings_open(person, prison):
    measure = sentenced(person, prison)
    proceeding = again(measure.proceeding)
    supervision = NewMeasure(kind="probation_supervision_additional", imposed_on=JUDGED, years=1)
    impose_measure(by=SERVICE, proceeding=proceeding, what=supervision)
    assert why(proceeding, "complete") == ["measure-running", "measure-running"]
    end_measure(
        by=SERVICE,
        measure=measure,
        ended_on=days_ago(1),
        how=Ending.RELEASED,
        reason="the court decided so",
    )
    option = next(o for o in offered(proceeding, SERVICE) if o.code == "complete")
    assert [str(reason.text) for reason in option.reasons] == [
        "“Probation supervision as an additional sentence” is still running. "
        "End it first, and say how."
    ]


def test_a_transfer_abroad_ends_what_runs(person, prison):
    measure = sentenced(person, prison)
    advance(
        by=SERVICE, proceeding=measure.proceeding, code="transfer_abroad", reason="to Lithuania"
    )
    ended = again(measure)
    assert (ended.ended_on, ended.ended_how) == (today(), Ending.TRANSFERRED)
    assert again(measure.proceeding).state == "transferred_abroad"
    assert again(person).category == "convicted"


def test_an_error_takes_the_conviction_back_and_reopening_restores_it(person, prison):
    proceeding = sentenced(person, prison).proceeding
    advance(by=SERVICE, proceeding=proceeding, code="mark_error", reason="typed twice")
    assert (proceeding.state, again(person).category) == ("entered_in_error", "suspect")
    advance(by=SERVICE, proceeding=proceeding, code="reopen", reason="it was right")
    assert (proceeding.state, again(person).category) == ("in_force", "convicted")


def test_another_conviction_stands(person, prison):
    sentenced(person, prison)
    second = sentenced(person, prison).proceeding
    advance(by=SERVICE, proceeding=second, code="mark_error", reason="typed twice")
    assert again(person).category == "convicted"


def test_a_witness_stays_one_until_convicted(prison):
    witness = new_person(prison, category="contact")
    proceeding = opened(witness, prison)
    advance(by=SERVICE, proceeding=proceeding, code="terminate", reason="withdrawn")
    assert Person.objects.get(pk=witness.pk).category == "contact"


def test_a_stranger_moves_nothing(person, prison, other_prison):
    proceeding, stranger = judged(person, prison), new_actor(other_prison)
    with seen_by(stranger), pytest.raises(Refused) as refused:
        advance(by=stranger, proceeding=proceeding, code="appeal")
    assert codes(refused) == ["not-yours"]


def test_every_stage_is_reached_and_every_open_one_can_be_left():
    states = set(ProceedingMachine.states_map)
    targets = {t.target.id for m in ProceedingMachine.moves.values() for t in m.transitions}
    assert states == targets | {"before_judgment"}
    assert [state for state in states if not moves_from(ProceedingMachine, state)] == []
