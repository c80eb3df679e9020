"""Reasons why something cannot be, and to whom."""

from typing import Any

import pytest

from tilts.platform.access.reasons import Reason
from tilts.workforce.competence.guards import (
    both_rated,
    not_the_observed,
    nothing_to_develop,
    something_planned,
    why_not_observers,
    why_not_rate,
)
from tilts.workforce.competence.models import Observation, Part

from .conftest import Service

pytestmark = pytest.mark.usefixtures("all_seen")


def said(reasons: list[Reason]) -> list[tuple[str, str]]:
    """Codes and texts."""
    return [(reason.code, str(reason.text)) for reason in reasons]


def test_who_has_not_rated_is_named(service: Service):
    observation = service.planned()
    missing = ("not-rated", "I. Kalna has not finished rating.")
    assert said(both_rated(observation, service.leader)) == [missing, missing]
    service.rate(observation, Part.FIRST)
    assert said(both_rated(observation, service.leader)) == [missing]
    service.rate(observation, Part.SECOND)
    assert said(both_rated(observation, service.leader)) == []


def test_the_observed_decides_nothing(service: Service):
    observation = service.planned()
    facilitator = service.actor(service.facilitator)
    text = "This is about your own work. Somebody else decides."
    assert said(not_the_observed(observation, facilitator)) == [("own-observation", text)]
    assert said(not_the_observed(observation, service.leader)) == []


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ({}, []),
        ({"practice": {"value": 3, "band": "competent"}}, []),
        (
            {
                "practice": {"value": 2, "band": "develop"},
                "fidelity": {"value": 1, "band": "develop"},
            },
            [
                (
                    "to-develop",
                    "To be developed: Fidelity to the programme, Core practice and motivation. "
                    "Plan the development first.",
                )
            ],
        ),
    ],
)
def test_weak_areas_are_named(service: Service, results: dict[str, Any], expected: Any):
    form = {"instrument": "facilitator-observation", "version": "2026.1"}
    observation = Observation(results=results, **form)
    assert said(nothing_to_develop(observation, service.leader)) == expected


def test_of_an_instrument_that_is_gone_nothing_is_said(service: Service):
    observation = Observation(instrument="gone", version="1", results={"x": {"band": "develop"}})
    assert said(nothing_to_develop(observation, service.leader)) == []


def test_looking_again_wants_something_to_look_for(service: Service):
    observation = service.planned()
    text = "Agree first what is to be developed."
    assert said(something_planned(observation, service.leader)) == [("nothing-planned", text)]


def test_two_others_observe(service: Service):
    first, second, own = service.first.pk, service.second.pk, service.facilitator.pk
    assert why_not_observers(own, [first, second]) == []
    found = [reason.code for reason in why_not_observers(own, [own, own])]
    assert found == ["same-observer", "observes-self"]


@pytest.mark.parametrize(
    ("part", "state", "codes"),
    [
        ("first", "planned", []),
        ("first", "rated", ["too-late"]),
        ("second", "cancelled", ["too-late"]),
        ("own", "planned", []),
        ("own", "moderated", []),
        ("own", "fed_back", ["too-late"]),
    ],
)
def test_when_a_part_rates(service: Service, part: str, state: str, codes: list[str]):
    observation = service.planned()
    rating = service.rating(observation, Part(part))
    rating.observation.state = state
    found = why_not_rate(rating, service.actor(rating.rater))
    assert [reason.code for reason in found] == codes
