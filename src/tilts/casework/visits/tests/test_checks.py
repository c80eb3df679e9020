"""The check suggests; people decide, and say why where they are less careful."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.visits.actions import check_visit
from tilts.casework.visits.checks import questions, raised, suggested, why_explained
from tilts.casework.visits.choices import CAREFUL, Decision, Said
from tilts.platform.access.reasons import Refused

from .desk import ALONE, SAFE, TODAY, codes

ASKED = questions("LV", TODAY)
ANSWERS = st.fixed_dictionaries({code: st.sampled_from(Said.values) for code in SAFE})


def test_the_questions_of_the_country():
    assert [one.code for one in ASKED] == list(SAFE)
    assert [one.code for one in questions("LT", TODAY)] == list(SAFE)


@pytest.mark.parametrize(
    ("answers", "suggestion"),
    [
        ({}, Decision.ALONE),
        ({"dogs": "yes"}, Decision.COLLEAGUE),
        ({"dogs": "not_known"}, Decision.COLLEAGUE),
        ({"weapons": "yes", "dogs": "yes"}, Decision.ELSEWHERE),
        ({"address": "no"}, Decision.ELSEWHERE),
        ({"signal": "not_known"}, Decision.COLLEAGUE),
    ],
)
def test_what_the_answers_suggest(answers, suggestion):
    assert suggested(ASKED, {**SAFE, **answers}) == suggestion


@given(answers=ANSWERS, code=st.sampled_from(sorted(SAFE)))
def test_a_worse_answer_never_suggests_less_care(answers, code):
    better = {**answers, code: SAFE[code]}
    assert CAREFUL.index(suggested(ASKED, better)) <= CAREFUL.index(suggested(ASKED, answers))
    assert (suggested(ASKED, answers) == Decision.ALONE) == (not raised(ASKED, answers))


@given(answers=ANSWERS, decision=st.sampled_from(CAREFUL))
def test_only_less_care_wants_a_reason(answers, decision):
    less = CAREFUL.index(decision) < CAREFUL.index(suggested(ASKED, answers))
    assert bool(why_explained(ASKED, answers, decision, " ")) == less
    assert why_explained(ASKED, answers, decision, "Known for years.") == []


def test_the_reason_says_what_speaks_for_it():
    answers = {**SAFE, "weapons": "yes", "dogs": "yes"}
    (reason,) = why_explained(ASKED, answers, Decision.ALONE, "")
    assert reason.text == (
        "The check suggests: not at home, but elsewhere (Are there weapons in the home?). "
        "Say why you decide otherwise."
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"answers": {"dogs": "no"}}, "unanswered"),
        ({"answers": {**SAFE, "dogs": "maybe"}}, "unanswered"),
        ({"decision": Decision.COLLEAGUE}, "colleague-wanted"),
        ({"decision": Decision.ELSEWHERE, "place": " "}, "place-wanted"),
        ({"answers": {**SAFE, "dogs": "yes"}}, "less-careful"),
    ],
)
def test_what_is_not_decided_so(desk, changed, reason):
    visit = desk.planned()
    with pytest.raises(Refused) as refused:
        check_visit(by=desk.officer, visit=visit, what=replace(ALONE, **changed))
    assert (codes(refused), visit.state, visit.answers) == ([reason], "planned", {})


def test_the_colleague_is_somebody_else(desk):
    what = replace(ALONE, decision=Decision.COLLEAGUE, colleague=desk.staff.pk)
    with pytest.raises(Refused) as refused:
        check_visit(by=desk.officer, visit=desk.planned(), what=what)
    assert codes(refused) == ["same-staff"]


def test_what_was_decided_stands_with_its_answers_and_can_be_decided_anew(desk):
    visit = desk.with_colleague()
    assert (visit.state, visit.decision, visit.answers) == ("checked", "colleague", SAFE)
    assert visit.colleague_id == desk.colleague_staff.pk
    elsewhere = replace(ALONE, decision=Decision.ELSEWHERE, place="Library", why="Quiet there.")
    check_visit(by=desk.officer, visit=visit, what=elsewhere)
    assert (visit.decision, visit.place, visit.colleague_id) == ("elsewhere", "Library", None)
