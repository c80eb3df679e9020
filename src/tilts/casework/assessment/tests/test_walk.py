"""An assessment from the first answer to its end, and what stands in the way."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.casework.assessment.actions import (
    advance,
    answer_question,
    begin_assessment,
    decide_level,
    propose_level,
    record_interview,
    score,
)
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.queries import assessments_of, latest_final, one_assessment
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.answering import Answer, values_in
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def begun(desk, whom):
    return begin_assessment(by=desk.actor, person_id=whom.pk, of=desk.rvn)


def path(assessment):
    return [row.to_state for row in history(assessment)]


def test_what_the_record_knows_is_filled_in(desk, edgars):
    made = begun(desk, edgars)
    known = {item.id: item.known for item in desk.rvn.items.values() if item.known}
    facts = {"sex": "male", "born": "1988-05-01", "today": TODAY.isoformat()}
    assert values_in(made.answered.answers) == {item: facts[fact] for item, fact in known.items()}
    assert (made.state, made.assessor_id, made.trial) == ("draft", desk.officer.pk, False)


def test_what_the_record_does_not_know_is_asked(desk):
    nobody = desk.add("Bērziņš", sex="unknown", birth_date=None)
    assert "sex" not in values_in(begun(desk, nobody).answered.answers)


def test_the_record_is_corrected_where_it_is_kept(desk, edgars):
    made = begun(desk, edgars)
    with pytest.raises(Refused) as refused:
        answer_question(by=desk.actor, assessment=made, item="sex", given=Answer("female"))
    assert codes(refused) == ["from-record"]


def test_from_the_first_answer_to_the_final_level(desk, edgars):
    made = desk.final(edgars, how=1.0)
    assert path(made) == ["draft", "interviewed", "scored", "final"]
    assert (made.computed_level, made.level, made.is_overridden) == (
        "very_high",
        "very_high",
        False,
    )
    assert (made.assessed_on, made.decided_on, made.decided_by_id) == (
        TODAY - timedelta(days=1), TODAY, desk.officer.pk,
    )  # fmt: skip
    assert made.answered.fixed_at is not None
    assert made.scores["total"]["band"] == "very_high"
    assert latest_final([edgars.pk]) == {edgars.pk: made}


def test_levels_follow_the_answers(desk):
    levels = [desk.final(desk.add(f"N{n}", sex="male"), how).level for n, how in
              enumerate([0.0, 0.5, 1.0])]  # fmt: skip
    assert levels[0] == "low"
    assert levels[2] == "very_high"
    assert levels[1] in ("medium", "high")


def test_an_open_question_is_named_by_its_number(desk, edgars):
    made = begun(desk, edgars)
    record_interview(by=desk.actor, assessment=made, on=TODAY)
    with pytest.raises(Refused) as refused:
        score(by=desk.actor, assessment=made)
    assert codes(refused)[0] == "unanswered"
    assert str(refused.value.reasons[0].text) == "Questions 8–40 are not answered."
    again = one_assessment(made.pk)
    assert (again.state, again.answered.fixed_at, again.scores) == ("interviewed", None, {})


def test_not_known_leaves_no_level_and_says_which(desk, edgars):
    made = begun(desk, edgars)
    scale = desk.rvn.quantities["work"].add[0].of
    desk.answer_all(made, **{scale: None})
    record_interview(by=desk.actor, assessment=made, on=TODAY)
    with pytest.raises(Refused) as refused:
        score(by=desk.actor, assessment=made)
    assert codes(refused) == ["not-known"]


def test_after_the_score_no_answer_changes(desk, edgars):
    made = desk.scored(edgars)
    with pytest.raises(Refused) as refused:
        answer_question(by=desk.actor, assessment=made, item="aims", given=Answer("Other"))
    assert codes(refused) == ["not-open"]


def test_one_at_a_time(desk, edgars):
    begun(desk, edgars)
    with pytest.raises(Refused) as refused:
        begun(desk, edgars)
    assert codes(refused) == ["going-on"]


def test_an_interview_lies_in_the_past(desk, edgars):
    made = begun(desk, edgars)
    with pytest.raises(Refused):
        record_interview(by=desk.actor, assessment=made, on=TODAY + timedelta(days=1))
    assert one_assessment(made.pk).state == "draft"


class TestAnotherLevel:
    def test_is_proposed_with_a_reason_and_decided_by_a_head(self, desk, edgars):
        made = desk.scored(edgars, how=1.0)
        propose_level(
            by=desk.actor, assessment=made, level="high", because="Two years without drink.",
            judgement="He has changed friends.",
        )  # fmt: skip
        assert [item.kind for item in WorkItem.objects.filter(closed_at=None, case=made.case_ref())
                ] == ["assessment.decide"]  # fmt: skip
        advance(by=desk.chief, assessment=made, code="begin_review")
        decide_level(by=desk.chief, assessment=made, level="high", why="The reports agree.")
        row = one_assessment(made.pk)
        assert path(row) == [
            "draft", "interviewed", "scored", "override_proposed", "second_review", "final",
        ]  # fmt: skip
        assert (row.computed_level, row.proposed_level, row.level, row.is_overridden) == (
            "very_high", "high", "high", True,
        )  # fmt: skip
        assert (row.proposed_because, row.judgement, row.decided_why, row.decided_by_id) == (
            "Two years without drink.", "He has changed friends.", "The reports agree.",
            desk.head.pk,
        )  # fmt: skip
        assert not WorkItem.objects.filter(closed_at=None, case=made.case_ref()).exists()

    def test_may_be_refused_and_the_score_stands(self, desk, edgars):
        made = desk.scored(edgars, how=1.0)
        propose_level(by=desk.actor, assessment=made, level="low", because="I believe him.")
        decide_level(by=desk.chief, assessment=made, level="very_high", why="Nothing supports it.")
        assert (made.level, made.is_overridden) == ("very_high", False)

    def test_is_another_one(self, desk, edgars):
        made = desk.scored(edgars, how=1.0)
        with pytest.raises(Refused) as refused:
            propose_level(by=desk.actor, assessment=made, level="very_high", because="So it is.")
        assert codes(refused) == ["same-level"]
        assert made.proposed_level == ""

    def test_is_one_that_there_is(self, desk, edgars):
        made = desk.scored(edgars)
        with pytest.raises(Refused) as refused:
            propose_level(by=desk.actor, assessment=made, level="extreme", because="So it is.")
        assert codes(refused) == ["unknown-level"]

    def test_needs_a_reason(self, desk, edgars):
        made = desk.scored(edgars, how=1.0)
        with pytest.raises(Refused) as refused:
            propose_level(by=desk.actor, assessment=made, level="low", because=" ")
        assert codes(refused) == ["reason-missing"]

    def test_nobody_decides_on_their_own(self, desk, edgars, house):
        by = desk.chief
        made = begin_assessment(by=by, person_id=edgars.pk, of=desk.rvn)
        desk.answer_all(made, how=1.0)
        record_interview(by=by, assessment=made, on=TODAY)
        score(by=by, assessment=made)
        propose_level(by=by, assessment=made, level="low", because="I know him.")
        with pytest.raises(Refused) as refused:
            decide_level(by=by, assessment=made, level="low", why="I know him.")
        assert codes(refused) == ["own-assessment"]

    def test_an_officer_does_not_decide(self, desk, edgars, house):
        made = desk.scored(edgars, how=1.0)
        propose_level(by=desk.actor, assessment=made, level="low", because="I know him.")
        with pytest.raises(Refused) as refused:
            decide_level(by=house.actor("prison_officer"), assessment=made, level="low", why="Yes.")
        assert codes(refused) == ["no-role"]


def test_a_newer_one_supersedes(desk, edgars):
    first = desk.final(edgars, how=1.0, days_ago=200)
    second = desk.final(edgars, how=0.0)
    assert one_assessment(first.pk).state == "superseded"
    assert latest_final([edgars.pk]) == {edgars.pk: second}
    assert list(assessments_of([edgars.pk])) == [second, first]


def test_an_annulled_one_is_relied_on_no_more(desk, edgars):
    made = desk.final(edgars)
    with pytest.raises(Refused):
        advance(by=desk.chief, assessment=made, code="annul")
    advance(by=desk.chief, assessment=made, code="annul", reason="About his brother.")
    assert (made.state, latest_final([edgars.pk])) == ("annulled", {})


def test_an_unfinished_one_is_given_up_with_a_reason(desk, edgars):
    made = begun(desk, edgars)
    advance(by=desk.actor, assessment=made, code="give_up", reason="Moved to Olaine.")
    assert made.state == "given_up"
    assert begun(desk, edgars).state == "draft"


def test_steps_with_more_to_say_are_not_taken_with_a_reason_alone(desk, edgars):
    made = begun(desk, edgars)
    with pytest.raises(Refused) as refused:
        advance(by=desk.actor, assessment=made, code="score")
    assert codes(refused) == ["own-step"]


def test_who_cannot_assess_does_not(desk, edgars, house):
    for by, code in (
        (house.actor("prison_officer", unit="olaine"), "not-yours"),
        (house.actor("clerk"), "no-role"),
    ):
        with pytest.raises(Refused) as refused:
            begin_assessment(by=by, person_id=edgars.pk, of=desk.rvn)
        assert codes(refused) == [code]
    assert list(Assessment.objects.all()) == []


def test_an_instrument_without_a_level_is_none_for_assessments(desk, edgars):
    without = desk.rvn.model_copy(update={"level": None})
    with pytest.raises(Refused) as refused:
        begin_assessment(by=desk.actor, person_id=edgars.pk, of=without)
    assert codes(refused) == ["no-level"]


def test_the_dead_are_not_assessed(desk):
    late = desk.add("Krauklis", died_on=date(2025, 1, 1))
    with pytest.raises(Refused) as refused:
        begun(desk, late)
    assert codes(refused) == ["dead"]
