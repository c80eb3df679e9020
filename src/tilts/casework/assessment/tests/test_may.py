"""Who assesses, reviews and reads: every role, in the person's unit and in another."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.assessment.actions import (
    advance,
    answer_the_person,
    begin_assessment,
    begin_second_scoring,
    decide_level,
    note_words,
    propose_level,
    record_interview,
    score,
)
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.queries import one_assessment, words_on
from tilts.doors.api.tests.callers import browser
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import end_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.parties.actors import SERVICE

TODAY = timezone.localdate()
DONE: list[str] = []
FAR, NONE, HIDDEN = ["out-of-reach"], ["no-role"], ["not-yours"]


def told(by: Any, do: Any, **given: Any) -> list[str]:
    """Codes of the reasons for which it is refused; empty when it is done."""
    try:
        with seen_by(by):
            do(by=by, **given)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return DONE


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        ("prison_officer", "riga", DONE),
        ("psychologist", "riga", DONE),
        ("social_worker", "riga", DONE),
        ("head_of_unit", "riga", DONE),
        ("prison_officer", "olaine", HIDDEN),
        ("head_of_unit", "olaine", HIDDEN),
        ("probation_officer", "jelgava", HIDDEN),
        ("facilitator", "riga", NONE),
        ("mediator", "jelgava", NONE),
        ("clerk", "riga", NONE),
        ("quality_manager", "riga", NONE),
        ("inspector", "riga", NONE),
    ],
)
def test_who_begins(desk, edgars, house, role, unit, expected):
    by = house.actor(role, unit)
    assert told(by, begin_assessment, person_id=edgars.pk, of=desk.rvn) == expected


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        ("prison_officer", "riga", DONE),
        ("head_of_unit", "riga", DONE),
        ("prison_officer", "olaine", HIDDEN),
        ("clerk", "riga", NONE),
    ],
)
def test_who_scores_a_second_time(desk, edgars, house, role, unit, expected):
    with seen_by(SERVICE):
        made = desk.scored(edgars)
    assert told(house.actor(role, unit), begin_second_scoring, assessment=made) == expected


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        ("head_of_unit", "riga", DONE),
        ("prison_officer", "riga", NONE),
        ("psychologist", "riga", NONE),
        ("quality_manager", "riga", HIDDEN),
    ],
)
def test_who_decides_on_another_level(desk, edgars, house, role, unit, expected):
    with seen_by(SERVICE):
        made = desk.scored(edgars, how=1.0)
        propose_level(by=desk.actor, assessment=made, level="high", because="Works well.")
    by = house.actor(role, unit)
    assert told(by, decide_level, assessment=made, level="high", why="Agreed.") == expected


def test_a_head_who_assessed_does_not_decide(desk, edgars, all_seen):
    """Four eyes hold for heads too: one who assesses is an assessor."""
    made = begin_assessment(by=desk.chief, person_id=edgars.pk, of=desk.rvn)
    desk.answer_all(made, 1.0)
    record_interview(by=desk.chief, assessment=made, on=TODAY)
    score(by=desk.chief, assessment=made)
    propose_level(by=desk.chief, assessment=made, level="high", because="Works well.")
    decided = told(desk.chief, decide_level, assessment=made, level="high", why="I say so.")
    assert decided == ["own-assessment"]


@pytest.mark.parametrize("role", ["prison_officer", "psychologist", "social_worker"])
def test_only_a_head_annuls(desk, edgars, house, role):
    with seen_by(SERVICE):
        made = desk.final(edgars)
    annuls = {"assessment": made, "code": "annul", "reason": "The wrong file."}
    assert told(house.actor(role), advance, **annuls) == NONE
    assert told(desk.chief, advance, **annuls) == DONE


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [("head_of_unit", "riga", DONE), ("head_of_unit", "olaine", HIDDEN), ("clerk", "riga", NONE)],
)
def test_who_answers_the_person(desk, edgars, house, role, unit, expected):
    with seen_by(SERVICE):
        made = desk.final(edgars)
        word = note_words(by=desk.actor, assessment=made, words="Not so.", asks_review=True)
    by = house.actor(role, unit)
    assert told(by, answer_the_person, word=word, answer="We looked again.") == expected
    with seen_by(SERVICE):
        assert [one.answered_by_id for one in words_on(made)] == [None if expected else by.party]


@pytest.mark.parametrize(
    ("role", "unit", "sees"),
    [
        ("prison_officer", "riga", True),
        ("head_of_unit", "riga", True),
        ("prison_officer", "olaine", False),
        ("probation_officer", "jelgava", False),
    ],
)
def test_who_finds_it(desk, edgars, house, role, unit, sees):
    with seen_by(SERVICE):
        made = desk.final(edgars)
    with seen_by(house.actor(role, unit)):
        if sees:
            assert one_assessment(made.pk).pk == made.pk
        else:
            with pytest.raises(Refused) as refused:
                one_assessment(made.pk)
            assert [reason.code for reason in refused.value.reasons] == HIDDEN


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("prison_officer", "riga", 200),
        ("prison_officer", "olaine", 404),
        ("clerk", "riga", 403),
        ("facilitator", "riga", 403),
    ],
)
def test_the_api_tells_whom_the_pages_tell(desk, edgars, house, role, unit, status):
    with seen_by(SERVICE):
        made = desk.final(edgars)
    staff = house.member(role, unit)
    asks = {"Tilts-Purpose": "check"}
    assert browser(staff).get(f"/assessments/{made.pk}", **asks).status_code == status


def test_a_role_that_ended_ends_the_assessing(desk, edgars, house):
    staff = house.member("prison_officer")
    end_role(by=SERVICE, assignment=staff.assignments.get(), until=TODAY)
    by = actor_for(staff, TODAY)
    assert told(by, begin_assessment, person_id=edgars.pk, of=desk.rvn) == NONE
    before = actor_for(staff, TODAY - timedelta(days=1))
    assert told(before, begin_assessment, person_id=edgars.pk, of=desk.rvn) == DONE
    with seen_by(SERVICE):
        assert Assessment.objects.count() == 1
