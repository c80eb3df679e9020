"""The demonstration of a risk-and-needs instrument against its rules in plain Python."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.instruments import Outlook, Scorer, find, load, outlook, score_one
from tilts.engines.instruments.checks.languages import texts
from tilts.engines.instruments.schema import Choice, Multiple
from tilts.engines.instruments.scoring import Result

RVN = Scorer(load(find("rvn-demo")))
DOMAINS = ["history", "personality", "attitudes", "associates", "family", "work", "leisure"]
DOMAINS += ["substances"]
SECTIONS = {section.id: section.items for section in RVN.instrument.sections}
RATED = {
    name: [item for item in SECTIONS[name] if not item.known] for name in (*DOMAINS, "protective")
}
OWN = {"own_wellbeing": 4, "own_agency": 7}
CHOICES = {
    item.id: [option.code for option in item.options]
    for item in RVN.instrument.items.values()
    if isinstance(item, Choice)
}
NORMS = {
    "total": {
        "male": {-4: 3, 5: 14, 10: 27, 14: 40, 20: 59, 26: 76, 32: 87, 38: 95},
        "female": {-4: 6, 5: 22, 10: 38, 14: 52, 20: 70, 26: 85, 32: 93, 38: 97},
    },
    "static": {
        "male": {0: 8, 2: 30, 4: 56, 6: 78, 8: 92},
        "female": {0: 21, 2: 53, 4: 77, 6: 91, 8: 97},
    },
    "dynamic": {
        "male": {0: 7, 8: 24, 14: 46, 20: 68, 26: 83, 34: 95},
        "female": {0: 12, 8: 32, 14: 57, 20: 76, 26: 89, 34: 97},
    },
}
LIMITS = {2: (1, 2), 3: (1, 3), 4: (2, 5), 5: (2, 6)}  # by number of items: the ends of two bands
SCALE = ((4, "low"), (7, "middle"), (11, "good"))


def answers(points: dict[str, int], sex: str = "male") -> dict[str, Any]:
    """An answer set: in each section every item gets so many points, 0 where nothing is said."""
    chosen = {
        item.id: CHOICES[item.id][points.get(section, 0)]
        for section, items in RATED.items()
        for item in items
    }
    return {"sex": sex, **OWN, **chosen}


def results(given: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Value, band and norm of each score."""
    found = score_one(RVN, given).results
    return {name: (one.value, one.band, one.norm) for name, one in found.items()}


def need(points: int, items: int, names: tuple[str, str, str] = ("low", "some", "high")) -> str:
    return names[sum(points > limit for limit in LIMITS[items])]


def norm(score: str, sex: str, points: int) -> float:
    return next(one for least, one in reversed(NORMS[score][sex].items()) if points >= least)


