"""Fictional assessments: true scores, whole histories, and levels that say what comes."""

from collections import Counter
from statistics import mean
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from tilts.casework.assessment.actions.deciding import _computed
from tilts.casework.assessment.demo import make_assessments
from tilts.casework.assessment.demo.days import ASSESSED, YEARS, Found, found_of
from tilts.casework.assessment.demo.nature import Taken, returns
from tilts.casework.assessment.demo.paper import DOMAINS, Paper, paper, score_all
from tilts.casework.assessment.demo.results import LEVELS, Made, made
from tilts.casework.assessment.demo.sheets import chosen
from tilts.casework.assessment.demo.texts import texts
from tilts.casework.assessment.demo.words import to_answer, words_of
from tilts.casework.assessment.demo.work import SOON, items_of
from tilts.casework.assessment.models import Assessment, PersonsWord
from tilts.engines.instruments import score_one
from tilts.platform.forms.answering import Answer, answers_in
from tilts.platform.forms.catalogue import scorer
from tilts.platform.forms.models import Sheet, Standing
from tilts.platform.organisation.demo import Stage
from tilts.platform.organisation.models import Agency
from tilts.platform.organisation.tests.house import House
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.machines import initial, targets
from tilts.platform.workflow.models import Status, WorkItem
from tilts.platform.workflow.state_check import state_faults

from .courses import DAY, OFFICER, TODAY, UNITS, batch, course, courses_in, stage


@pytest.fixture(scope="module")
def rvn() -> Paper:
    """The instrument as the demonstration uses it."""
    return paper()


def found(rvn: Paper, *stages: Stage, seed: int = 1, born: int = 1980):
    one = course(*stages, born=born)
    return list(found_of(batch(one, seed=seed), one, rvn))


def own(rows: int) -> dict[str, list[Any]]:
    """Answers that count no points."""
    return {"sex": ["male"] * rows, "own_wellbeing": [5] * rows, "own_agency": [5] * rows}


CAME_BACK = (
    stage("suspended", 1500, end=TODAY - 1100 * DAY, fate="served"),
    stage("prison", 500),
)


def test_who_comes_back_had_more_points_the_first_time(rvn):
    once = [found(rvn, stage("suspended", 600), seed=seed)[0].taken.points for seed in range(80)]
    again = [found(rvn, *CAME_BACK, seed=seed)[0].taken.points for seed in range(80)]
    higher = mean(sum(points) for points in again) - mean(sum(points) for points in once)
    assert higher > 5
    assert (returns(course(*CAME_BACK)), returns(course(stage()))) == (1, 0)


