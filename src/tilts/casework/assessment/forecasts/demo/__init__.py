"""Fictional models in the register of each agency: one in use, one validated, one suspended."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.organisation.models import Agency, RoleAssignment, Staff
from tilts.platform.organisation.queries import unit_of
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.actions import enter_all

from ..actions import warn_of_ends
from ..manifests import taken_in
from ..models import Forecast, ForecastModel, LocalValidation, UseDecision
from .people import forecasts_of
from .ways import Board, Made, in_use, suspended, validated


def make_forecasts(batch: Batch) -> None:
    """The register with the first batch; with each what was forecast of its people."""
    if "forecasts" not in batch.made:
        batch.made["forecasts"] = _register(batch)
    used: dict[str, UseDecision] = batch.made["forecasts"]
    people = [course.person.pk for course in batch.courses]
    Forecast.objects.bulk_create(forecasts_of(people, used))


def _register(batch: Batch) -> dict[str, UseDecision]:
    """The models of every agency; the decision on the one in use, by agency."""
    made = [one for board in boards(batch.today) for one in _of(board)]
    enter_all(cases=[one.model for one in made], pasts=[one.past for one in made], by=SERVICE)
    LocalValidation.objects.bulk_create([one.validation for one in made])
    UseDecision.objects.bulk_create([one.decision for one in made if one.decision])
    warn_of_ends(by=SERVICE, day=batch.today)
    used = [one.decision for one in made if one.decision and one.model.state == "in_use"]
    return {one.model.agency_id: one for one in used}


def boards(today: date) -> list[Board]:
    """One for each agency that has an analyst, who keeps the register, and a quality manager."""
    found = (_board(agency, today) for agency in Agency.objects.order_by("code"))
    return [board for board in found if board]


def _board(agency: Agency, today: date) -> Board | None:
    keeper, judge = (_first(agency, role, today) for role in ("analyst", "quality_manager"))
    unit = unit_of(keeper.pk, today) if keeper else None
    return Board(agency, unit, keeper, judge, today) if keeper and judge and unit else None


def _first(agency: Agency, role: str, today: date) -> Staff | None:
    held = RoleAssignment.objects.on(today).filter(role=role, staff__agency=agency)
    row = held.select_related("staff").order_by("pk").first()
    return row.staff if row else None


def _of(board: Board) -> Iterator[Made]:
    manifest = taken_in(Path(__file__).with_name("manifest.json").read_bytes())
    yield in_use(board, ForecastModel(
        code="rvn-demo", title="RVN, level of risk", source="instrument",
        instrument="rvn-demo", instrument_version="2026.1",
        purpose="How intensively somebody is worked with. Never for decisions on release.",
    ))  # fmt: skip
    yield validated(board, ForecastModel(
        code="return-in-two-years", title="Return within two years", source="trained",
        manifest=manifest, artefact_sha256=sha256(b"fictional").hexdigest(),
        purpose="Planning of places in programmes. It is not shown beside a person.",
    ))  # fmt: skip
    yield suspended(board, ForecastModel(
        code="ogrs3", title="OGRS 3", source="instrument", instrument="ogrs3",
        instrument_version="3",
        purpose="A first look in reports to courts, before an assessment is made.",
    ))  # fmt: skip


register_maker("forecasts", 34, make_forecasts)
