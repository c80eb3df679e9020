"""Which assessment is going on, which one a person is treated by, and which came before."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tilts.casework.assessment.actions import advance, begin_assessment, note_words
from tilts.casework.assessment.due import next_due
from tilts.casework.assessment.queries import (
    assessments_of,
    final_before,
    going_on,
    latest_final,
    latest_levels,
    one_word,
    second_of,
    words_on,
)
from tilts.casework.people.pairs import merge_people
from tilts.platform.access.reasons import Refused
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

from .results import result

pytestmark = pytest.mark.usefixtures("all_seen")
TODAY = timezone.localdate()
LEVELS = ("low", "medium", "high", "very_high")


def days_ago(days: int):
    return TODAY - timedelta(days=days)


def test_what_is_under_way_goes_on_until_it_is_decided_or_over(desk, edgars):
    assert going_on(edgars, "rvn-demo") is None
    made = begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    assert going_on(edgars, "rvn-demo") == made
    assert going_on(edgars, "psa") is None
    advance(by=desk.actor, assessment=made, code="give_up", reason="He moved.")
    assert going_on(edgars, "rvn-demo") is None


def test_a_final_one_is_no_longer_under_way(desk, edgars):
    desk.final(edgars)
    assert going_on(edgars, "rvn-demo") is None


def test_under_a_merged_record_it_goes_on_for_the_one_that_stands(desk, edgars):
    double = desk.add("Vitols")
    made = begin_assessment(by=desk.actor, person_id=double.pk, of=desk.rvn)
    merge_people(by=SERVICE, kept_id=edgars.pk, gone_id=double.pk, reason="The same man.")
    edgars.refresh_from_db()
    assert going_on(edgars, "rvn-demo") == made
    assert [row.pk for row in assessments_of([edgars.pk])] == [made.pk]


def test_people_are_treated_by_the_last_final_one_of_any_instrument(desk, edgars):
    result(edgars, "low", days_ago(300))
    last = result(edgars, "high", days_ago(20), instrument="psa", version="2018")
    result(edgars, "medium", days_ago(100))
    assert latest_final([edgars.pk]) == {edgars.pk: last}
    assert latest_levels([edgars.pk]) == {edgars.pk: ("high", days_ago(20))}


@pytest.mark.parametrize(
    ("state", "stands"),
    [("final", True), ("suspended", True), ("superseded", False), ("annulled", False)],
)
def test_only_what_stands_is_relied_on(desk, edgars, state, stands):
    result(edgars, "high", days_ago(20), state=state)
    assert (edgars.pk in latest_final([edgars.pk])) is stands
    assert (edgars.pk in latest_levels([edgars.pk])) is stands


def test_of_two_of_one_day_the_later_written_counts(desk, edgars):
    result(edgars, "low", TODAY)
    later = result(edgars, "high", TODAY)
    assert latest_final([edgars.pk])[edgars.pk] == later


def test_of_many_people_each_has_their_own_by_one_query(desk, django_assert_num_queries):
    people = [desk.add(f"Kalns{n}") for n in range(4)]
    made = [result(whom, "high", days_ago(n)) for n, whom in enumerate(people[:3])]
    for some in (people[:1], people):
        with django_assert_num_queries(2):  # the records merged into them, and the assessments
            found = latest_final([whom.pk for whom in some])
        assert found == {one.person_id: one for one in made if one.person in some}
        with django_assert_num_queries(2):
            levels = latest_levels([whom.pk for whom in some])
        assert levels == {key: ("high", one.decided_on) for key, one in found.items()}


def test_what_a_newer_one_replaces_is_of_the_same_instrument(desk, edgars):
    same = result(edgars, "low", days_ago(300))
    result(edgars, "low", days_ago(200), instrument="psa", version="2018")
    result(edgars, "low", days_ago(250), state="annulled")
    result(desk.add("Ozols"), "low", days_ago(100))
    newer = result(edgars, "high", TODAY)
    assert final_before(newer) == [same]


def test_words_are_told_from_first_to_last_and_only_of_this_assessment(desk, edgars):
    born = edgars.birth_date
    made, other = desk.final(edgars), desk.final(desk.add("Ozols", sex="male", birth_date=born))
    said = [
        note_words(by=desk.actor, assessment=made, words=text, asks_review=False)
        for text in ("One.", "Two.")
    ]
    note_words(by=desk.actor, assessment=other, words="Three.", asks_review=False)
    with act("test.date", by=SERVICE):
        said[1].said_on = days_ago(3)
        said[1].save()
    assert [word.words for word in words_on(made)] == ["Two.", "One."]
    assert one_word(said[0].pk) == said[0]
    assert second_of(made) is None


def test_a_word_that_is_not_there_is_nobodys(desk, edgars):
    with pytest.raises(Refused) as refused:
        one_word(edgars.pk)
    assert [reason.code for reason in refused.value.reasons] == ["not-yours"]


@given(st.sampled_from(["LV", "LT"]), st.integers(0, 2000))
def test_the_higher_the_level_the_sooner_the_next_one(country, back):
    on = days_ago(back)
    days = [next_due(country, level, on) for level in LEVELS]
    assert all(day is not None and day > on for day in days)
    assert days == sorted(days, reverse=True)  # type: ignore[type-var] # none is None, as above
    assert next_due(country, "unheard-of", on) == days[0]
    assert next_due(country, "high", None) is None
