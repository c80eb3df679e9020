"""The proportions add up, at every size."""

from collections import Counter
from random import Random

import hypothesis
import hypothesis.strategies as st

from tilts.doors.demo.standings import OF, STANDINGS, YEAR, standings
from tilts.doors.demo.ways import IN_PRISON

UNDER_WAY = [s for s in STANDINGS if s.ended is None and s.fate != "escaped"]


def people(chosen) -> int:
    return sum(standing.people for standing in chosen)


def test_the_figures_of_a_day_and_a_year():
    in_prison = [s for s in UNDER_WAY if s.kind in IN_PRISON]
    on_probation = [s for s in UNDER_WAY if s.kind not in IN_PRISON]
    left_within_the_year = [s for s in STANDINGS if s.ended == YEAR]
    assert people(STANDINGS) == OF
    assert (people(in_prison), people(on_probation)) == (3500, 6500)
    assert people(on_probation) + people(left_within_the_year) == 15_600


def test_at_full_size_everybody_is_made_once():
    counted = Counter(standings(Random(1), OF))
    assert counted == {standing: standing.people for standing in STANDINGS}


@hypothesis.given(st.integers(1, 3000))
def test_so_many_as_asked_for_and_each_near_its_share(size):
    counted = Counter(standings(Random(1), size))
    assert counted.total() == size
    if size >= len(STANDINGS):
        assert set(counted) == set(STANDINGS)
    if size >= 300:
        off = {s: n - size * s.people / OF for s, n in counted.items() if n > 1}
        assert {s: gap for s, gap in off.items() if abs(gap) > len(STANDINGS) / 2} == {}


def test_the_same_each_time_and_well_mixed():
    first = standings(Random(1), 400)
    assert first == standings(Random(1), 400)
    kinds = [standing.kind for standing in first[:40]]
    assert len(set(kinds)) > 5
