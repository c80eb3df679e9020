"""The person has the last word on their assessment, and may ask for a review."""

import pytest
from django.utils import timezone

from tilts.casework.assessment.actions import (
    answer_the_person,
    begin_assessment,
    note_words,
)
from tilts.casework.assessment.models import PersonsWord
from tilts.platform.access.reasons import Refused
from tilts.platform.workflow.models import WorkItem

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def work(assessment):
    return [
        (item.kind, item.outcome)
        for item in WorkItem.objects.filter(case=assessment.case_ref()).order_by("opened_at")
    ]


def test_a_comment_is_kept_in_the_persons_words(desk, edgars):
    made = desk.final(edgars)
    note_words(by=desk.actor, assessment=made, words="I have not drunk for a year.")
    row = PersonsWord.objects.get()
    assert (row.assessment_id, row.person_id, row.said_on, row.words, row.asks_review) == (
        made.pk, edgars.pk, TODAY, "I have not drunk for a year.", False,
    )  # fmt: skip
    assert work(made) == []


def test_a_request_is_answered_by_another_member_of_staff(desk, edgars):
    made = desk.final(edgars)
    said = note_words(by=desk.actor, assessment=made, words="Look again.", asks_review=True)
    assert work(made) == [("assessment.answer", "")]
    answer_the_person(by=desk.chief, word=said, answer="We looked at the payslips again.")
    row = PersonsWord.objects.get()
    assert (row.answer, row.answered_on, row.answered_by_id) == (
        "We looked at the payslips again.", TODAY, desk.head.pk,
    )  # fmt: skip
    assert work(made) == [("assessment.answer", "done")]
    with pytest.raises(Refused) as refused:
        answer_the_person(by=desk.chief, word=said, answer="Again.")
    assert codes(refused) == ["answered"]


def test_a_mere_comment_asks_for_no_answer(desk, edgars):
    said = note_words(by=desk.actor, assessment=desk.final(edgars), words="So be it.")
    with pytest.raises(Refused) as refused:
        answer_the_person(by=desk.chief, word=said, answer="Thank you.")
    assert codes(refused) == ["not-asked"]


def test_the_assessor_does_not_answer(desk, edgars, house):
    said = note_words(
        by=desk.actor, assessment=desk.final(edgars), words="Look again.", asks_review=True
    )
    with pytest.raises(Refused) as refused:
        answer_the_person(by=desk.actor, word=said, answer="No.")
    assert codes(refused) == ["no-role"]


def test_before_it_is_final_there_is_nothing_to_say_to(desk, edgars):
    made = begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    with pytest.raises(Refused) as refused:
        note_words(by=desk.actor, assessment=made, words="Too early.")
    assert codes(refused) == ["not-final"]
