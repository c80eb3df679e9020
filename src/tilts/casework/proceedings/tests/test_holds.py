"""What forbids that a person be erased."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tilts.casework.people.pairs import merge_people
from tilts.casework.proceedings.actions import end_measure
from tilts.casework.proceedings.models import Ending
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.erasure.actions import propose
from tilts.platform.erasure.models import Ground
from tilts.platform.erasure.rules import held_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move

from .world import again, new_person, new_unit, opened, sentenced

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def unit(db):
    return new_unit("prison", "riga")


@pytest.fixture
def person(unit):
    return new_person(unit)


def held(person, ground=Ground.RETENTION) -> list[str]:
    return [reason.code for reason in held_by(person.pk, ground)]


def served(person, unit, ended: date) -> None:
    """Somebody served a sentence, and the case is completed."""
    with seen_by(SERVICE):
        measure = sentenced(person, unit)
        end_measure(by=SERVICE, measure=measure, ended_on=TODAY, how=Ending.PARDONED, reason="law")
        with act("test.long_ago", by=SERVICE):
            row = again(measure)
            row.ended_on = ended
            row.save()
        move(case=again(measure.proceeding), code="complete", by=SERVICE)


def test_who_has_no_case_is_not_held(person):
    assert [held(person, ground) for ground in Ground.values] == [[]] * 4


def test_open_proceedings_and_an_unserved_sentence_forbid_it_on_every_ground(person, unit):
    with seen_by(SERVICE):
        opened(person, unit, reference="K-2")
        assert held(person) == ["proceedings-open"]
        sentenced(person, unit)
    for ground in Ground.values:
        assert held(person, ground) == ["proceedings-open", "measure-running"]
    assert [str(reason.text) for reason in held_by(person.pk)] == [
        "2 proceedings of this person are not over yet.",
        "1 sentence or measure of this person has not ended.",
    ]


def test_the_term_holds_until_it_has_run_out_and_not_against_the_law(person, unit):
    served(person, unit, TODAY - timedelta(days=30))
    found = {ground: held(person, ground) for ground in Ground.values}
    assert found == {
        "retention": ["in-retention"],
        "request": ["in-retention"],
        "unlawful": [],
        "obligation": [],
    }


@pytest.mark.parametrize(("years", "expected"), [(9, ["in-retention"]), (10, []), (11, [])])
def test_a_convicted_person_is_kept_for_ten_years(person, unit, years, expected):
    served(person, unit, TODAY.replace(day=1, year=TODAY.year - years))
    assert held(person) == expected


def test_what_was_an_error_holds_nothing(person, unit):
    with seen_by(SERVICE):
        proceeding = sentenced(person, unit).proceeding
        move(case=again(proceeding), code="mark_error", by=SERVICE, reason="another person")
    assert held(person) == []


def test_who_was_not_convicted_is_kept_for_a_shorter_time(person, unit):
    with seen_by(SERVICE):
        proceeding = opened(person, unit)
        move(case=proceeding, code="terminate", by=SERVICE, reason="no crime")
    [reason] = held_by(person.pk, Ground.REQUEST)
    assert (reason.code, str(TODAY.year + 3) in str(reason.text)) == ("in-retention", True)


def test_the_case_of_a_merged_record_holds_the_person(person, unit):
    with seen_by(SERVICE):
        gone = new_person(unit, "Paraudzins")
        opened(gone, unit)
        merge_people(by=SERVICE, kept_id=person.pk, gone_id=gone.pk, reason="the same")
    assert (held(person), held(gone)) == (["proceedings-open"], ["proceedings-open"])


def test_a_proposal_is_refused_with_what_holds(person, unit):
    with seen_by(SERVICE):
        opened(person, unit)
    with pytest.raises(Refused) as refused:
        propose(by=SERVICE, subject=person.party, ground=Ground.REQUEST, basis="Art. 17")
    assert [reason.code for reason in refused.value.reasons] == ["proceedings-open"]
