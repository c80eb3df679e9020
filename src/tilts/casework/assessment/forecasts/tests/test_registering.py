"""A model is entered in the register: what it says of itself, and what is refused."""

from datetime import timedelta

import pytest

from tilts.casework.assessment.forecasts import actions
from tilts.casework.assessment.forecasts.keepers import keepers
from tilts.casework.assessment.forecasts.models import ForecastModel
from tilts.engines.forecast.tests.manifests import MANIFEST
from tilts.platform.organisation.actions import give_role, open_account
from tilts.platform.organisation.models import Account
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act
from tilts.platform.workflow.models import WorkItem
from tilts.platform.workflow.queries import history

from .desk import DIGEST, PSA, TODAY, Desk, now, trained_origin


def said(model: ForecastModel) -> dict[str, object]:
    names = (
        "code", "title", "purpose", "agency_id", "owner_id", "unit_id", "source", "instrument",
        "instrument_version", "manifest", "artefact_sha256", "state",
    )  # fmt: skip
    return {name: getattr(model, name) for name in names}


def test_an_instrument_is_registered_and_not_used(desk: Desk):
    assert said(now(desk.register())) == {
        "code": "psa",
        "title": "Model psa",
        "purpose": "Planning; never release.",
        "agency_id": "ievp",
        "owner_id": desk.keeper_staff.pk,
        "unit_id": desk.house.units["olaine"].pk,
        "source": "instrument",
        "instrument": "psa",
        "instrument_version": "2018",
        "manifest": None,
        "artefact_sha256": "",
        "state": "registered",
    }
    assert not WorkItem.objects.exists()


def test_a_trained_model_keeps_its_manifest_and_digest(desk: Desk):
    model = now(desk.trained())
    assert (model.source, model.instrument, model.instrument_version) == ("trained", "", "")
    assert (model.manifest, model.artefact_sha256) == (MANIFEST, DIGEST)


def test_who_did_it_stands_in_the_record(desk: Desk):
    model = desk.register()
    kinds = Act.objects.filter(actor_id=desk.keeper.party).values_list("kind", flat=True)
    assert sorted(kinds) == ["forecasts.begin"]
    (row,) = history(model)
    assert (row.actor_id, row.to_state) == (desk.keeper.party, "registered")


@pytest.mark.parametrize(
    "origin",
    [
        actions.Origin(instrument="psa", version="1999"),
        actions.Origin(instrument="miti4", version="4.2.1"),
        actions.Origin(instrument="juggling", version="1"),
    ],
)
def test_only_instruments_that_forecast_are_registered(desk: Desk, refused, origin):
    told = desk.described()
    assert refused(
        lambda: actions.register_model(by=desk.keeper, agency="ievp", told=told, origin=origin)
    ) == ["unknown-instrument"]


def test_a_trained_model_wants_a_sound_manifest_and_a_digest(desk: Desk, refused):
    told = desk.described()

    def register(origin: actions.Origin) -> object:
        return actions.register_model(by=desk.keeper, agency="ievp", told=told, origin=origin)

    whole = trained_origin()
    without = actions.Origin(manifest=whole.manifest)
    assert refused(lambda: register(without)) == ["no-digest"]
    assert refused(lambda: register(trained_origin(rows=0))) == ["no-manifest"]
    assert refused(lambda: register(actions.Origin())) == ["no-digest"]
    assert ForecastModel.objects.count() == 0


def test_a_code_is_taken_once_in_an_agency(desk: Desk, refused):
    desk.register()
    assert refused(lambda: desk.register()) == ["code-taken"]
    elsewhere = desk.member("Kļava", "analyst", "jelgava")
    told = desk.described(owner=elsewhere)
    other = actions.register_model(by=SERVICE, agency="vpd", told=told, origin=PSA)
    assert (other.code, other.agency_id, other.country) == ("psa", "vpd", "LV")


def test_nobody_registers_in_another_agency(desk: Desk, refused):
    told = desk.described()
    assert refused(
        lambda: actions.register_model(by=desk.keeper, agency="vpd", told=told, origin=PSA)
    ) == ["other-agency"]


def test_who_answers_for_a_model_keeps_the_register(desk: Desk, refused):
    clerk, far = desk.member("Zars", "clerk"), desk.member("Tāla", "analyst", "jelgava")
    for owner in (clerk, far):
        assert refused(lambda owner=owner: desk.register(owner=owner)) == ["no-keeper"]
    assert desk.register(owner=desk.judge_staff).owner == desk.judge_staff


def test_keepers_are_those_of_the_agency_by_name(desk: Desk):
    both = [desk.judge_staff, desk.keeper_staff]
    desk.member("Zars", "clerk")
    shut = desk.member("Auziņa", "analyst")
    open_account(by=SERVICE, staff=shut)
    assert keepers("ievp", TODAY) == [shut, *both]
    with act("test.shut", by=SERVICE):
        Account.objects.filter(staff=shut).update(is_active=False)
    assert (keepers("ievp", TODAY), keepers("vpd", TODAY)) == (both, [])
    assert keepers("ievp", TODAY - timedelta(days=365 * 20)) == []


def test_of_an_owner_in_all_units_it_is_the_first_unit(desk: Desk):
    everywhere = desk.house.hire("ievp", "Visa")
    give_role(by=SERVICE, staff=everywhere, role="analyst", unit=None, since=TODAY)
    assert desk.register(owner=everywhere).unit == desk.house.units["olaine"]
