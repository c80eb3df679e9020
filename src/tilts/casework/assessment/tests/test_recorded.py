"""What the record keeps of an assessment: each step an act, all of it under the person's key."""

import pytest

from tilts.casework.assessment.actions import (
    advance,
    begin_second_scoring,
    decide_level,
    note_words,
    propose_level,
)
from tilts.casework.assessment.models import Assessment, PersonsWord, SecondScoring
from tilts.platform.record.models import Act, Payload
from tilts.platform.workflow.state_check import state_faults

pytestmark = pytest.mark.usefixtures("all_seen")


def acts() -> list[str]:
    """The kinds of acts of this room, in order, each once in a row."""
    rows = Act.objects.filter(kind__startswith="assessment.").order_by("recorded_at", "pk")
    kinds = list(rows.values_list("kind", flat=True))
    return [kind for n, kind in enumerate(kinds) if n == 0 or kinds[n - 1] != kind]


def test_every_step_is_an_act(desk, edgars):
    made = desk.scored(edgars, how=1.0)
    propose_level(by=desk.actor, assessment=made, level="high", because="Works well.")
    decide_level(by=desk.chief, assessment=made, level="high", why="Agreed.")
    note_words(by=desk.actor, assessment=made, words="Fine.", asks_review=False)
    assert sorted(set(acts())) == [
        "assessment.begin",
        "assessment.decide",
        "assessment.note_words",
        "assessment.propose_override",
        "assessment.record_interview",
        "assessment.score",
    ]


def test_all_of_it_lies_under_the_key_of_the_person(desk, edgars):
    made = desk.final(edgars)
    note_words(by=desk.actor, assessment=made, words="Not so.", asks_review=True)
    begin_second_scoring(by=desk.chief, assessment=made)
    for kinds in ("assessment.", "forms.open_sheet", "forms.answer", "forms.fix_sheet"):
        rows = Payload.objects.filter(act__kind__startswith=kinds)
        assert {row.subject_id for row in rows} == {edgars.pk}, kinds


def test_what_was_said_stands_nowhere_in_the_clear(desk, edgars):
    """Neither in the acts nor in their payloads, which are closed."""
    made = desk.scored(edgars)
    because = "Heard voices in the night."
    propose_level(by=desk.actor, assessment=made, level="low", because=because)
    acts_as_text = str(list(Act.objects.values()))
    payloads = b"".join(bytes(str(row), "utf-8") for row in Payload.objects.values())
    assert "voices" not in acts_as_text
    assert b"voices" not in payloads


def test_each_case_stands_where_its_last_row_says(desk, edgars):
    desk.final(edgars)
    made = desk.final(edgars, how=1.0)
    advance(by=desk.chief, assessment=made, code="annul", reason="The wrong file.")
    assert state_faults([Assessment]) == []


def test_what_is_about_the_person_says_so(desk, edgars):
    """Whoever erases a person finds everything by these declarations."""
    made = desk.final(edgars)
    word = note_words(by=desk.actor, assessment=made, words="Fine.", asks_review=False)
    second = begin_second_scoring(by=desk.chief, assessment=made)
    for row in (made, word, second):
        assert row.record_address().subject == edgars.pk
    models = (Assessment, PersonsWord, SecondScoring)
    assert {model.whose.regime for model in models} == {"LED"}
    assert set(Assessment.whose.special.split()) >= {"scores", "level", "judgement"}
