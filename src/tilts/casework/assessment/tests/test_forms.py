"""What the forms of assessments ask and hand on, and what the record fills in by itself."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from tilts.casework.assessment.forms import (
    AnswerForm,
    BeginForm,
    FinaliseForm,
    InterviewForm,
    LevelForm,
    OverrideForm,
    PrintForm,
    WordsForm,
)
from tilts.casework.assessment.known import known_of
from tilts.casework.assessment.levels import bands, level_of
from tilts.casework.people.models import Person
from tilts.engines.instruments import Instrument
from tilts.platform.forms.catalogue import known, versions

TODAY = timezone.localdate()


@pytest.fixture
def both() -> list[Instrument]:
    """Two instruments that give a level."""
    return [*versions("rvn-demo"), *versions("psa")]


def test_one_instrument_is_chosen_beforehand_and_of_two_none(both: list[Instrument]):
    alone, two = BeginForm(usable=both[:1]), BeginForm(usable=both)
    assert alone.fields["instrument"].initial == "rvn-demo:2026.1"
    assert two.fields["instrument"].initial is None
    choices: Any = two.fields["instrument"]
    assert [key for key, _title in choices.choices] == ["rvn-demo:2026.1", "psa:2018"]


def test_what_was_chosen_is_handed_on(both: list[Instrument]):
    form = BeginForm({"instrument": "psa:2018"}, usable=both)
    assert form.is_valid()
    assert form.chosen() == both[1]


@pytest.mark.parametrize("sent", ["", "psa", "ogrs3:1", "psa:2019"])
def test_what_is_not_offered_is_not_begun(both: list[Instrument], sent: str):
    form = BeginForm({"instrument": sent}, usable=both)
    assert list(form.errors) == ["instrument"]


def test_titles_are_in_the_readers_language(both: list[Instrument]):
    told = set()
    for language in ("en", "lv", "lt"):
        with translation.override(language):
            choices: Any = BeginForm(usable=both).fields["instrument"]
            told.add(choices.choices[0][1])
    assert len(told) == 3


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"level": "high", "why": "We know more."}, []),
        ({"level": "high", "why": "  "}, ["why"]),
        ({"level": "enormous", "why": "We know more."}, ["level"]),
        ({}, ["level", "why"]),
    ],
)
def test_a_level_wants_its_reason(desk, edgars, all_seen, sent: dict[str, str], errors: list[str]):
    made = desk.scored(edgars)
    for form in (LevelForm(sent, assessment=made), OverrideForm(sent, assessment=made)):
        assert sorted(form.errors) == errors


def test_every_level_of_the_instrument_is_offered(desk, edgars, all_seen):
    choices: Any = LevelForm(assessment=desk.scored(edgars)).fields["level"]
    assert [code for code, _ in choices.choices] == [b.id for b in bands(level_of(desk.rvn))]


@pytest.mark.parametrize(
    ("form", "sent", "errors"),
    [
        (InterviewForm, {"on": "2026-02-30"}, ["on"]),
        (InterviewForm, {"on": "2026-02-28"}, []),
        (FinaliseForm, {}, []),
        (FinaliseForm, {"judgement": "x" * 10001}, ["judgement"]),
        (WordsForm, {"words": ""}, ["words"]),
        (WordsForm, {"words": "Not so."}, []),
        (AnswerForm, {"answer": " "}, ["answer"]),
        (AnswerForm, {"answer": "We looked again."}, []),
    ],
)
def test_what_must_be_said(form: Any, sent: dict[str, str], errors: list[str]):
    assert list(form(sent).errors) == errors


def test_a_review_is_not_asked_for_by_silence():
    form = WordsForm({"words": "Not so."})
    assert form.is_valid()
    assert form.cleaned_data == {"words": "Not so.", "asks_review": False}


def test_paper_comes_in_the_languages_that_are_there():
    offered = [("lv", "Latvian"), ("ru", "Russian")]
    assert PrintForm({"language": "ru"}, languages=offered).is_valid()
    assert not PrintForm({"language": "fr"}, languages=offered).is_valid()


@pytest.mark.parametrize(
    ("sex", "born", "missing"),
    [
        ("male", date(1988, 5, 1), set()),
        ("female", date(1988, 5, 1), set()),
        ("unknown", date(1988, 5, 1), {"sex"}),
        ("other", None, {"sex", "born"}),
        ("male", None, {"born"}),
    ],
)
def test_the_record_fills_in_what_it_knows_and_nothing_else(sex: str, born: Any, missing: set[str]):
    filled_in = set()
    for of in known().values():
        found = known_of(Person(sex=sex, birth_date=born), of)
        asked = {item.id: item.known for item in of.items.values() if item.known}
        assert set(found) == {name for name, fact in asked.items() if fact not in missing}
        assert all((one.source, one.saved) == ("record", 0) for one in found.values())
        filled_in |= {asked[name] for name in found}
    assert filled_in == {"sex", "born"} - missing
