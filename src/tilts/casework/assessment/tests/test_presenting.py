"""Assessments in words: levels and their tones, what drives them, where they may still lead."""

from typing import Any

import pytest
from django.utils import translation

from tilts.casework.assessment.actions import begin_assessment
from tilts.casework.assessment.levels import bands, level_of
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.presenting import (
    drivers,
    factor_title,
    instrument_of,
    level_badge,
    named_level,
    score_rows,
    so_far,
    state_note,
    title,
    told_sections,
    with_shares,
)
from tilts.engines.instruments import Result
from tilts.platform.forms.results import scored
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act

pytestmark = pytest.mark.usefixtures("all_seen")


def test_each_level_has_a_tone_and_the_highest_two_are_dangers(desk):
    known = [band.id for band in bands(level_of(desk.rvn))]
    tones = [named_level(desk.rvn, level)[1] for level in known]
    assert tones == ["success", "warning", "danger", "danger"][: len(known)]
    assert named_level(desk.rvn, "") == ("", "neutral")
    assert named_level(desk.rvn, "of-old") == ("of-old", "neutral")
    assert named_level(None, "high") == ("high", "neutral")


def test_the_decided_level_stands_before_that_of_the_score(desk, edgars):
    made = desk.final(edgars, how=1.0)
    assert level_badge(made) == named_level(desk.rvn, "very_high")
    made.level = "low"
    assert level_badge(made) == named_level(desk.rvn, "low")
    made.level = made.computed_level = ""
    assert level_badge(made) == ("", "neutral")


def test_an_instrument_whose_file_is_gone_is_called_by_its_code(desk, edgars):
    made = desk.final(edgars)
    assert title(made) == f"{desk.rvn.title.to('en')} {desk.rvn.version}"
    with act("test.lose", by=SERVICE):
        made.answered.instrument = "of-old"
        made.answered.save()
    made.instrument = "of-old"
    assert (instrument_of(made), title(made)) == (None, f"of-old {desk.rvn.version}")


def result(**factors: float | None) -> Result:
    return Result(value=1.0, band=None, norm=None, missing=(), factors=factors)


def test_drivers_stand_by_their_weight_and_what_adds_nothing_is_left_out(desk):
    names = [item.id for item in desk.rvn.items.values() if item.known is None][:4]
    found = drivers(desk.rvn, result(**dict(zip(names, (1.0, -3.0, 0.0, 2.0), strict=True))))
    assert [(row["value"], row["size"], row["tone"]) for row in found] == [
        ("-3", 3.0, "success"),
        ("+2", 2.0, "danger"),
        ("+1", 1.0, "danger"),
    ]
    assert found[0]["label"] == factor_title(desk.rvn, names[1])


def test_a_factor_without_words_is_called_by_its_code(desk):
    assert factor_title(desk.rvn, "nothing-of-it") == "nothing-of-it"


def test_bars_are_as_long_as_their_weight():
    rows: list[dict[str, Any]] = [{"size": 4}, {"size": 1}, {"size": 2}]
    assert [row["share"] for row in with_shares(rows)] == [100, 25, 50]
    assert with_shares([]) == []


@pytest.mark.parametrize("how", [0.0, 1.0])
def test_the_level_so_far_settles_with_the_last_answers(desk, edgars, how):
    made = begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    before = so_far(made.answered)
    assert (before.is_settled, before.level, before.missing > 0) == (False, ("", "neutral"), True)
    desk.answer_all(made, how)
    after = so_far(made.answered)
    expected = scored(made.answered).results[level_of(desk.rvn).id].band
    assert (after.missing, after.level) == (0, named_level(desk.rvn, expected or ""))


def test_scores_in_words_and_by_code_where_the_file_is_gone(desk, edgars):
    made = desk.final(edgars)
    told = score_rows(desk.rvn, made.scores)
    assert [row["value"] for row in told] == [
        made.scores[score.id]["value"] for score in desk.rvn.scores if score.id in made.scores
    ]
    bare = score_rows(None, {"total": {"value": 7, "band": None, "norm": None}})
    assert bare == [{"title": "total", "value": 7, "band": "", "norm": None}]


def test_the_persons_own_view_is_told_first_and_apart(desk, edgars):
    made = desk.final(edgars)
    own, rest = told_sections(made.answered)
    assert {one["own"] for one in own} == {True}
    assert {one["own"] for one in rest} == {False}
    titles = [section.title.to("en") for section in desk.rvn.sections]
    assert sorted(one["title"] for one in [*own, *rest]) == sorted(titles)


def test_what_waits_for_an_answer_is_not_told(desk, edgars):
    made = begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    own, rest = told_sections(made.answered)
    told = [row["label"] for one in [*own, *rest] for row in one["rows"]]
    known = [item.label.to("en") for item in desk.rvn.items.values() if item.known]
    assert sorted(told) == sorted(known)


def test_a_trial_says_that_it_decides_nothing():
    assert state_note(Assessment(trial=False)) == ""
    assert "decides nothing by itself" in state_note(Assessment(trial=True))


def test_levels_are_told_in_the_readers_language(desk):
    titles = set()
    for language in ("en", "lv", "lt"):
        with translation.override(language):
            titles.add(named_level(desk.rvn, "high")[0])
    assert len(titles) == 3