def test_history_is_what_the_record_says(rvn):
    before, now = found(rvn, *CAME_BACK, born=2000)[0], found(rvn, *CAME_BACK, born=2000)[-1]
    told = [chosen(rvn, one.taken) for one in (before, now)]
    assert [(one["convictions"], one["first_offence"]) for one in told] == [
        ("none", "from_18"), ("one_or_two", "from_18"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["remand", "community", "report", "discharge"])
def test_who_is_not_assessed(rvn, kind):
    assert [found(rvn, stage(kind), seed=seed) for seed in range(9)] == [[]] * 9


@pytest.mark.parametrize("what", [{"fate": "error", "end": TODAY}, {"ago": -5}])
def test_nor_is_what_was_a_mistake_or_has_not_begun(rvn, what):
    assert [found(rvn, stage(**what), seed=seed) for seed in range(9)] == [[]] * 9


@pytest.mark.parametrize("kind", ASSESSED)
def test_days_lie_in_the_stage_and_within_five_years(rvn, kind):
    for seed in range(20):
        days = [one.day for one in found(rvn, stage(kind, 3000), seed=seed)]
        assert days == sorted(set(days))
        assert TODAY - YEARS < days[0] <= days[-1] < TODAY + 20 * DAY
        assert len(days) >= 4


def test_of_a_stage_that_ended_there_is_the_first_one(rvn):
    ended = stage("prison", 1500, end=TODAY - 100 * DAY, fate="served")
    assert {len(found(rvn, ended, seed=seed)) for seed in range(20)} == {1}


def test_some_units_are_late(rvn):
    late = set()
    many = [course(stage(unit=unit)) for unit in UNITS]
    one = batch(*many)
    for each in many:
        first = next(found_of(one, each, rvn))
        late.add((first.day - each.stages[0].start).days > 61)
    assert late == {True, False}


def test_a_table_scores_like_one_sheet(rvn):
    every = found(rvn, stage(ago=1700))
    for one in every:
        (scores,) = score_all(rvn, [one.taken.points], own(1))
        answers: dict[str, Any] = {
            **chosen(rvn, one.taken),
            "sex": "male",
            "own_wellbeing": 5,
            "own_agency": 5,
        }
        alone = score_one(scorer(rvn.of), answers).results
        assert scores == {
            name: {"value": r.value, "band": r.band, "norm": r.norm} for name, r in alone.items()
        }


def test_a_table_without_rows_scores_nothing(rvn):
    assert score_all(rvn, [], {}) == []


def test_both_countries_have_every_kind_of_text():
    kinds = {
        "own_strengths", "own_aims", "own_help", "raise", "lower", "why", "words", "answer",
    }  # fmt: skip
    assert {country: set(kept) for country, kept in texts().items()} == {"LV": kinds, "LT": kinds}


def test_people_decide_otherwise_now_and_then_and_mostly_wisely(rvn):
    up: Counter[bool] = Counter()
    every = [one for seed in range(300) for one in found(rvn, *CAME_BACK, seed=seed)]
    scores = score_all(rvn, [one.taken.points for one in every], own(len(every)))
    for number, (one, given) in enumerate(zip(every, scores, strict=True)):
        done = made(batch(seed=number), rvn, one, given, UUID(int=7))
        if done and done.assessment.proposed_level:
            assessment = done.assessment
            assert assessment.proposed_level != assessment.computed_level
            assert assessment.proposed_because
            if assessment.level:
                levels = [LEVELS.index(assessment.level), LEVELS.index(assessment.computed_level)]
                up[levels[0] > levels[1]] += 1
                assert (assessment.decided_by_id, bool(assessment.decided_why)) == (
                    UUID(int=7), True,
                )  # fmt: skip
    assert sum(up.values()) < len(every) / 10
    assert up[True] > 2 * up[False] > 0


@pytest.mark.parametrize("head", [None, OFFICER.pk])
def test_without_another_head_the_score_stands(rvn, head):
    every = found(rvn, *CAME_BACK)
    for one in every:
        (given,) = score_all(rvn, [one.taken.points], own(1))
        for seed in range(60):
            done = made(batch(seed=seed), rvn, one, given, head)
            assert done is None or done.assessment.proposed_level == ""


@pytest.fixture
def loaded(house: House, all_seen: None) -> list[Assessment]:
    """Some people who were or are in prison, with their assessments, made in one batch."""
    return load(house)


def load(house: House, seed: int = 1) -> list[Assessment]:
    courses = courses_in(house)
    with act("demo.load", by=SERVICE):
        make_assessments(batch(*courses, seed=seed, today=timezone.localdate()))
    return list(Assessment.objects.order_by("pk"))


def test_every_agency_put_it_to_use(loaded, rvn):
    rows = Standing.objects.order_by("agency").values_list("agency", "level", "digest", "since")
    since = timezone.localdate() - YEARS
    agencies = Agency.objects.order_by("code").values_list("code", flat=True)
    assert list(rows) == [(agency, "use", rvn.of.digest, since) for agency in agencies]


def test_each_person_has_one_that_holds(loaded):
    held = Counter(one.person_id for one in loaded if one.state == "final")
    assert set(held.values()) == {1}
    states = Counter(one.state for one in loaded)
    assert states["superseded"] > 3
    assert state_faults([Assessment]) == []


def test_each_move_leads_on_from_the_one_before(loaded):
    rows = Status.objects.filter(case__startswith="assessment.").order_by("case", "number")
    last: dict[str, Status] = {}
    for row in rows:
        before = last.get(row.case)
        if before:
            assert row.to_state in targets(Assessment.machine, row.move, before.to_state)
            assert before.effective_at <= row.effective_at
        last[row.case] = row
    first = {row.to_state for row in rows if row.number == 1}
    assert first == {initial(Assessment.machine), "final"}


def test_answers_are_kept_of_who_is_here_now_and_give_the_scores(loaded):
    gone = [one for one in loaded if one.person.family in {f"Ozols {n}" for n in range(1, 24, 3)}]
    assert {one.sheet for one in gone} == {None}
    answered = [one for one in loaded if one.sheet and one.computed_level]
    assert len(answered) >= 16
    for one in answered:
        kept = _computed(one)
        assert (one.scores, one.computed_level) == (kept["scores"], kept["computed_level"])
    assert Sheet.objects.count() == len([one for one in loaded if one.sheet])


def test_older_ones_keep_the_level_and_the_domains(loaded):
    older = [one for one in loaded if one.sheet is None]
    assert {tuple(sorted(one.scores)) for one in older} == {tuple(sorted(("total", *DOMAINS)))}
    assert {one.scores["total"]["band"] == one.computed_level for one in older} == {True}
    assert {one.state for one in older} == {"final", "superseded"}


def test_answers_are_as_a_page_would_have_saved_them(loaded):
    for sheet in Sheet.objects.all():
        again = {item: answer.as_json() for item, answer in answers_in(sheet.answers).items()}
        assert again == sheet.answers
        assert answers_in(sheet.answers)["sex"] == Answer("male", source="record")


def test_what_is_due_soon_or_late_is_work(loaded):
    items = WorkItem.objects.all()
    kinds = {item.kind for item in items}
    assert "assessment.due" in kinds or "assessment.again" in kinds
    assert [i for i in items if i.due and i.due > timezone.localdate() + SOON] == []
    held = {one.person_id for one in loaded if one.state == "final"}
    assert {i.person_id for i in items if i.kind == "assessment.due"} & held == set()


def told(rows: list[Assessment]) -> list[tuple[Any, ...]]:
    return [
        (a.person.family, a.state, a.assessed_on, a.scores, a.level, a.sheet and a.sheet.answers)
        for a in rows
    ]


def test_the_same_seed_gives_the_same_assessments(house, all_seen, db):
    runs = []
    for _ in range(2):
        with transaction.atomic(), transaction.atomic("keys"):
            runs.append(told(load(house)))
            transaction.set_rollback(True)
            transaction.set_rollback(True, "keys")
    assert sorted(map(str, runs[0])) == sorted(map(str, runs[1]))


def test_few_speak_and_who_asks_is_answered_or_waits(loaded):
    final = [one for one in loaded if one.state == "final"]
    assert PersonsWord.objects.count() <= len(loaded) // 4
    head, drawn = UUID(int=7), batch(today=timezone.localdate())
    words = [
        word for _ in range(60) for one in final if (word := words_of(drawn, _told_of(one), head))
    ]
    asked = [word for word in words if word.asks_review]
    assert 0 < len(asked) < len(words)
    assert [word for word in words if word.answer and not word.asks_review] == []
    assert len(to_answer(words)) == len([word for word in asked if not word.answer])


def _told_of(assessment: Assessment) -> Made:
    found = Found(course(stage()), stage(), TODAY, Taken((), 5, 5))
    return Made(assessment, TODAY, [], found)


@pytest.mark.parametrize(("kind", "ago", "kinds"), [
    ("prison", 20, ["assessment.due"]), ("prison", 120, ["assessment.due"]),
    ("supervision", 20, []), ("prison", -5, []), ("report", 20, []),
])  # fmt: skip
def test_whoever_came_to_prison_is_due_until_they_are_assessed(kind, ago, kinds):
    began = stage(kind, ago)
    open_now = items_of(batch(), course(began), [])
    assert [item.kind for item in open_now] == kinds
    for item in open_now:
        due = due_date("LV", "risk_and_needs_assessment", began.start)
        assert (item.due, item.owner_id, item.closed_at) == (due, OFFICER.pk, None)


def test_who_escaped_is_not_due():
    assert items_of(batch(), course(stage("prison", 20, fate="escaped")), []) == []
