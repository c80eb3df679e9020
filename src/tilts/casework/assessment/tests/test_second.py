"""A second assessor scores blindly; then the two are compared."""

import pytest

from tilts.casework.assessment.actions import (
    answer_second,
    begin_second_scoring,
    finish_second_scoring,
)
from tilts.casework.assessment.agreement import agreement
from tilts.casework.assessment.queries import second_of
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.answering import Answer, values_in

from .conftest import reply

pytestmark = pytest.mark.usefixtures("all_seen")


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def asked(desk):
    return [item for item in desk.rvn.items.values() if item.known is None]


def answered(desk, second, by, how=1.0, **own):
    for item in asked(desk):
        given = Answer(own.get(item.id, reply(item, how)))
        answer_second(by=by, second=second, item=item.id, given=given)
    return finish_second_scoring(by=by, second=second)


def test_the_second_sees_none_of_the_first_answers(desk, edgars, house):
    made = desk.scored(edgars, how=1.0)
    second = begin_second_scoring(by=desk.chief, assessment=made)
    known = {item.id for item in desk.rvn.items.values() if item.known}
    assert values_in(second.sheet.answers).keys() == known
    assert second_of(made) == second


def test_answers_alike_agree(desk, edgars):
    made = desk.scored(edgars, how=1.0)
    second = answered(desk, begin_second_scoring(by=desk.chief, assessment=made), desk.chief)
    found = agreement(made, second)
    assert (found.differing, found.percent, found.same_level) == ((), 100, True)
    assert found.compared == len([item for item in asked(desk) if item.type != "text"])


def test_what_differs_is_named(desk, edgars):
    made = desk.scored(edgars, how=1.0)
    names = [desk.rvn.quantities[domain].add[0].of for domain in ("work", "family")]
    other = {name: reply(desk.rvn.items[name], 0.0) for name in names}
    second = begin_second_scoring(by=desk.chief, assessment=made)
    found = agreement(made, answered(desk, second, desk.chief, **other))
    assert {item.id for item in found.differing} == set(names)
    assert found.same == found.compared - 2
    assert found.percent == round(100 * found.same / found.compared)


def test_not_known_is_an_answer_of_its_own(desk, edgars):
    made = desk.scored(edgars, how=1.0)
    name = desk.rvn.quantities["work"].add[0].of
    second = begin_second_scoring(by=desk.chief, assessment=made)
    found = agreement(made, answered(desk, second, desk.chief, **{name: None}))
    assert [item.id for item in found.differing] == [name]
    assert (found.second_level, found.same_level) == (None, False)


def test_nobody_is_their_own_second(desk, edgars):
    made = desk.scored(edgars)
    with pytest.raises(Refused) as refused:
        begin_second_scoring(by=desk.actor, assessment=made)
    assert codes(refused) == ["own-assessment"]


def test_there_is_one_second(desk, edgars, house):
    made = desk.scored(edgars)
    begin_second_scoring(by=desk.chief, assessment=made)
    with pytest.raises(Refused) as refused:
        begin_second_scoring(by=house.actor("psychologist"), assessment=made)
    assert codes(refused) == ["second-there"]


def test_only_the_second_assessor_answers_and_finishes(desk, edgars, house):
    second = begin_second_scoring(by=desk.chief, assessment=desk.scored(edgars))
    other = house.actor("psychologist")
    for try_it in (
        lambda: answer_second(by=other, second=second, item="aims", given=Answer("x")),
        lambda: finish_second_scoring(by=other, second=second),
    ):
        with pytest.raises(Refused) as refused:
            try_it()
        assert codes(refused) == ["not-your-scoring"]


def test_an_unfinished_one_stays_open(desk, edgars):
    second = begin_second_scoring(by=desk.chief, assessment=desk.scored(edgars))
    with pytest.raises(Refused) as refused:
        finish_second_scoring(by=desk.chief, second=second)
    assert codes(refused) == ["unanswered"]
    assert second.sheet.fixed_at is None
