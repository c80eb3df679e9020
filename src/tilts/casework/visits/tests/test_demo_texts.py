"""What fictional visits and occurrences say: for each country and case, and of nobody real."""

from typing import Any

import pytest

from tilts.casework.protocols.demo import MOVES as OCCURRENCE_MOVES
from tilts.casework.protocols.demo import STATES as OCCURRENCE_STATES
from tilts.casework.protocols.demo.texts import ENDED
from tilts.casework.protocols.demo.texts import SAID as STEP_SAID
from tilts.casework.protocols.models import Occurrence
from tilts.casework.visits.choices import Met
from tilts.casework.visits.demo import KINDS, MOVES, STATES
from tilts.casework.visits.demo.texts import AIMS, PLACES, SAID, WHY
from tilts.casework.visits.models import HomeVisit
from tilts.jurisdictions.loading import packs
from tilts.platform.workflow.machines import initial, is_closed, targets

BY_COUNTRY: dict[str, dict[str, Any]] = {
    "places": PLACES,
    "aims": AIMS,
    "why": WHY,
    "visits": SAID,
    "steps": STEP_SAID,
    "ends": ENDED,
}


@pytest.mark.parametrize("name", BY_COUNTRY)
def test_each_country_has_its_words(name):
    texts = BY_COUNTRY[name]
    assert set(texts) == set(packs())
    assert all(len(found) > 1 for found in texts.values())


@pytest.mark.parametrize("country", sorted(SAID))
def test_whoever_was_met_there_is_a_note(country):
    assert set(SAID[country]) == set(Met.values)
    for note, agreed in SAID[country].values():
        assert note
        assert len(agreed) <= 4000
    assert [bool(agreed) for _, agreed in SAID[country].values()] == [True, False, False]


@pytest.mark.parametrize(
    ("model", "states", "moves"),
    [(HomeVisit, STATES, MOVES), (Occurrence, OCCURRENCE_STATES, OCCURRENCE_MOVES)],
)
def test_each_way_is_one_that_the_machine_knows(model, states, moves):
    assert moves.keys() == states.keys()
    for end, way in moves.items():
        state, apart = initial(model.machine), None
        for move, leads_to, when in way:
            assert leads_to in targets(model.machine, move, state)
            assert apart is None or when > apart
            state, apart = leads_to, when
        assert state == end


def test_what_is_not_over_leaves_work():
    left = {code for code in STATES if not is_closed(HomeVisit.machine, code)}
    assert left == set(KINDS)


def test_nobody_is_out_in_the_demonstration():
    assert not {"under_way", "alarmed"} & set(STATES)


def test_places_are_streets_without_a_town():
    streets = [place for places in PLACES.values() for place in places]
    assert len(set(streets)) == len(streets)
    assert all("," not in street and any(sign.isdigit() for sign in street) for street in streets)


@pytest.mark.parametrize("texts", [AIMS, WHY, STEP_SAID, ENDED])
def test_nothing_is_said_twice(texts):
    for said in texts.values():
        assert len(set(said)) == len(said)
