"""The instruments by which staff are observed."""

import pytest

from tilts.engines.instruments import Scorer, find, load, score_one

FACILITATOR = Scorer(load(find("facilitator-observation")))
MITI = Scorer(load(find("miti4")))
GLOBALS = ("cultivating_change_talk", "softening_sustain_talk", "partnership", "empathy")
COUNTS = (
    "give_information",
    "persuade",
    "persuade_with_permission",
    "question",
    "simple_reflection",
    "complex_reflection",
    "affirm",
    "seek_collaboration",
    "emphasise_autonomy",
    "confront",
)
AREAS = ("preparation", "fidelity", "responsivity", "group_process", "practice", "conduct")


def observed(of: Scorer, **answers: int) -> dict[str, tuple[float | str | None, str | None]]:
    """Value and band of every score."""
    found = score_one(of, dict(answers)).results
    return {name: (one.value, one.band) for name, one in found.items()}


def session(rating: int, **other: int) -> dict[str, int]:
    """Every scale of the facilitator's form at one number, but for some."""
    items = FACILITATOR.instrument.items.values()
    return {item.id: rating for item in items if item.type == "scale"} | other


def test_every_number_of_the_facilitators_form_is_described_in_three_languages():
    scales = [i for i in FACILITATOR.instrument.items.values() if i.type == "scale"]
    assert len(scales) == 12
    described = {i.id: (i.minimum, i.maximum, sorted(i.anchors)) for i in scales}
    assert described == dict.fromkeys(described, (1, 4, [1, 2, 3, 4]))
    languages = {lang for i in scales for text in i.anchors.values() for lang in text.root}
    assert languages == {"en", "lv", "lt"}


@pytest.mark.parametrize(
    ("rating", "band"), [(1, "develop"), (2, "develop"), (3, "competent"), (4, "strong")]
)
def test_an_even_session(rating: int, band: str):
    expected = dict.fromkeys([*AREAS, "overall"], (rating, band))
    assert observed(FACILITATOR, **session(rating)) == expected


def test_one_weak_area_shows_though_the_whole_is_fair():
    found = observed(FACILITATOR, **session(3, models_and_reinforces=2, evokes_change=2))
    assert found["practice"] == (2, "develop")
    assert found["overall"] == (2.83, "competent")


def test_who_leads_alone_is_rated_all_the_same():
    answers = session(3)
    del answers["works_with_leader"]
    assert observed(FACILITATOR, **answers)["conduct"] == (3, "competent")


@pytest.mark.parametrize(
    ("globals_", "technical", "relational"),
    [
        ((2, 3, 3, 3), (2.5, "below"), (3, "below")),
        ((3, 3, 3, 4), (3, "fair"), (3.5, "fair")),
        ((4, 3, 4, 4), (3.5, "fair"), (4, "good")),
        ((4, 4, 5, 4), (4, "good"), (4.5, "good")),
    ],
)
def test_global_ratings_of_miti_meet_the_published_thresholds(globals_, technical, relational):
    found = observed(MITI, **dict(zip(GLOBALS, globals_, strict=True)))
    assert (found["technical"], found["relational"]) == (technical, relational)


@pytest.mark.parametrize(
    ("question", "simple", "complex_", "ratio", "share"),
    [
        (20, 10, 6, (0.8, "below"), (37.5, "below")),
        (20, 12, 8, (1, "fair"), (40, "fair")),
        (10, 10, 10, (2, "good"), (50, "good")),
    ],
)
def test_behaviour_counts_of_miti(question, simple, complex_, ratio, share):
    counts = dict.fromkeys(COUNTS, 1)
    counts |= {"question": question, "simple_reflection": simple, "complex_reflection": complex_}
    found = observed(MITI, **counts)
    assert (found["reflections_to_questions"], found["complex_share"]) == (ratio, share)
    assert (found["adherent"], found["non_adherent"]) == ((3, None), (2, None))


def test_nothing_is_divided_by_nothing():
    scored = score_one(MITI, dict.fromkeys(COUNTS, 0))
    named = ("reflections_to_questions", "complex_share")
    assert [scored.results[name].value for name in named] == [None, None]
    reasons = [one.reason.to("en") for one in scored.problems if one.reason]
    assert sorted(reasons) == [
        "Without a question there is no ratio.",
        "Without a reflection there is no share.",
    ]
