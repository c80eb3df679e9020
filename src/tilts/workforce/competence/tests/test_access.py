"""Who sees and does what: one's own, whom one observes, one's unit or agency; blind until done."""

from typing import Any

import pytest

from tilts.platform.access.authority import why_not
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import give_role
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.workforce.competence.actions import advance, plan_observation
from tilts.workforce.competence.actions.planning import Plan
from tilts.workforce.competence.models import Observation, Part
from tilts.workforce.competence.presenting import is_told
from tilts.workforce.competence.queries import (
    observations,
    one_observation,
    one_rating,
    staff_led_by,
)
from tilts.workforce.competence.rules import LEAD, SEE

from .conftest import TODAY, Service, used


def seen(actor: Actor) -> list[Any]:
    """The observations within an actor's sight."""
    with seen_by(actor, SEE):
        return [row.pk for row in observations()]


@pytest.fixture
def planned(service: Service) -> Observation:
    """An observation in Riga that nobody has rated."""
    with seen_by(SERVICE):
        return service.planned()


@pytest.mark.parametrize("who", ["lead", "first", "second", "facilitator"])
def test_those_whom_it_concerns_see_it(service: Service, planned: Observation, who: str):
    assert seen(service.actor(getattr(service, who))) == [planned.pk]


@pytest.mark.parametrize(
    ("role", "unit", "sees"),
    [
        ("head_of_unit", "riga", True),
        ("head_of_unit", "olaine", False),
        ("quality_manager", "riga", True),
        ("quality_manager", "olaine", True),
        ("quality_manager", "vilnius", False),
        ("prison_officer", "riga", False),
        ("data_protection_officer", "riga", False),
        ("inspector", "riga", False),
    ],
)
def test_others_see_it_by_their_role_and_place(service, planned, role, unit, sees):
    assert seen(service.house.actor(role, unit)) == ([planned.pk] if sees else [])


def test_a_manager_of_the_whole_agency_sees_all_of_it(service: Service, planned: Observation):
    staff = service.house.hire()
    whole = service.house.agencies["ievp"]
    assert seen(in_agency(staff, "quality_manager")) == [planned.pk]
    assert whole.pk == staff.agency_id


def in_agency(staff: Staff, role: str) -> Actor:
    """Somebody who holds a role in their whole agency."""
    give_role(by=SERVICE, staff=staff, role=role, since=TODAY)
    return actor_for(staff, TODAY)


def test_what_is_out_of_sight_is_not_there(service: Service, planned: Observation):
    stranger = service.house.actor("prison_officer")
    with seen_by(SERVICE):
        rating = service.rating(planned, Part.FIRST)
    with seen_by(stranger, SEE):
        for read, pk in ((one_observation, planned.pk), (one_rating, rating.pk)):
            with pytest.raises(Refused) as caught:
                read(pk)
            assert [reason.code for reason in caught.value.reasons] == ["not-yours"]


def test_seeing_people_under_sentence_shows_no_colleague(service: Service, planned: Observation):
    officer = service.house.actor("head_of_unit")
    with seen_by(officer):  # as people.see reaches, which every page opens
        assert list(observations()) == []


def test_who_leads_leads_in_their_own_place(service: Service):
    head = service.house.actor("head_of_unit", "olaine")
    assert [reason.code for reason in why_not(head, LEAD, service.facilitator.pk)] == ["not-yours"]
    assert why_not(service.leader, LEAD, service.facilitator.pk) == []
    away = Plan(TODAY, "Session 3", service.house.units["olaine"], service.plan.observers)
    with pytest.raises(Refused):
        plan_observation(by=head, staff=service.facilitator, of=used("miti4"), plan=away)


def test_staff_to_be_observed_are_those_of_the_unit(service: Service):
    elsewhere = service.house.member("prison_officer", "olaine")
    led = set(staff_led_by(service.house.actor("head_of_unit", "olaine")))
    assert elsewhere in led
    assert service.facilitator not in led


def test_an_observer_leads_nothing(service: Service, planned: Observation):
    first = service.actor(service.first)
    with seen_by(first, SEE), pytest.raises(Refused) as caught:
        advance(by=first, observation=planned, code="cancel", reason="I am ill.")
    assert [reason.code for reason in caught.value.reasons] == ["no-role"]


def test_nobody_is_told_before_both_are_done(service: Service, planned: Observation):
    everybody = [service.lead, service.first, service.second, service.facilitator]
    assert [is_told(planned, service.actor(one)) for one in everybody] == [False] * 4


@pytest.mark.parametrize(
    ("state", "told"),
    [("rated", False), ("moderated", False), ("fed_back", True), ("closed", True)],
)
def test_the_observed_is_told_in_the_talk(service, planned, state, told):
    planned.state = state
    facilitator, first = (service.actor(one) for one in (service.facilitator, service.first))
    assert (is_told(planned, facilitator), is_told(planned, first)) == (told, True)


def test_an_error_is_marked_by_the_manager(service: Service, planned: Observation):
    with seen_by(service.leader, SEE):
        done = advance(
            by=service.leader, observation=planned, code="mark_error", reason="Typed twice."
        )
    assert done.state == "entered_in_error"
