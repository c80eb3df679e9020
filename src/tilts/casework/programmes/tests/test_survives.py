"""What happens to a person happens to their programme: nothing is lost, nothing goes on alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tilts.casework.people.actions import mark_entered_in_error, note_death, restore_person
from tilts.casework.programmes.actions import advance_participation, give_place
from tilts.casework.programmes.delivery.progress import dose_of, running
from tilts.casework.programmes.models import Participation
from tilts.platform.access.reasons import Refused
from tilts.platform.gatherings.models import Enrolment
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import move, person_event
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history

from .delivery import TODAY, codes, now


@pytest.fixture
def on_programme(delivery, licensed):
    """Somebody who attended two sessions."""
    series = delivery.group()
    return delivery.attended(series, delivery.placed(series), [1, 2])


def happens(case, code: str):
    """Something happens to the person of a case."""
    person_event(person=case.person_id, code=code, by=SERVICE)
    return now(case)


def test_a_death_ends_the_programme_and_the_place(on_programme):
    case = on_programme
    note_death(by=SERVICE, person_id=case.person_id, died_on=TODAY, source="a call")
    case = now(case)
    row = Enrolment.plain.get(journey=case.journey)
    assert (case.state, row.ended_how, running(case)) == ("ended_by_death", "died", None)
    assert dose_of(case).sessions == 2


def test_a_death_taken_back_gives_no_place_before_the_case_is_reopened(on_programme):
    case = on_programme
    note_death(by=SERVICE, person_id=case.person_id, died_on=TODAY, source="a call")
    restore_person(by=SERVICE, person_id=case.person_id, reason="another one of that name")
    row = Enrolment.plain.get(journey=case.journey)
    assert (now(case).state, row.ended_how) == ("ended_by_death", "died")
    assert row.ended_because.startswith("Not taken up again. They do not wait for this programme.")
    assert dose_of(now(case)).sessions == 2


def test_a_death_while_waiting_leaves_no_work(delivery):
    case = delivery.referred()
    note_death(by=SERVICE, person_id=case.person_id, died_on=TODAY, source="a call")
    assert now(case).state == "ended_by_death"
    assert not WorkItem.objects.filter(case=case.case_ref(), closed_at=None).exists()


def test_an_escape_suspends_it_and_the_return_leads_back(on_programme):
    case = happens(on_programme, "person_escaped")
    assert (case.state, dose_of(case).sessions) == ("suspended", 2)
    case = happens(case, "person_returned")
    assert (case.state, dose_of(case).sessions) == ("on_programme", 2)


def test_a_transfer_leaves_it_where_it_is_with_a_row_that_says_so(on_programme):
    case = happens(on_programme, "person_transferred")
    assert case.state == "on_programme"
    assert [row.move for row in history(case)][-1] == "person_transferred"


@pytest.mark.parametrize("error", ["mark_error", "mark_wrong_person"])
def test_an_error_stays_to_be_read_and_can_be_taken_back(delivery, error):
    case = delivery.waiting()
    move(case=case, code=error, by=SERVICE, reason="His brother's.")
    assert now(case).is_over
    move(case=case, code="reopen", by=SERVICE, reason="It was right.")
    assert now(case).state == "waiting"


def test_a_record_that_should_never_have_been_gives_the_place_back(on_programme):
    case = on_programme
    mark_entered_in_error(by=SERVICE, person_id=case.person_id, reason="A mistake.")
    assert (running(case), Enrolment.plain.get(journey=case.journey).ended_how) == (None, "error")


def test_who_withdrew_goes_on_where_they_were_when_it_is_reopened(delivery, on_programme):
    case = on_programme
    advance_participation(by=delivery.officer, case=case, code="take_out", reason="Fell ill.")
    advance_participation(by=SERVICE, case=case, code="reopen", reason="Is well again.")
    case = now(case)
    assert (case.state, case.ended_on, dose_of(case).sessions) == ("on_programme", None, 2)


def test_who_goes_on_after_a_reopening_gets_a_place_anew(delivery, on_programme):
    case = on_programme
    advance_participation(by=delivery.officer, case=case, code="take_out", reason="Fell ill.")
    advance_participation(by=SERVICE, case=case, code="reopen", reason="Is well again.")
    series = delivery.group()
    since = TODAY + timedelta(days=2)
    give_place(by=delivery.officer, case=now(case), series=series, since=since)
    case = now(case)
    row = Enrolment.plain.get(journey=case.journey, ended_how="")
    assert (case.state, row.series, dose_of(case).sessions) == ("on_programme", series, 2)


def test_nothing_is_reopened_beside_another_programme(delivery, on_programme):
    case = on_programme
    advance_participation(by=delivery.officer, case=case, code="take_out", reason="Fell ill.")
    delivery.licensed("substances")
    other = delivery.waiting(case.person, "substances")
    delivery.placed(delivery.group("substances"), other)
    with pytest.raises(Refused) as refused:
        advance_participation(by=SERVICE, case=case, code="reopen", reason="Is well again.")
    assert codes(refused) == ["other-programme"]


def test_nothing_is_reopened_beside_a_new_referral_to_the_same(delivery):
    case = delivery.waiting()
    advance_participation(by=delivery.officer, case=case, code="take_out", reason="Not now.")
    delivery.referred(case.person)
    with pytest.raises(Refused) as refused:
        advance_participation(by=SERVICE, case=case, code="reopen", reason="Now.")
    assert codes(refused) == ["referred-already"]


def test_a_mark_for_somebody_at_large_waits_for_their_return(delivery, licensed):
    series = delivery.group()
    case = delivery.placed(series)
    case = happens(case, "person_escaped")
    session = delivery.past(series, 1)
    delivery.mark(session, case)
    assert now(case).state == "suspended"
    case = happens(case, "person_returned")
    assert case.state == "scheduled"
    delivery.mark(delivery.past(series, 2), case)
    assert (now(case).state, dose_of(case).sessions) == ("on_programme", 2)


def test_the_database_itself_keeps_nobody_on_two_programmes(delivery):
    one, other = delivery.waiting(), None
    other = delivery.waiting(one.person, "substances")
    for case in (one, other):
        case.state = "scheduled"
    with act("test.place", by=SERVICE):
        one.save()
    with pytest.raises(IntegrityError), transaction.atomic(), act("test.place", by=SERVICE):
        other.save()
    assert Participation.plain.filter(state="scheduled").count() == 1
