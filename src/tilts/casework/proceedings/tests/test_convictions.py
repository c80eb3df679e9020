"""Whether the record speaks of somebody as convicted follows from all their judgments."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilts.casework.people.models import Person
from tilts.casework.people.pairs import merge_people, split_people
from tilts.casework.proceedings.actions import advance, enter_into_force, record_on_right_person
from tilts.casework.proceedings.actions.convictions import follow_conviction
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act

from .world import IN_FORCE, again, imprisoned, judged, new_actor, new_person, recorded, sentenced


def category(person: Person) -> str:
    found: str = again(person).category
    return found


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("begin_serving", "convicted"),
        ("transfer_abroad", "convicted"),
        ("mark_error", "suspect"),
    ],
)
def test_what_a_move_makes_of_somebody_convicted(person, prison, code, after):
    proceeding = sentenced(person, prison).proceeding
    advance(by=SERVICE, proceeding=proceeding, code=code, reason="as decided")
    assert category(person) == after


@pytest.mark.parametrize("code", ["acquit", "terminate"])
def test_one_acquittal_leaves_another_conviction(person, prison, code):
    sentenced(person, prison)
    second = judged(person, prison)
    advance(by=SERVICE, proceeding=second, code="appeal")
    advance(by=SERVICE, proceeding=second, code=code, reason="not proven")
    assert category(person) == "convicted"


def test_the_record_says_why(person, prison):
    proceeding = sentenced(person, prison).proceeding
    advance(by=SERVICE, proceeding=proceeding, code="mark_error", reason="typed twice")
    suspect = {"category": "suspect", "version": 1}
    convicted = {"category": "convicted", "version": 2}
    again_suspect = {"category": "suspect", "version": 3}
    assert recorded("people.set_category") == [
        ("A judgment is in force.", [("person", suspect, convicted)]),
        ("No judgment is in force.", [("person", convicted, again_suspect)]),
    ]


def test_without_a_change_nothing_is_written(person, prison):
    sentenced(person, prison)
    before = Act.objects.count()
    follow_conviction(by=SERVICE, person_id=person.pk)
    assert Act.objects.count() == before


@pytest.mark.parametrize("first", ["contact", "victim", "suspect", "convicted"])
def test_only_who_was_convicted_is_no_more(prison, first):
    someone = new_person(prison, category=first)
    follow_conviction(by=SERVICE, person_id=someone.pk)
    assert category(someone) == ("suspect" if first == "convicted" else first)


def test_the_wrong_person_is_convicted_no_more_and_the_right_one_is(person, prison):
    right = new_person(prison, "Cits")
    proceeding = sentenced(person, prison).proceeding
    record_on_right_person(
        by=SERVICE, proceeding=proceeding, person_id=right.pk, reason="a namesake"
    )
    assert (category(person), category(right)) == ("suspect", "convicted")


def test_the_wrong_person_stays_convicted_of_something_else(person, prison):
    sentenced(person, prison)
    right = new_person(prison, "Cits")
    proceeding = judged(person, prison)
    record_on_right_person(
        by=SERVICE, proceeding=proceeding, person_id=right.pk, reason="a namesake"
    )
    assert (category(person), category(right)) == ("convicted", "suspect")


def test_a_judgment_on_a_merged_record_convicts_who_stays_though_out_of_sight(
    person, prison, other_prison
):
    kept = new_person(other_prison, "Paraudzins")
    measure = imprisoned(judged(person, prison))
    merge_people(by=SERVICE, kept_id=kept.pk, gone_id=person.pk, reason="one person")
    clerk = new_actor(prison)
    with seen_by(clerk):
        assert list(Person.objects.filter(pk=kept.pk)) == []
        enter_into_force(by=clerk, proceeding=measure.proceeding, in_force_on=IN_FORCE)
    assert category(kept) == "convicted"


def test_after_a_split_each_is_what_their_own_judgments_say(person, prison):
    twin = new_person(prison, "Paraudzins")
    proceeding = sentenced(twin, prison).proceeding
    merge_people(by=SERVICE, kept_id=person.pk, gone_id=twin.pk, reason="one person")
    split_people(by=SERVICE, gone_id=twin.pk, reason="they are two")
    advance(by=SERVICE, proceeding=again(proceeding), code="mark_error", reason="typed twice")
    assert category(again(twin)) == "suspect"


WALKS = st.lists(st.sampled_from(["sentence", "error", "reopen"]), max_size=6)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(walk=WALKS)
def test_convicted_while_any_sound_judgment_is_in_force(prison, walk):
    someone, sound, wrong = new_person(prison), list[Any](), list[Any]()
    for step in walk:
        if step == "sentence":
            sound.append(sentenced(someone, prison).proceeding)
        elif step == "error" and sound:
            wrong.append(sound.pop())
            advance(by=SERVICE, proceeding=wrong[-1], code="mark_error", reason="typed twice")
        elif step == "reopen" and wrong:
            sound.append(wrong.pop())
            advance(by=SERVICE, proceeding=sound[-1], code="reopen", reason="it was right")
        assert category(someone) == ("convicted" if sound else "suspect")
