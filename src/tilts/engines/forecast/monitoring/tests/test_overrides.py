"""Overrides by unit, and what all alerts together mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.monitoring import (
    Alert,
    Decided,
    Limits,
    Overridden,
    Verdict,
    overridden,
    verdict,
)

DECISIONS = st.lists(
    st.builds(Decided, st.sampled_from(["a", "b"]), st.integers(0, 3), st.integers(0, 3))
)


def test_each_unit_with_how_many_went_which_way():
    found = overridden(
        [
            Decided("riga", 1, 2),
            Decided("riga", 1, 1),
            Decided("riga", 2, 0),
            Decided("jelgava", 0, 0),
        ]
    )
    assert found == (Overridden("jelgava", 1, 0, 0), Overridden("riga", 3, 1, 1))
    assert [one.share for one in found] == [0, pytest.approx(2 / 3)]
    assert overridden([]) == ()


@settings(max_examples=50, deadline=None)
@given(DECISIONS)
def test_every_decision_is_counted_once(decisions):
    found = overridden(decisions)
    assert sum(one.decisions for one in found) == len(decisions)
    changed = sum(one.proposed != one.decided for one in decisions)
    assert sum(one.higher + one.lower for one in found) == changed
    assert overridden(reversed(decisions)) == found


@pytest.mark.parametrize(
    ("higher", "lower", "about", "hard"),
    [
        (25, 0, "riga, up", False),
        (0, 25, "riga, down", False),
        (13, 13, "riga, both ways", False),
        (50, 0, "riga, up", True),
    ],
)
def test_many_are_looked_at_and_half_suspend(higher, lower, about, hard):
    alert = Overridden("riga", 100, higher, lower).alert
    limit = 0.5 if hard else 0.25
    assert alert == Alert("overrides", about, (higher + lower) / 100, limit, hard)


def test_few_overrides_or_few_decisions_say_nothing():
    assert Overridden("riga", 100, 24, 0).alert is None
    assert Overridden("riga", 19, 19, 0).alert is None
    assert Overridden("riga", 20, 20, 0).alert is not None


def test_limits_begin_where_they_are():
    limits = Limits(look=1, suspend=2)
    assert limits.alert("c", "a", 0.99) is None
    assert limits.alert("c", "a", 1) == Alert("c", "a", 1, 1, hard=False)
    assert limits.alert("c", "a", 2) == Alert("c", "a", 2, 2, hard=True)


def test_one_hard_alert_suspends_and_stands_first():
    soft, hard = Alert("population", "age", 0.2, 0.1, False), Alert("c", "x", 9, 3, True)
    assert verdict([None, soft, None, hard]) == Verdict((hard, soft))
    assert verdict([soft, hard]).suspend
    assert not verdict([soft]).suspend
    assert verdict([None]) == Verdict(())
    assert str(soft) == "look: population of age is 0.2 (limit 0.1)"
    assert str(hard) == "suspend: c of x is 9 (limit 3)"
