"""Every table says whose data it holds, down to the last field."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import PROTECT, ForeignKey, Model

from tilts.platform.parties.datamap import is_ours
from tilts.platform.parties.foreign import FOREIGN
from tilts.platform.parties.whose import NOBODY, Regime, WhoseData, technical
from tilts.platform.record.recorded import RecordedModel

EVERY = apps.get_models(include_auto_created=True)
OURS = [model for model in EVERY if is_ours(model)]
RECORDED = [model for model in OURS if issubclass(model, RecordedModel)]
by_label = pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)


def declaration(model: type[Model]) -> WhoseData:
    whose = getattr(model, "whose", None)
    assert isinstance(whose, WhoseData), f"{model._meta.label} declares no `whose`"
    return whose


def named(whose: WhoseData) -> list[str]:
    """Every field name of a declaration, as often as it stands there."""
    return [*whose.technical.split(), *whose.ordinary.split(), *whose.special.split()]


@by_label
def test_every_field_is_named_by_exactly_one_sensitivity(model):
    fields = Counter(field.name for field in model._meta.concrete_fields)
    whose = declaration(model)
    for one in (whose, *(other for _kind, other in whose.others)):
        assert Counter(named(one)) == fields
        assert (one.about, one.wall) == (whose.about, whose.wall)


@by_label
def test_personal_data_has_a_law_a_purpose_a_subject_and_a_retention(model):
    whose = declaration(model)
    assert "" not in (whose.controller, whose.purpose, whose.retention)
    if whose.regime is Regime.NONE:
        assert (whose.subjects, whose.ordinary, whose.special) == (NOBODY, "", "")
    else:
        assert whose.subjects != NOBODY


@by_label
def test_the_subject_of_a_row_can_be_read_from_it(model):
    about = declaration(model).about_lookup
    assert about == "" or list(model._base_manager.values_list(about)[:0]) == []


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model._meta.label)
def test_nothing_recorded_is_swept_away_with_something_else(model):
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
    unprotected = [key.name for key in keys if key.remote_field.on_delete is not PROTECT]
    assert unprotected == []


def test_the_tables_of_libraries_are_all_listed_and_no_others():
    assert {model._meta.label for model in EVERY if not is_ours(model)} == set(FOREIGN)


@pytest.mark.parametrize("label", FOREIGN)
def test_what_is_named_of_a_library_is_there(label):
    there = {field.name for field in apps.get_model(label)._meta.concrete_fields}
    assert set(named(FOREIGN[label])) - there == set()


def test_a_declaration_turns_into_sensitivities():
    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="a test",
        subjects=("convicted",),
        retention="record",
        technical="id since",
        ordinary="name",
        special="health",
    )
    assert whose.sensitivity() == {
        "id": "technical",
        "since": "technical",
        "name": "ordinary",
        "health": "special",
    }


def test_a_table_without_personal_data_has_no_subject():
    whose = technical("count", "id number")
    assert (whose.regime, whose.subjects, whose.about) == (Regime.NONE, NOBODY, "")
    assert whose.sensitivity() == {"id": "technical", "number": "technical"}
