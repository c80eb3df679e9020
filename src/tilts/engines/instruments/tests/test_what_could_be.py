"""The outlook of shipped instruments against scoring many answers one by one."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import Scorer, find, load, outlook, score_one
from tilts.engines.instruments.scoring.results import as_table

PSA, OGRS3, OSP = (Scorer(load(find(name))) for name in ("psa", "ogrs3", "osp-dc"))
COUNTS = [name for name in PSA.definition.items if name != "age"]
WIDE: dict[str, list[Any]] = {"age": list(range(121)), **{name: list(range(7)) for name in COUNTS}}
SOME = st.fixed_dictionaries(
    {"age": st.integers(15, 30), **{name: st.integers(0, 4) for name in COUNTS}}
)


def every(scorer: Scorer, answers: dict[str, Any], removed: list[str]) -> dict[str, set[Any]]:
    """All values that scores get when the removed answers go through a wide range."""
    chosen = product(*(WIDE[name] for name in removed))
    rows = [{**answers, **dict(zip(removed, one, strict=True))} for one in chosen]
    scored = scorer.score(as_table(rows, scorer).lazy()).collect()
    return {score.id: set(scored[score.id]) for score in scorer.instrument.scores}


@settings(max_examples=25)
@given(SOME, st.lists(st.sampled_from(list(WIDE)), min_size=1, max_size=2, unique=True))
def test_psa_is_told_exactly(answers: dict[str, int], removed: list[str]):
    seen = outlook(PSA, {k: v for k, v in answers.items() if k not in removed})
    tried = every(PSA, answers, removed)
    waiting = {
        score.id
        for score in PSA.instrument.scores
        if set(PSA.definition.needs[score.id]) & set(removed)
    }
    assert set(seen) == waiting
    for name, found in seen.items():
        assert found is not None
        assert set(found.values) == tried[name], name


@settings(max_examples=10)
@given(SOME, st.sets(st.sampled_from(list(WIDE)), min_size=3))
def test_more_missing_never_narrows_it(answers: dict[str, int], removed: set[str]):
    fewer = outlook(PSA, {k: v for k, v in answers.items() if k not in list(removed)[1:]})
    more = outlook(PSA, {k: v for k, v in answers.items() if k not in removed})
    assert set(fewer) <= set(more)
    for name in set(fewer) - {"nvca_raw", "nvca_flag"}:
        one, other = fewer[name], more[name]
        assert one is not None
        assert other is not None
        assert set(one.values) <= set(other.values)


MAN: dict[str, Any] = {
    "sex": "male",
    "date_of_birth": "1991-07-17",
    "date_of_current_conviction": "2021-08-05",
    "date_at_start_of_followup": "2021-12-12",
    "total_sanctions": 2,
    "age_at_first_sanction": 21,
    "offence_group": "Other offence",
}


@pytest.mark.parametrize(
    ("item", "answers"),
    [
        ("sex", ["male", "female"]),
        ("total_sanctions", list(range(1000))),
        ("age_at_first_sanction", list(range(10, 111))),
    ],
)
def test_ogrs3_is_told_exactly(item: str, answers: list[Any]):
    seen = outlook(OGRS3, {k: v for k, v in MAN.items() if k != item})
    scored = OGRS3.score(as_table([MAN | {item: one} for one in answers], OGRS3).lazy()).collect()
    for name in ("one_year", "two_year"):
        found = seen[name]
        assert found is not None
        assert found.values == tuple(sorted(set(scored[name].drop_nulls())))
    bands = seen["two_year"]
    assert bands is not None
    assert set(bands.bands) == set(scored["two_year_band"].drop_nulls())


def test_a_missing_date_cannot_be_told():
    left = {k: v for k, v in MAN.items() if k != "date_of_birth"}
    assert outlook(OGRS3, left) == {"one_year": None, "two_year": None}
    assert score_one(OGRS3, left).results["two_year"].missing == ("date_of_birth",)


def test_a_band_that_no_answer_changes():
    """Whatever the missing answers of this man are, he is at very high risk."""
    man: dict[str, Any] = {
        "sex": "male",
        "date_of_birth": "1990-01-01",
        "date_at_start_of_followup": "2020-01-01",
        "date_of_last_sexual_sanction": "2019-01-01",
        "total_sanctions": 5,
        "contact_adult_sexual_sanctions": 3,
        "offence_free_five_years": "no",
    }
    seen = outlook(OSP, man)["points"]
    assert seen is not None
    assert (min(seen.values), max(seen.values), seen.bands) == (41, 60, ("very_high",))
