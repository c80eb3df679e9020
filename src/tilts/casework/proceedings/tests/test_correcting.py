"""Proceedings on the wrong person find the right one; nothing is deleted."""

from datetime import date

import pytest

from tilts.casework.proceedings.actions import add_offence, record_on_right_person
from tilts.casework.proceedings.models import Measure, Offence, OffenceDetail, Proceeding
from tilts.casework.proceedings.release import release_calculation
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import behind, seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Payload
from tilts.platform.workflow.queries import history
from tilts.platform.workflow.state_check import state_faults

from .world import again, codes, imprisoned, judged, new_actor, new_person, sentenced, today


@pytest.fixture
def wrong(person, prison) -> Proceeding:
    """Proceedings in force with two sentences in a row, on the wrong person."""
    measure = sentenced(person, prison)
    imprisoned(measure.proceeding, follows=measure, years=1)
    return measure.proceeding


@pytest.fixture
def other(prison):
    return new_person(prison, "Cits")


def corrected(wrong, other) -> Proceeding:
    return record_on_right_person(
        by=SERVICE, proceeding=wrong, person_id=other.pk, reason="a namesake"
    )


def test_the_right_person_has_them_at_the_stage_they_had_reached(wrong, other, person):
    right = corrected(wrong, other)
    assert (right.person, right.state, right.copy_of) == (other, "in_force", wrong)
    assert [row.to_state for row in history(right)] == ["in_force"]
    assert (again(person).category, again(other).category) == ("suspect", "convicted")


def test_what_stood_on_the_wrong_person_stays_marked(wrong, other, person):
    corrected(wrong, other)
    assert again(wrong).state == "wrong_person"
    assert Measure.objects.filter(proceeding=wrong).count() == 2
    assert release_calculation(person, today()).measures == ()


def test_sentences_follow_each_other_as_before(wrong, other):
    end = date(2028, 3, 19)
    assert release_calculation(wrong, today()).release.end.day == end
    right = corrected(wrong, other)
    assert release_calculation(right, today()).release.end.day == end
    chained = Measure.objects.filter(proceeding=right).exclude(follows=None)
    assert [m.follows.proceeding for m in chained] == [right]


def test_the_walled_detail_goes_with_it(person, prison, other):
    proceeding = judged(person, prison)
    add_offence(
        by=SERVICE,
        proceeding=proceeding,
        code="160",
        committed_on=date(2024, 5, 5),
        circumstances="what happened",
    )
    right = corrected(proceeding, other)
    found = Offence.objects.filter(proceeding=right).order_by("code")
    assert [offence.code for offence in found] == ["160", "175"]
    with behind("sexual-offences"):
        details = OffenceDetail.objects.order_by("pk").values_list("person_id", "circumstances")
        assert list(details) == [(person.pk, "what happened"), (other.pk, "what happened")]


def test_both_people_have_it_in_their_record(wrong, other, person):
    corrected(wrong, other)
    kind = "proceedings.record_on_right_person"
    subjects = Payload.objects.filter(act__kind=kind).values_list("subject_id", flat=True)
    assert set(subjects) == {person.pk, other.pk}
    assert state_faults([Proceeding]) == []


def test_not_to_the_same_person(wrong, person):
    with pytest.raises(Refused) as refused:
        corrected(wrong, person)
    assert codes(refused) == ["same-person"]


def test_not_while_other_proceedings_hang_on_it(wrong, other, person, prison):
    last = Measure.objects.filter(proceeding=wrong).exclude(follows=None).get()
    imprisoned(judged(person, prison), follows=last)
    with pytest.raises(Refused) as refused:
        corrected(wrong, other)
    assert codes(refused) == ["chained"]


def test_not_onto_somebody_out_of_sight(wrong, other_prison, prison):
    hidden = new_person(other_prison)
    clerk = new_actor(prison)
    with seen_by(clerk), pytest.raises(Refused) as refused:
        record_on_right_person(by=clerk, proceeding=wrong, person_id=hidden.pk, reason="a namesake")
    assert codes(refused) == ["not-yours"]
    assert again(wrong).state == "in_force"
