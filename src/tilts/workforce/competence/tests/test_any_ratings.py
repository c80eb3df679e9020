"""Whatever two observers give: what holds of their agreement and of what stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.platform.forms.models import Sheet
from tilts.workforce.competence.results import (
    agreement,
    computed,
    pairs,
    rated,
    settled,
    to_develop,
)

from .conftest import used

FORM = used("facilitator-observation")
ITEMS = rated(FORM)
NAMES = [item.id for item in ITEMS]
REQUIRED = [item.id for item in ITEMS if item.required]
SESSION = st.fixed_dictionaries(
    {
        name: st.integers(1, 4) if name in REQUIRED else st.sampled_from([1, 4, None])
        for name in NAMES
    }
)


def sheet(values: dict[str, Any]) -> Sheet:
    """A sheet with these answers."""
    return Sheet(answers={name: {"value": value, "saved": 1} for name, value in values.items()})


@given(SESSION, SESSION)
def test_agreement_is_the_same_either_way_round(one, other):
    there, back = (
        agreement(FORM, sheet(one), sheet(other)),
        agreement(FORM, sheet(other), sheet(one)),
    )
    assert (there.differing, there.percent) == (back.differing, back.percent)
    for name in ("kappa", "icc"):
        found, turned = getattr(there, name), getattr(back, name)
        assert (found is None) == (turned is None)
        assert found is None or found == pytest.approx(turned, abs=1e-9)


@given(SESSION, SESSION)
def test_coefficients_are_no_more_than_one(one, other):
    found = agreement(FORM, sheet(one), sheet(other))
    assert [n for n in (found.kappa, found.icc) if n is not None and not -1.01 < n < 1.01] == []
    full = [a for a, b in pairs(FORM, sheet(one), sheet(other)) if a != b] == []
    assert found.kappa is None or (found.kappa == pytest.approx(1)) == full


@given(SESSION, SESSION)
def test_what_differs_and_what_is_alike_is_all_there_is(one, other):
    found = agreement(FORM, sheet(one), sheet(other))
    assert found.compared == found.same + len(found.differing)
    assert {item.id for item in found.differing} == {n for n in NAMES if one[n] != other[n]}


@given(SESSION, SESSION)
def test_who_follows_the_first_throughout_has_the_first(one, other):
    stands = settled(FORM, sheet(one), sheet(other), one)
    assert stands == {name: value for name, value in one.items() if value is not None}


@given(SESSION, SESSION, SESSION)
def test_a_moderator_changes_nothing_that_both_gave(one, other, chosen):
    stands = settled(FORM, sheet(one), sheet(other), chosen)
    alike = {name: one[name] for name in NAMES if one[name] == other[name]}
    kept = {name: stands.get(name) for name in alike}
    assert kept == alike


@given(SESSION)
def test_an_area_is_the_mean_of_its_two_and_the_whole_that_of_the_six(one):
    results = computed(FORM, {name: value for name, value in one.items() if value is not None})
    areas = {
        "preparation": ("knows_session", "room_and_material"),
        "fidelity": ("parts_delivered", "time_kept"),
        "responsivity": ("fits_learning", "respects_background"),
        "group_process": ("all_take_part", "handles_tension"),
        "practice": ("models_and_reinforces", "evokes_change"),
        "conduct": ("respect_and_limits",),
    }
    means = {area: sum(one[n] for n in names) / len(names) for area, names in areas.items()}
    assert {area: results[area]["value"] for area in areas} == means
    assert results["overall"]["value"] == pytest.approx(sum(means.values()) / 6, abs=0.006)


@given(SESSION)
def test_what_is_below_two_and_a_half_is_developed(one):
    results = computed(FORM, {name: value for name, value in one.items() if value is not None})
    low = {name for name, found in results.items() if found["value"] < 2.5}
    assert set(to_develop(FORM, results)) == low
