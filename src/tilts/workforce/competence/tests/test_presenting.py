"""Observations in words: what each said, what stands, how far they agree."""

from typing import Any

import pytest
from django.utils import translation

from tilts.workforce.competence.actions import moderate
from tilts.workforce.competence.models import Observation, Part
from tilts.workforce.competence.presenting import compared, decimal, result_rows, title
from tilts.workforce.competence.queries import definition_of, ratings_of

from .conftest import Service

pytestmark = pytest.mark.usefixtures("all_seen")


def shown(observation: Observation) -> dict[str, Any]:
    """What the page compares."""
    return compared(definition_of(observation), observation, ratings_of(observation))


def row(observation: Observation, question: str) -> dict[str, Any]:
    """One question of the comparison."""
    return next(row for row in shown(observation)["rows"] if row["label"] == question)


TIME = "Gives the exercises their time"


def test_nothing_is_compared_before_both_began(service: Service):
    observation = service.planned()
    service.rate(observation, Part.FIRST)
    assert shown(observation) == {}


def test_each_question_with_what_both_said(service: Service):
    observation = service.rated({"time_kept": 4}, {"time_kept": 2})
    assert row(observation, TIME) == {
        "label": TIME,
        "said": ["4", "2", ""],
        "agreed": "",
        "differs": True,
        "rated": True,
    }
    assert len(shown(observation)["rows"]) == 12


def test_what_stands_is_beside_it(service: Service):
    observation = service.rated({"time_kept": 4}, {"time_kept": 2})
    moderate(by=service.leader, observation=observation, chosen={"time_kept": 3}, why="Late.")
    assert row(observation, TIME)["agreed"] == "3"


def test_the_own_rating_is_shown_once_it_is_finished(service: Service):
    observation = service.rated({}, {})
    assert row(observation, TIME)["said"] == ["3", "3", ""]
    service.rate(observation, Part.OWN, time_kept=4)
    assert row(observation, TIME)["said"] == ["3", "3", "4"]


def test_words_stand_apart(service: Service):
    observation = service.rated({"to_develop": "Praise more."}, {"to_develop": None})
    words = {one["label"]: one["said"] for one in shown(observation)["words"]}
    assert words == {
        "What went well": ["Well led.", "Well led.", ""],
        "What to develop": ["Praise more.", "", ""],
    }


@pytest.mark.parametrize(
    ("second", "kappa", "low"),
    [({"time_kept": 2}, "0.00", True), ({"time_kept": 4, "knows_session": 2}, "1.00", False)],
)
def test_low_agreement_is_marked(service: Service, second, kappa, low):
    observation = service.rated({} if low else second, second)
    found = shown(observation)
    assert (found["kappa"], found["low"], found["least"]) == (kappa, low, "0.60")


def test_results_bear_their_range_and_tone(service: Service):
    observation = service.moderated(
        parts_delivered=1, time_kept=2, knows_session=4, room_and_material=4
    )
    rows = {
        row["title"]: (row["value"], row["band"], row["tone"])
        for row in result_rows(definition_of(observation), observation)
    }
    assert rows == {
        "Preparation": ("4.0", "Strong", "success"),
        "Fidelity to the programme": ("1.5", "To be developed", "danger"),
        "Responsivity": ("3.0", "Competent", "info"),
        "Group process": ("3.0", "Competent", "info"),
        "Core practice and motivation": ("3.0", "Competent", "info"),
        "Professional conduct": ("3.0", "Competent", "info"),
        "All six areas together": ("2.92", "Competent", "info"),
    }


def test_nothing_stands_before_it_is_moderated(service: Service):
    observation = service.rated({}, {})
    assert result_rows(definition_of(observation), observation) == []


@pytest.mark.parametrize(("language", "said"), [("en", "0.77"), ("lv", "0,77"), ("lt", "0,77")])
def test_numbers_as_the_language_writes_them(language: str, said: str):
    with translation.override(language):
        assert (decimal(0.7692), decimal(None)) == (said, "–")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Observation of a facilitator"),
        ("lv", "Programmas vadītāja novērojums"),
        ("lt", "Programos vedėjo stebėjimas"),
    ],
)
def test_the_instrument_in_the_readers_language(language: str, said: str):
    form = Observation(instrument="facilitator-observation", version="2026.1")
    gone = Observation(instrument="gone", version="1")
    with translation.override(language):
        assert (title(form), title(gone)) == (said, "gone")
