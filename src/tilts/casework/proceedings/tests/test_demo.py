"""Fictional proceedings hang together: their days, measures and stays."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest

from tilts.casework.people.models import Person
from tilts.casework.proceedings.catalogue import appeal_ends, measures_on, offences_on
from tilts.casework.proceedings.demo.days import Days, days_of
from tilts.casework.proceedings.demo.files import ENDS, File, files_of
from tilts.casework.proceedings.demo.measures import ENDINGS, IN_LITHUANIA, KINDS
from tilts.casework.proceedings.demo.stays import stays_of
from tilts.casework.proceedings.models import Ending, Placement
from tilts.platform.organisation.demo import Batch, Course, Stage
from tilts.platform.organisation.models import Agency, Staff, Unit
from tilts.platform.workflow.machines import targets

TODAY = date(2026, 6, 15)
AGENCY = Agency(code="ievp", country="LV", kind="prison", names={})
OPEN = date(2000, 1, 1)


def unit(code: str, since: date = OPEN) -> Unit:
    return Unit(agency=AGENCY, code=code, kind="prison", names={}, path=f"{code}.", since=since)


JELGAVA, LIEPAJA = unit("jelgava"), unit("liepaja", TODAY - timedelta(days=100))


def stage(kind: str = "prison", ago: int = 400, **values) -> Stage:
    start = TODAY - timedelta(days=ago)
    given: dict[str, Any] = {
        "months": 36,
        "offence": "175",
        "unit": JELGAVA,
        "officer": Staff(),
        **values,
    }
    return Stage(kind, start, **given)


def course(*stages: Stage, country: str = "LV") -> Course:
    who: dict[str, Any] = {
        "family": "Ozols",
        "given": "Jānis",
        "sex": "male",
        "born": date(1990, 1, 1),
    }
    facts: dict[str, Any] = {
        "languages": ["lv"],
        "code": None,
        "stages": list(stages),
        "locality": "Rīga",
    }
    return Course(country=country, person=Person(country=country), **who, **facts)


def batch(of: Course, seed: int = 1) -> Batch:
    return Batch(Random(seed), TODAY, [of], [])


def files(of: Course, seed: int = 1) -> list[File]:
    one = batch(of, seed)
    return list(files_of(one, of, stays_of(one, of)))


def kinds(file: File) -> list[str]:
    return [measure.kind for measure in file.measures]


@hypothesis.given(
    st.integers(),
    st.sampled_from(["prison", "life", "suspended", "community", "remand", "report"]),
    st.integers(5, 3000),
)
def test_days_are_in_order_and_an_appeal_was_possible(seed, kind, ago):
    days = days_of(Random(seed), stage(kind, ago), TODAY)
    known = [days.committed, days.received, days.first_judged, days.judged, days.in_force]
    told = [day for day in known if day]
    assert told == sorted(told)
    assert max(told) <= TODAY
    if days.judged and days.in_force:
        assert days.in_force > appeal_ends("LT", days.judged)
        assert days.in_force > appeal_ends("LV", days.judged)


def test_without_a_judgment_there_is_none():
    days = days_of(Random(1), stage("report", 20), TODAY)
    assert (days.judged, days.in_force) == (None, None)


def test_remand_days_are_those_in_custody_before_the_judgment_was_in_force():
    day = TODAY - timedelta(days=400)
    days = Days(day, day, day, day, in_force=day + timedelta(days=120))
    assert days.remand_days(stage("prison", 400)) == 120
    assert days.remand_days(stage("suspended", 400)) == 0
    assert Days(day, day).remand_days(stage("remand", 400)) == 0


@pytest.mark.parametrize(("country", "own"), [("LV", {}), ("LT", IN_LITHUANIA)])
def test_every_kind_is_in_the_country_pack(country, own):
    known = {entry.code for entry in measures_on(country, TODAY)}
    assert {own.get(kind, code) for kind, code in KINDS.items()} - known == set()


def test_every_fate_has_an_end_that_the_machine_knows():
    machine = files(course(stage("remand", 60)))[0].proceeding.machine
    ways = {fate: machine.moves[move].transitions for fate, (move, _) in ENDS.items()}
    assert [f for f, (_, state) in ENDS.items() if not _leads(ways[f], state)] == []
    assert set(ENDS) == set(ENDINGS)


def _leads(transitions, state: str) -> bool:
    return any(transition.target.id == state for transition in transitions)


@hypothesis.given(
    st.integers(),
    st.sampled_from(["prison", "suspended", "community", "life"]),
    st.sampled_from(["", "served", "death", "abroad", "error", "wrong"]),
)
def test_every_step_is_one_that_the_machine_knows_from_there(seed, kind, fate):
    end = TODAY - timedelta(days=20) if fate else None
    (file,) = files(course(stage(kind, 500, fate=fate, end=end)), seed)
    state = "before_judgment"
    for step in file.past.steps:
        assert step.to_state in targets(file.proceeding.machine, step.move, state)
        state = step.to_state
    moments = [file.past.began, *(step.at for step in file.past.steps)]
    assert moments == sorted(moments)
    assert state == (ENDS[fate][1] if fate else "being_served")


def test_a_release_belongs_to_the_proceedings_of_the_term():
    released = TODAY - timedelta(days=100)
    prison = stage("prison", 800, end=released, fate="released")
    after = stage("release", 100, months=12)
    (file,) = files(course(prison, after))
    assert kinds(file)[-2:] == ["imprisonment", "conditional_release"]
    assert [m.ended_how for m in file.measures[-2:]] == [Ending.RELEASED, ""]
    assert file.past.steps[-1].to_state == "being_served"


def test_two_stages_are_two_proceedings():
    earlier = stage("community", 900, end=TODAY - timedelta(days=700), fate="served")
    found = files(course(earlier, stage("suspended", 300)))
    assert [kinds(file) for file in found] == [["community_service"], ["suspended_sentence"]]
    assert [f.past.steps[-1].to_state for f in found] == ["completed", "being_served"]


def test_second_terms_follow_or_run_beside():
    seconds = [
        measure
        for seed in range(200)
        for measure in files(course(stage("prison", 300)), seed)[0].measures
        if measure.kind == "imprisonment" and (measure.follows or measure.remand_days == 0)
    ]
    following = [measure for measure in seconds if measure.follows]
    assert 5 < len(following) < len(seconds)
    assert {measure.start for measure in following} == {None}


def test_remand_before_a_sentence_is_counted():
    found = [files(course(stage("prison", 500)), seed)[0] for seed in range(50)]
    remanded = [file for file in found if kinds(file)[0] == "remand"]
    assert 10 < len(remanded) < 45
    for file in remanded:
        measures: list[Any] = file.measures[:2]
        remand, sentence = measures
        assert sentence.start - remand.start == timedelta(days=sentence.remand_days)
        assert (remand.ended_on, remand.ended_how) == (sentence.start, Ending.REPLACED)


def test_a_stay_is_without_gaps_from_admission_on():
    (one,) = stays_of(batch(c := course(stage())), c)
    assert (one.since, one.until, one.reason) == (c.stages[0].start, None, "admission")
    moved = course(stage(before=(unit("daugavgriva"), unit("valmiera"))))
    first, second, third = stays_of(batch(moved), moved)
    assert (first.until, second.until, third.until) == (second.since, third.since, None)
    assert [s.reason for s in (first, second, third)] == ["admission", "transfer", "transfer"]


def test_a_prison_that_has_opened_since_takes_its_people_on_its_first_day():
    whom = course(stage(unit=LIEPAJA, before=(JELGAVA,)))
    old, new = stays_of(batch(whom), whom)
    assert (old.until, new.since, new.unit_id) == (LIEPAJA.since, LIEPAJA.since, LIEPAJA.pk)


@pytest.mark.parametrize(
    ("fate", "how"),
    [("served", "release"), ("death", "death"), ("abroad", "transfer"), ("released", "release")],
)
def test_how_somebody_left(fate, how):
    end = TODAY - timedelta(days=30)
    whom = course(stage(end=end, fate=fate, ago=80))
    assert [(s.until, s.ended_how) for s in stays_of(batch(whom), whom)] == [(end, how)]


def test_who_escaped_is_gone_and_the_proceedings_wait():
    whom = course(stage(fate="escaped", ago=200))
    stays = stays_of(batch(whom), whom)
    (file,) = files(whom)
    assert stays[-1].ended_how == Placement.Ended.ESCAPE
    assert file.past.steps[-1].to_state == "suspended"


def test_a_few_escape_and_are_brought_back():
    whom = course(stage())
    ways = Counter(tuple(s.reason for s in stays_of(batch(whom, n), whom)) for n in range(600))
    assert set(ways) == {("admission",), ("admission", "return")}
    assert 0 < ways["admission", "return"] < 20


def test_nobody_with_probation_is_placed():
    whom = course(stage("community"))
    assert stays_of(batch(whom), whom) == []


def test_circumstances_of_sexual_offences_stand_behind_the_wall():
    sexual = next(e.code for e in offences_on("LV", TODAY) if e.iccs.startswith("03"))
    (file,) = files(course(stage(offence=sexual)))
    assert [offence.circumstances for offence in file.offences] == [""]
    assert [detail.offence for detail in file.details] == file.offences
