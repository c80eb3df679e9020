"""The forms of delivery: what they ask, what they take, what they hand on."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from tilts.casework.programmes.actions import Group, Judgement, Referral
from tilts.casework.programmes.catalogue import programme_on
from tilts.casework.programmes.delivery.forms import (
    DeferForm,
    GroupForm,
    JudgeForm,
    PlaceForm,
    ReferForm,
    ReportForm,
)
from tilts.casework.programmes.delivery.queries import goals_to_reach
from tilts.casework.programmes.delivery.verbs import (
    moving_on,
    opening,
    referring,
    units_run_by,
)
from tilts.platform.gatherings.actions import add_place
from tilts.platform.gatherings.planning import Weekly
from tilts.platform.organisation.grants import actor_for
from tilts.platform.organisation.tests.house import LONG_AGO
from tilts.platform.parties.actors import SERVICE

from .delivery import PROGRAMME, TODAY

SAID = {
    "group": "yes",
    "willing": "no",
    "acute_illness": "no",
    "withdrawal": "yes",
    "suits": "no",
    "because": "He drinks.",
}


def judging(**said):
    programme = programme_on("LV", PROGRAMME, TODAY)
    return JudgeForm({**SAID, **said}, programme=programme)


def test_a_referral_goes_to_a_goal_or_to_one_of_its_steps(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    step = goal.steps.get()
    towards: Any = ReferForm(goals=goals_to_reach(whom.pk)).fields["towards"]
    assert towards.choices == [
        ("", "–"),
        (
            "To keep my word.",
            [
                (str(goal.pk), "the goal: To keep my word."),
                (f"{goal.pk}:{step.pk}", "Take part in the programme"),
            ],
        ),
    ]


@pytest.mark.parametrize("with_step", [True, False])
def test_what_a_referral_says(delivery, with_step):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    step = goal.steps.get().pk if with_step else None
    towards = f"{goal.pk}:{step}" if with_step else str(goal.pk)
    form = ReferForm({"towards": towards, "why": "To begin."}, goals=goals_to_reach(whom.pk))
    assert form.is_valid()
    assert form.referral(PROGRAMME) == Referral(
        programme=PROGRAMME,
        goal=goal.pk,
        step=step,
        why="To begin.",
    )


@pytest.mark.parametrize("towards", ["", "none", "00000000-0000-0000-0000-00000000000a"])
def test_a_goal_that_is_not_on_the_list_is_none(delivery, towards):
    whom = delivery.somebody()
    delivery.goal(whom)
    form = ReferForm({"towards": towards}, goals=goals_to_reach(whom.pk))
    assert list(form.errors) == ["towards"]


def test_a_judgement_asks_about_each_condition_of_the_programme(db):
    form = JudgeForm(programme=programme_on("LV", "thames", TODAY))
    assert [(name, str(field.label)) for name, field in form.fields.items()] == [
        ("group", "Can take part in a group"),
        ("admits", "Admits the offence at least in part"),
        ("acute_illness", "Acute illness of the mind"),
        ("withdrawal", "Acute withdrawal from alcohol or drugs"),
        ("suits", "Does the programme suit?"),
        ("because", "Why"),
    ]


def test_what_a_judgement_says(db):
    form = judging()
    assert form.is_valid()
    assert form.judgement() == Judgement(
        suits=False,
        found={
            "group": True,
            "willing": False,
            "acute_illness": False,
            "withdrawal": True,
        },
        because="He drinks.",
    )


@pytest.mark.parametrize("name", ["group", "willing", "acute_illness", "withdrawal", "suits"])
@pytest.mark.parametrize("said", ["", "perhaps"])
def test_nothing_is_taken_for_granted(db, name, said):
    assert list(judging(**{name: said}).errors) == [name]


def test_a_programme_that_the_pack_has_no_more_is_judged_as_a_whole(db):
    form = JudgeForm({"suits": "no", "because": "It is gone."}, programme=None)
    assert form.is_valid()
    assert form.judgement() == Judgement(suits=False, found={}, because="It is gone.")


def test_a_place_is_in_one_of_the_groups_listed(delivery, licensed):
    series = delivery.group()
    form = PlaceForm({"series": series.pk, "since": TODAY}, groups=[series])
    assert form.is_valid()
    assert form.cleaned_data == {"series": str(series.pk), "since": TODAY}
    other = PlaceForm({"series": uuid4(), "since": TODAY}, groups=[series])
    assert list(other.errors) == ["series"]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"until": "2031-03-03", "reason": "Ill."}, []),
        ({"until": "", "reason": "Ill."}, ["until"]),
        ({"until": "2031-03-03", "reason": ""}, ["reason"]),
        ({"until": "never", "reason": "Ill."}, ["until"]),
    ],
)
def test_a_deferral_has_a_day_and_a_reason(said, wrong):
    assert list(DeferForm(said).errors) == wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"reader": "person", "language": "ru"}, []),
        ({"reader": "case", "language": "lv"}, []),
        ({"reader": "court", "language": "lv"}, ["reader"]),
        ({"reader": "person", "language": "fi"}, ["language"]),
    ],
)
def test_a_report_is_for_somebody_in_a_language_of_the_service(said, wrong):
    assert list(ReportForm(said).errors) == wrong


def test_what_a_group_says(delivery):
    unit = delivery.house.units["jelgava"]
    room = add_place(by=SERVICE, unit=unit, name="Room 1", since=LONG_AGO)
    said = {
        "unit": unit.pk,
        "name": "Spring",
        "leaders": [one.pk for one in delivery.leaders],
        "since": "2031-03-03",
        "weekday": "2",
        "at": "10:30",
        "place": room.pk,
        "capacity": "8",
    }
    form = GroupForm(said, units=[unit], leaders=delivery.leaders, places=[room])
    assert form.is_valid(), form.errors
    assert form.where() == unit
    assert form.group() == Group(
        name="Spring",
        leaders=[one.pk for one in delivery.leaders],
        since=date(2031, 3, 3),
        weekly=Weekly(2, time(10, 30)),
        place=room,
        capacity=8,
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unit", ""),
        ("name", ""),
        ("leaders", []),
        ("leaders", ["00000000-0000-0000-0000-00000000000a"]),
        ("since", ""),
        ("weekday", "7"),
        ("at", "noon"),
        ("place", "00000000-0000-0000-0000-00000000000a"),
        ("capacity", "0"),
    ],
)
def test_each_part_of_a_group_is_checked(delivery, name, said):
    unit = delivery.house.units["jelgava"]
    good = {
        "unit": unit.pk,
        "name": "Spring",
        "leaders": [one.pk for one in delivery.leaders],
        "since": "2031-03-03",
        "weekday": "2",
        "at": "10:30",
        "place": "",
        "capacity": "8",
    }
    form = GroupForm({**good, name: said}, units=[unit], leaders=delivery.leaders, places=[])
    assert list(form.errors) == [name]


def test_only_who_is_certified_is_offered_as_a_leader(delivery, licensed):
    trained = delivery.leaders
    delivery.house.member("facilitator", "jelgava")
    form = opening(delivery.officer, PROGRAMME).form(None, None)
    assert [pk for pk, _name in form.fields["leaders"].choices] == [str(one.pk) for one in trained]
    assert form.initial == {"capacity": 10}


def test_a_group_of_no_programme_is_not_found(delivery):
    with pytest.raises(Http404):
        opening(delivery.officer, "juggling")


def test_groups_are_opened_in_the_units_that_a_role_reaches(delivery):
    head = actor_for(delivery.house.member("head_of_unit", "zemgale"), TODAY)
    assert [unit.code for unit in units_run_by(head)] == ["zemgale", "jelgava"]
    assert [unit.code for unit in units_run_by(delivery.officer)] == ["jelgava"]
    assert units_run_by(delivery.leader) == []
    trainer = actor_for(delivery.house.member("training_officer", "zemgale"), TODAY)
    assert [unit.code for unit in units_run_by(trainer)] == ["zemgale", "jelgava"]


@pytest.mark.parametrize("code", ["judge", "decline", "defer", "place", "start", "juggle"])
def test_what_has_a_form_of_its_own_or_is_no_move_is_not_found(code):
    with pytest.raises(Http404):
        moving_on(code)


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("take_out", ["reason"]),
        ("exclude", ["reason"]),
        ("finish", ["reason"]),
        ("reopen", ["reason"]),
        ("take_up", []),
    ],
)
def test_moves_ask_for_a_reason_where_one_is_wanted(db, code, asks):
    form = moving_on(code).form(None, None)
    assert [field.name for field in form.visible_fields()] == asks


def test_a_goal_may_be_chosen_beforehand(delivery):
    whom = delivery.somebody()
    goal = delivery.goal(whom)
    form = referring(PROGRAMME, str(goal.pk)).form(None, whom)
    assert form.initial == {"towards": str(goal.pk)}