def by_hand(given: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Every result from an answer set that is whole."""
    points = {name: codes.index(given[name]) for name, codes in CHOICES.items() if name != "sex"}
    sums = {name: sum(points[item.id] for item in items) for name, items in RATED.items()}
    dynamic = sum(sums[name] for name in DOMAINS) - sums["history"]
    total = sums["history"] + dynamic - sums["protective"] // 2
    level = ["low", "medium", "high", "very_high"][sum(total >= n for n in (14, 26, 38))]
    sex = given["sex"]
    own = {name: given[f"own_{name}"] for name in ("wellbeing", "agency")}
    return {
        "total": (total, level, norm("total", sex, total)),
        "static": (sums["history"], None, norm("static", sex, sums["history"])),
        "dynamic": (dynamic, None, norm("dynamic", sex, dynamic)),
        **{name: (sums[name], need(sums[name], len(RATED[name])), None) for name in DOMAINS},
        "protective": (
            sums["protective"],
            need(sums["protective"], 4, ("few", "some", "many")),
            None,
        ),
        **{
            name: (one, next(band for end, band in SCALE if one < end), None)
            for name, one in own.items()
        },
    }


ANY = st.fixed_dictionaries(
    {name: st.sampled_from(codes) for name, codes in CHOICES.items()}
    | {name: st.integers(0, 10) for name in OWN}
)


def test_forty_items_the_persons_own_view_first():
    asked = {name: sum(not item.known for item in items) for name, items in SECTIONS.items()}
    assert asked == {
        "own_view": 7,
        "history": 5,
        "personality": 4,
        "attitudes": 4,
        "associates": 3,
        "family": 3,
        "work": 4,
        "leisure": 2,
        "substances": 4,
        "protective": 4,
    }
    assert sum(asked.values()) == 40
    assert [item.id for item in RVN.instrument.items.values() if item.known] == ["sex"]
    voices = [section.voice for section in RVN.instrument.sections]
    assert voices == ["person", *["assessor"] * 9]
    required = [item.id for item in SECTIONS["own_view"] if item.required]
    assert required == []


def test_what_is_answered_about_each_need():
    for name, items in RATED.items():
        for item in items:
            assert isinstance(item, Choice), name
            assert [option.points for option in item.options] == [0, 1, 2], item.id


def test_in_four_languages_and_plainly_a_demonstration():
    instrument = RVN.instrument
    assert instrument.languages == ("en", "lv", "lt", "ru")
    words = {"en": "demonstration", "lv": "demonstrācija", "lt": "demonstracija"}
    words["ru"] = "демонстрация"
    for language, word in words.items():
        assert word in instrument.title.to(language), language
        assert word in instrument.description.to(language).lower(), language
    said = [text.root for _, text in texts(instrument, ()) if text.root]
    assert {tuple(one) for one in said} == {("en", "lv", "lt", "ru")}
    assert [one["ru"] for one in said if not re.search("[а-яё0-9]", one["ru"])] == []
    assert [one for one in said if len({*one.values()}) == 1] == []


def test_the_options_of_an_item_read_differently_in_every_language():
    for item in RVN.instrument.items.values():
        options = item.options if isinstance(item, Choice | Multiple) else ()
        for language in RVN.instrument.languages:
            labels = [option.label.to(language) for option in options]
            assert len({*labels}) == len(labels), (item.id, language)


NEEDY = dict.fromkeys(DOMAINS, 1)
WHOLE = {
    "nothing speaks for risk": (answers({"protective": 2}), (-4, "low", 3)),
    "a little": (
        answers({"history": 1, "leisure": 2, "work": 1, "protective": 1}),
        (11, "low", 27),
    ),
    "something in most domains": (
        answers(NEEDY | {"history": 0, "protective": 2}),
        (20, "medium", 59),
    ),
    "something in every domain": (answers(NEEDY), (29, "high", 76)),
    "the same, protected": (answers(NEEDY | {"protective": 2}), (25, "medium", 59)),
    "a long history": (answers(NEEDY | {"history": 2, "substances": 2}), (38, "very_high", 95)),
    "everything": (answers(dict.fromkeys(DOMAINS, 2)), (58, "very_high", 95)),
}


@pytest.mark.parametrize(("given", "expected"), WHOLE.values(), ids=WHOLE)
def test_levels_of_whole_answer_sets(given: dict[str, Any], expected: tuple[Any, ...]):
    assert results(given)["total"] == expected


def test_women_and_men_have_the_same_level_and_norms_of_their_own():
    men, women = (results(answers(NEEDY, sex)) for sex in ("male", "female"))
    assert (men["total"], women["total"]) == ((29, "high", 76), (29, "high", 85))
    assert (men["static"], women["static"]) == ((5, None, 56), (5, None, 77))
    assert (men["dynamic"], women["dynamic"]) == ((24, None, 68), (24, None, 76))
    rest = {*men} - {"total", "static", "dynamic"}
    assert {name: men[name] for name in rest} == {name: women[name] for name in rest}
    for norms in NORMS.values():
        for group in norms.values():
            assert all(one < other for one, other in pairwise(group.values()))


@given(ANY)
def test_every_result_by_hand(given: dict[str, Any]):
    assert results(given) == by_hand(given)


@given(ANY)
def test_what_each_domain_contributes(given: dict[str, Any]):
    found = score_one(RVN, given).results
    factors = found["total"].factors
    assert list(factors) == [*DOMAINS, "protective"]
    assert sum(one or 0 for one in factors.values()) == found["total"].value
    assert {name: factors[name] for name in DOMAINS} == {n: found[n].value for n in DOMAINS}
    for name, items in RATED.items():
        assert list(found[name].factors) == [item.id for item in items]


@given(ANY, st.sampled_from([item.id for item in RATED["protective"]]))
def test_what_protects_never_raises_the_risk(given: dict[str, Any], item: str):
    totals = [results(given | {item: code})["total"][0] for code in CHOICES[item]]
    assert totals == sorted(totals, reverse=True)
    assert (
        results(given | {item: "yes"})["protective"][0]
        > results(given | {item: "no"})["protective"][0]
    )


NEEDED = list(RVN.definition.needed)


@pytest.mark.parametrize("item", NEEDED)
def test_a_removed_answer_leaves_no_number_that_needs_it(item: str):
    whole = score_one(RVN, answers(NEEDY)).results
    left = {name: answer for name, answer in answers(NEEDY).items() if name != item}
    found = score_one(RVN, left).results
    waiting = [name for name, needed in RVN.definition.needs.items() if item in needed]
    assert waiting
    for name, result in found.items():
        if name in waiting:
            expected = Result(None, None, None, (item,), result.factors)
            assert result == expected, name
        else:
            assert result == whole[name], name


def test_the_persons_own_view_never_counts_as_risk():
    given = answers(NEEDY)
    silent = {name: answer for name, answer in given.items() if name not in OWN}
    without_own = {name: results(silent)[name] for name in by_hand(given)}
    expected = by_hand(given) | {"wellbeing": (None, None, None), "agency": (None, None, None)}
    assert without_own == expected
    words = {"own_needs": ["work", "money"], "own_people": ["nobody"], "own_aims": "A boat"}
    assert results(given | words) == by_hand(given)


def test_what_nine_missing_answers_can_still_do():
    given = answers(NEEDY | {"history": 0, "substances": 0, "protective": 1})
    gone = ["employment", "at_work", "schooling", "income"]
    gone += ["alcohol", "drugs", "substance_offences", "treatment", "home"]
    left = {name: answer for name, answer in given.items() if name not in gone}
    assert results(left)["total"] == (None, None, None)
    seen = outlook(RVN, left)
    assert seen["total"] == Outlook(tuple(range(14, 32)), ("medium", "high"))
    assert seen["work"] == Outlook(tuple(range(9)), ("low", "some", "high"))
    assert seen["protective"] == Outlook((3, 4, 5), ("some",))
    assert sorted(seen) == ["dynamic", "protective", "substances", "total", "work"]


def test_a_level_that_no_missing_answer_changes():
    high = answers(dict.fromkeys(DOMAINS, 2))
    left = {name: answer for name, answer in high.items() if name not in ("drugs", "home")}
    assert outlook(RVN, left)["total"] == Outlook((55, 56, 57, 58), ("very_high",))


def test_nothing_is_answered_yet():
    seen = outlook(RVN, {"sex": "female"})
    assert {
        name: one and (one.values[0], one.values[-1], one.bands) for name, one in seen.items()
    } == {
        "total": (-4, 58, ("low", "medium", "high", "very_high")),
        "static": (0, 10, ()),
        "dynamic": (0, 48, ()),
        **dict.fromkeys(["associates", "family"], (0, 6, ("low", "some", "high"))),
        **dict.fromkeys(["attitudes", "personality"], (0, 8, ("low", "some", "high"))),
        **dict.fromkeys(["substances", "work"], (0, 8, ("low", "some", "high"))),
        "history": (0, 10, ("low", "some", "high")),
        "leisure": (0, 4, ("low", "some", "high")),
        "protective": (0, 8, ("few", "some", "many")),
        **dict.fromkeys(["wellbeing", "agency"], (0, 10, ("low", "middle", "good"))),
    }


@settings(max_examples=10)
@given(ANY, st.lists(st.sampled_from(NEEDED[3:]), min_size=1, max_size=3, unique=True))
def test_the_outlook_is_equal_to_trying_everything(given: dict[str, Any], removed: list[str]):
    left = {name: answer for name, answer in given.items() if name not in removed}
    tried = [left]
    for name in removed:
        tried = [row | {name: code} for row in tried for code in CHOICES[name]]
    every = [by_hand(row) for row in tried]
    for name, seen in outlook(RVN, left).items():
        assert seen is not None
        assert seen.values == tuple(sorted({row[name][0] for row in every})), name
        assert {*seen.bands} == {row[name][1] for row in every} - {None}, name
