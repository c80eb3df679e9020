"""What the forms of the room offer and take: for pages and API alike."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.utils.translation import override

from tilts.casework.people.forms import SureForm
from tilts.casework.people.steps import Verb
from tilts.casework.proceedings import verbs
from tilts.casework.proceedings.actions import OWN_STEPS, NewMeasure, end_measure
from tilts.casework.proceedings.cases import ProceedingMachine
from tilts.casework.proceedings.forms import (
    EndForm,
    LeaveForm,
    MeasureForm,
    MoveForm,
    OffenceForm,
    OpenForm,
    PlaceForm,
    WrongPersonForm,
)
from tilts.casework.proceedings.models import Ending
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import close_unit
from tilts.platform.parties.actors import SERVICE

from .world import JUDGED, days_ago, imprisoned, judged, new_actor, new_person, new_unit, opened

USUAL = {"kind": "imprisonment", "imposed_on": JUDGED}


def choices(form: Any, field: str) -> list[str]:
    """The codes that a field offers; "" is the choice of none."""
    return [str(getattr(value, "value", value)) for value, _ in form.fields[field].choices]


def units(form: Any) -> set[str]:
    return {unit.code for unit in form.fields["unit"].queryset}


def test_units_offered_are_open_and_of_the_right_agencies(prison, other_prison, probation):
    new_unit("prison", "closed")
    closed = new_unit("prison", "shut")
    close_unit(by=SERVICE, unit=closed, until=days_ago(1))
    prisons = {"riga", "jelgava", "closed"}
    assert units(OpenForm(country="LV")) == {*prisons, "north"}
    assert units(PlaceForm(country="LV")) == prisons
    assert units(MoveForm(country="LV")) == prisons
    assert units(PlaceForm(country="LT")) == set()


def test_endings_and_reasons_offered():
    assert choices(EndForm(), "how") == [
        *("served", "released", "pardoned", "replaced", "quashed", "transferred"),
    ]
    assert choices(LeaveForm(), "how") == ["release", "escape"]
    assert choices(MoveForm(country="LV"), "reason") == ["transfer", "court", "hospital", "return"]


def test_kinds_of_today_are_offered_in_the_language_of_the_page(person, prison):
    proceeding = judged(person, prison)
    with override("lv"):
        form = MeasureForm(proceeding=proceeding)
        kinds = dict(form.fields["kind"].choices)  # type: ignore[attr-defined] # a choice field
        rules = choices(form, "release_class")
    assert kinds["imprisonment"] == "Brīvības atņemšana"
    assert rules[0] == ""
    assert {"life", "after_revoked_release"} <= set(rules)


def test_terms_of_the_person_that_run_are_offered_to_follow(person, prison):
    proceeding = judged(person, prison)
    running, over = imprisoned(proceeding), imprisoned(proceeding)
    imprisoned(proceeding, kind="probation_supervision")
    imprisoned(proceeding, suspended=True, probation_months=12)
    imprisoned(judged(new_person(prison), prison))
    how = Ending.PARDONED
    end_measure(by=SERVICE, measure=over, ended_on=days_ago(9), how=how, reason="amnesty")
    elsewhere = imprisoned(judged(person, prison))
    offered = MeasureForm(proceeding=proceeding).fields["follows"].queryset  # type: ignore[attr-defined] # a choice of rows
    assert set(offered) == {running, elsewhere}


SHAPES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"years": "2", "months": "6", "days": "1"}, {"years": 2, "months": 6, "days": 1}),
    ({"hours": "120"}, {"minutes": 7200}),
    ({"amount": "350.05"}, {"cents": 35005}),
    ({"amount": "0.29"}, {"cents": 29}),
    ({"amount": "0"}, {}),
    ({"start": "2025-03-20"}, {"start": date(2025, 3, 20)}),
    ({"suspended": "on", "probation_months": "18"}, {"suspended": True, "probation_months": 18}),
    ({"remand_days": "33"}, {"remand_days": 33}),
    ({"release_class": "life"}, {"release_class": "life"}),
]


@pytest.mark.parametrize(("said", "what"), SHAPES)
def test_what_a_measure_form_says(person, prison, said, what):
    form = MeasureForm({**USUAL, **said}, proceeding=judged(person, prison))
    assert form.is_valid(), form.errors
    assert form.what() == NewMeasure(kind="imprisonment", imposed_on=JUDGED, **what)


@pytest.mark.parametrize(
    ("form", "said", "faults"),
    [
        (OffenceForm, {}, ["code", "committed_on"]),
        (OffenceForm, {"code": "\0", "committed_on": "x"}, ["code", "committed_on"]),
        (EndForm, {"how": "death", "reason": "x" * 201}, ["ended_on", "how", "reason"]),
        (LeaveForm, {"day": "yesterday", "how": "death"}, ["day", "how"]),
        (WrongPersonForm, {"file_number": "1" * 17}, ["file_number", "reason"]),
        (SureForm, {"reason": "by the defence"}, ["__all__"]),
        (SureForm, {"reason": ""}, []),
    ],
)
def test_every_fault_of_a_form_is_found_at_once(all_seen, form, said, faults):
    assert list(form(said).errors) == faults


def test_the_right_person_is_one_whom_the_actor_sees(prison, other_prison):
    near, far = new_person(prison), new_person(other_prison)
    with seen_by(new_actor(prison)):
        said = [
            WrongPersonForm({"file_number": f" {number} ", "reason": "a namesake"})
            for number in (near.file_number, far.file_number, "26-99999")
        ]
        assert [form.is_valid() for form in said] == [True, False, False]
        assert said[0].cleaned_data["file_number"] == near
        assert said[1].errors == said[2].errors


def test_moves_made_by_one_form(person, prison):
    asked: dict[tuple[str, ...], set[str]] = {}
    for code in ProceedingMachine.moves:
        try:
            form = verbs.moving(code).form(None, opened(person, prison))
        except Http404:
            continue
        asked.setdefault(tuple(form.fields), set()).add(code)
    assert asked == {
        (): {"appeal", "begin_serving", "complete"},
        ("reason",): {"acquit", "terminate", "transfer_abroad", "reopen", "mark_error"},
    }


@pytest.mark.parametrize("code", [*OWN_STEPS, "person_died", "person_escaped", "", "begin"])
def test_moves_that_are_none_of_these(code):
    with pytest.raises(Http404):
        verbs.moving(code)


def test_every_step_has_a_title_of_its_own():
    steps = [step for step in vars(verbs).values() if isinstance(step, Verb)]
    titles = [str(step.title) for step in (*steps, *verbs.PLACING.values())]
    assert len(titles) == len(set(titles)) == 13
