"""Names that show what a forecast may not rest on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilts.engines.forecast.protected import WORDS, plain, protected


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("race", "origin or ethnicity"),
        ("race_black", "origin or ethnicity"),
        ("Native Country", "origin or ethnicity"),
        ("tautība", "origin or ethnicity"),
        ("NativeLanguage", "language"),
        ("valoda", "language"),
        ("pilsonība", "citizenship"),
        ("pilietybė", "citizenship"),
        ("religion", "religion"),
        ("condition_mh_sa", "health"),
        ("Mental-Health flag", "health"),
        ("residence_puma", "place of residence"),
        ("home.postcode", "place of residence"),
        ("gyvenamoji vieta", "place of residence"),
        ("RACE1", "origin or ethnicity"),
        ("raceEthnicity2", "origin or ethnicity"),
        ("etniskā_piederība", "origin or ethnicity"),
        ("Dzimšanas vieta", "origin or ethnicity"),
        ("mother-tongue", "language"),
        ("gimtoji kalba", "language"),
        ("foreign.national", "citizenship"),
        ("užsienietis", "citizenship"),
        ("Tikėjimas", "religion"),
        ("hiv", "health"),
        ("mh2_score", "health"),
        ("veselība", "health"),
        ("mental_health_changes", "health"),
        ("race_changes", "origin or ethnicity"),
        ("zip5", "place of residence"),
        ("Pasta indekss", "place of residence"),
    ],
)
def test_protected(name: str, what: str):
    assert protected(name) == what


@pytest.mark.parametrize(
    "name",
    [
        "age",
        "sex",
        "gender",
        "priors",
        "braces",
        "residence_changes",
        "Residence Changes",
        "embrace",
        "healthy",
        "h1v",
        "zipper",
        "",
        "Раса",
    ],
)
def test_free(name: str):
    assert protected(name) is None


def test_plain_names():
    assert [plain(name) for name in ("AvClock", "Ātri – šodien", " x.1 ")] == [
        "av_clock",
        "atri_sodien",
        "x_1",
    ]


@pytest.mark.parametrize("what", WORDS)
def test_every_word_in_every_way_of_writing_names(what: str):
    for word in WORDS[what].split():
        names = (word, word.upper(), f"Prior-{word}", f"{word}.flag", f"{word}3", f" {word} ")
        assert [protected(name) for name in names] == [what] * len(names)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=20))
def test_a_plain_name_is_plain_already(name: str):
    once = plain(name)
    assert plain(once) == once
    assert once == once.lower().strip("_")
    assert protected(once) == protected(name)
