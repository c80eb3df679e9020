"""What the record keeps of an observation, under whose key, and that it stands as it says."""

import pytest

from tilts.platform.record.models import Act, Payload
from tilts.platform.workflow.state_check import state_faults
from tilts.workforce.competence.actions import develop
from tilts.workforce.competence.models import Observation, Part

from .conftest import Service
from .test_walk import AGREED, WEAK

pytestmark = pytest.mark.usefixtures("all_seen")
OWN = "competence."


def acts() -> list[str]:
    """The kinds of acts of this room, in order."""
    kinds = Act.objects.filter(kind__startswith=OWN).order_by("recorded_at", "pk")
    return list(kinds.values_list("kind", flat=True))


def test_every_step_is_an_act(service: Service):
    observation = service.fed_back(**WEAK)
    develop(by=service.leader, observation=observation, agreed=AGREED)
    assert sorted(acts()) == sorted(
        [
            "competence.begin",
            "competence.plan_observation",
            *["competence.begin_rating"] * 2,
            "competence.both_done",
            "competence.moderate",
            "competence.feed_back",
            "competence.develop",
            "competence.develop",
        ]
    )


def test_all_of_it_lies_under_the_key_of_the_observed(service: Service):
    observation = service.fed_back(**WEAK)
    develop(by=service.leader, observation=observation, agreed=AGREED)
    rows = Payload.objects.filter(act__kind__startswith=OWN)
    assert {row.subject_id for row in rows} == {service.facilitator.pk}
    assert {row.about for row in rows} == {observation.case_ref()}


def test_answers_are_told_of_the_observed(service: Service):
    observation = service.planned()
    service.rate(observation, Part.FIRST)
    rows = Payload.objects.filter(act__kind="forms.answer")
    assert {row.subject_id for row in rows} == {service.facilitator.pk}


def test_each_case_stands_where_its_last_row_says(service: Service):
    service.fed_back()
    service.planned()
    assert state_faults([Observation]) == []
