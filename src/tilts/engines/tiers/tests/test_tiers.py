"""The tier is the highest of its rules, and provisional only when knowing could raise it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilts.engines.tiers import HIGHEST, LOWEST, Facts, Rule, Step, Tiered, tiered

HIGH = Rule("high", 3, "levels", ("high", "very_high"))
VERY_HIGH = Rule("very-high", 4, "levels", ("very_high",))
SEXUAL = Rule("sexual", 4, "offences", ("03",), begins=True)
RELEASED = Rule("released", 3, "released", within_days=90)
RULES = [HIGH, VERY_HIGH, SEXUAL, RELEASED]
NOTHING = Facts({}, {})


def told(rules, facts) -> tuple[int, list[bool | None], tuple[str, ...]]:
    found = tiered(facts, rules)
    return found.tier, [step.holds for step in found.steps], found.could_raise


def test_the_working_is_whole():
    facts = Facts({"levels": frozenset({"high"})}, {}, frozenset({"offences"}))
    assert tiered(facts, [HIGH, SEXUAL]) == Tiered(
        3, (Step("high", 3, "levels", True), Step("sexual", 4, "offences", None)), ("offences",)
    )


@pytest.mark.parametrize(
    ("codes", "days", "missing", "expected"),
    [
        ({}, {}, (), (1, [False, False, False, False], ())),
        ({"levels": {"high"}}, {}, (), (3, [True, False, False, False], ())),
        ({"levels": {"very_high"}}, {}, (), (4, [True, True, False, False], ())),
        ({"offences": {"0301"}}, {}, (), (4, [False, False, True, False], ())),
        ({"offences": {"1030"}}, {}, (), (1, [False, False, False, False], ())),
        ({}, {"released": 0}, (), (3, [False, False, False, True], ())),
        ({}, {"released": 90}, (), (3, [False, False, False, True], ())),
        ({}, {"released": 91}, (), (1, [False, False, False, False], ())),
        ({}, {"released": -1}, (), (1, [False, False, False, False], ())),
        ({}, {}, ("levels",), (1, [None, None, False, False], ("levels",))),
        ({"offences": {"03"}}, {}, ("levels",), (4, [None, None, True, False], ())),
        ({}, {}, ("levels", "offences"), (1, [None, None, None, False], ("levels", "offences"))),
    ],
)
def test_each_rule_asks_its_own_fact(codes, days, missing, expected):
    known = {fact: frozenset(values) for fact, values in codes.items()}
    assert told(RULES, Facts(known, days, frozenset(missing))) == expected


def test_without_rules_it_is_the_lowest():
    assert tiered(NOTHING, []) == Tiered(LOWEST, (), ())
    assert not tiered(NOTHING, []).provisional


FACTS = ("levels", "offences", "measures")
rules = st.lists(
    st.builds(
        Rule,
        code=st.text("abc", min_size=1, max_size=3),
        tier=st.integers(LOWEST, HIGHEST),
        fact=st.sampled_from(FACTS),
        among=st.tuples(st.sampled_from("xyz")),
    ),
    max_size=6,
)
known = st.dictionaries(st.sampled_from(FACTS), st.frozensets(st.sampled_from("xyz")))


@given(rules, known, st.frozensets(st.sampled_from(FACTS)), st.data())
def test_what_comes_to_light_never_lowers_it_and_raises_only_what_was_provisional(
    rules, known, missing, data
):
    before = tiered(Facts(known, {}, missing), rules)
    learnt = {fact: data.draw(st.frozensets(st.sampled_from("xyz"))) for fact in sorted(missing)}
    after = tiered(Facts({**known, **learnt}, {}), rules)
    assert after.tier >= before.tier
    assert after.tier == before.tier or before.provisional
    assert not after.provisional


@given(rules, known, st.frozensets(st.sampled_from(FACTS)))
def test_each_fact_that_is_named_could_raise_it_and_no_other_could(rules, known, missing):
    """Learning the worst of one missing fact alone: it raises the tier when it was named."""
    before = tiered(Facts(known, {}, missing), rules)
    raised = {
        fact
        for fact in missing
        if tiered(Facts({**known, fact: frozenset("xyz")}, {}, missing - {fact}), rules).tier
        > before.tier
    }
    assert before.could_raise == tuple(sorted(raised))


@given(rules, known)
def test_the_order_of_rules_changes_nothing(rules, known):
    one, other = tiered(Facts(known, {}), rules), tiered(Facts(known, {}), rules[::-1])
    assert (one.tier, one.steps) == (other.tier, other.steps[::-1])


@given(rules, known)
def test_one_rule_more_never_lowers_it(rules, known):
    facts = Facts(known, {})
    for number in range(len(rules)):
        assert tiered(facts, rules[: number + 1]).tier >= tiered(facts, rules[:number]).tier


def test_missing_facts_count_once_however_many_rules_ask_them():
    twice = [HIGH, replace(HIGH, code="again", tier=4)]
    assert tiered(Facts({}, {}, frozenset({"levels"})), twice).could_raise == ("levels",)
