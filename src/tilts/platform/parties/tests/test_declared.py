"""What the declarations of the service add up to."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tilts.platform.parties.actors import Actor, Grant, Scope
from tilts.platform.parties.datamap import data_map, is_ours, row_of
from tilts.platform.parties.foreign import FOREIGN
from tilts.platform.parties.models import SERVICE_ID, Party, PartyKind
from tilts.platform.parties.whose import IN_PROCEEDINGS, STAFF, Regime, WhoseData, technical
from tilts.platform.record.models import Payload

LIBRARY = [model for model in apps.get_models(include_auto_created=True) if not is_ours(model)]


def rows_by(name: str) -> dict[str, set[str]]:
    """Values of a column of the map, each with the regimes under which it stands."""
    found: dict[str, set[str]] = {}
    for row in data_map():
        found.setdefault(getattr(row, name), set()).add(row.regime)
    return found


def test_a_way_through_foreign_keys_becomes_a_lookup():
    whose = technical("a test", "id")
    assert whose.about_lookup == ""
    far = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="a test",
        subjects=IN_PROCEEDINGS,
        retention="record",
        about="proceeding.person_id",
    )
    assert far.about_lookup == "proceeding__person_id"


def test_regimes_are_the_two_laws_and_none():
    assert {row.regime for row in data_map()} <= {"LED", "GDPR", "none"}


def test_what_holds_no_personal_data_is_the_services_own_or_a_librarys():
    assert rows_by("controller")["service"] == {"none"}
    assert "none" not in rows_by("controller")["agency"]


def test_walls_hold_personal_data_under_the_directive():
    walls = {row.wall: row for row in data_map() if row.wall}
    assert {(row.regime, row.controller) for row in walls.values()} == {("LED", "agency")}


def test_staff_alone_stand_under_the_regulation():
    under = {row.subjects for row in data_map() if row.regime == "GDPR"}
    assert STAFF in under
    mixed = [subjects for subjects in under if set(subjects) & set(IN_PROCEEDINGS)]
    assert mixed == []


def test_the_values_of_the_record_are_special():
    row = row_of(Payload)
    assert (row.special, row.regime, row.retention) == (("box",), "LED", "record")


@pytest.mark.parametrize("model", LIBRARY, ids=lambda model: model._meta.label)
def test_a_librarys_table_stands_as_the_table_of_libraries_says(model):
    row, whose = row_of(model), FOREIGN[model._meta.label]
    assert (row.controller, row.regime, row.purpose) == (
        whose.controller,
        whose.regime,
        whose.purpose,
    )
    assert set(row.ordinary) == set(whose.ordinary.split())
    assert row.unnamed == ()


@pytest.mark.django_db
def test_ids_of_parties_grow_with_time():
    ids = [Party.objects.create(kind=PartyKind.PERSON).pk for _ in range(20)]
    assert ids == sorted(ids)
    assert min(ids) > SERVICE_ID


@pytest.mark.django_db
def test_an_id_belongs_to_one_party():
    first = Party.objects.create(kind=PartyKind.PERSON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(pk=first.pk, kind=PartyKind.STAFF)
    assert Party.objects.get(pk=first.pk).kind == "person"


def test_scopes_go_from_narrow_to_wide():
    assert list(Scope) == ["self", "caseload", "unit", "agency", "country"]


def test_an_actor_without_grants_can_do_nothing():
    actor = Actor(party=Party(kind="staff").pk, kind="staff", name="Ilze Kalna")
    assert (actor.capabilities, actor.roles, actor.is_service) == (frozenset(), (), False)


def test_actors_and_grants_are_what_they_say():
    grant = Grant("people.see", Scope.UNIT, "clerk", "ievp.")
    actor = Actor(party=SERVICE_ID, kind="staff", name="x", grants=(grant,))
    assert actor == Actor(party=SERVICE_ID, kind="staff", name="x", grants=(grant,))
    assert len({grant, Grant("people.see", Scope.UNIT, "clerk", "ievp.")}) == 1
    assert actor != Actor(party=SERVICE_ID, kind="staff", name="x")
