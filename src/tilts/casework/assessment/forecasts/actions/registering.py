"""A model is entered in the register; with that it is not used yet."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.authority import require
from tilts.platform.access.reasons import Reason, Reasons, refuse_if
from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.organisation.queries import unit_of
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import begin

from ..capabilities import KEEP
from ..choices import Source, forecasting
from ..guards import ELSEWHERE
from ..keepers import why_not_keeper
from ..manifests import taken_in, why_not_digest
from ..models import ForecastModel

UNKNOWN = Reason(
    "unknown-instrument",
    _("No such instrument forecasts here. Choose one of the list, with its version."),
)
TAKEN = Reason("code-taken", _("Another model of this agency has this code. Choose another one."))


@dataclass(frozen=True)
class Described:
    """What a model is called and for what; `owner` answers for it."""

    code: str
    title: str
    purpose: str
    owner: Staff


@dataclass(frozen=True)
class Origin:
    """Where a model comes from: an instrument with its version, or the manifest of a trained one
    and the digest of its `model.skops`.
    """

    instrument: str = ""
    version: str = ""
    manifest: bytes = b""
    artefact_sha256: str = ""

    @property
    def source(self) -> Source:
        """An instrument, where one is named."""
        return Source.INSTRUMENT if self.instrument else Source.TRAINED


def register_model(*, by: Actor, agency: str, told: Described, origin: Origin) -> ForecastModel:
    """Enter a model in the register of an agency. Raises Refused with what is wrong with it."""
    require(by, KEEP)
    refuse_if([] if by.is_service or by.agency == agency else [ELSEWHERE])
    today = timezone.localdate()
    refuse_if([*why_not_keeper(told.owner, agency, today), *_why_not_origin(origin)])
    model = ForecastModel(
        agency_id=agency,
        unit=unit_of(told.owner.pk, today),
        source=origin.source,
        instrument=origin.instrument,
        instrument_version=origin.version,
        artefact_sha256=origin.artefact_sha256,
        **vars(told),
    )
    model.manifest = None if origin.instrument else taken_in(origin.manifest)
    with act("forecasts.register_model", by=by):
        Agency.objects.select_for_update().get(pk=agency)  # of two with one code, one waits
        same = ForecastModel.objects.filter(agency=agency, code=told.code)
        refuse_if([TAKEN] if same.exists() else [])
        begin(case=model, by=by)
    return model


def _why_not_origin(origin: Origin) -> Reasons:
    """Why nothing forecasts by that name, or the digest is none."""
    if origin.source == Source.TRAINED:
        return why_not_digest(origin.artefact_sha256)
    found = (origin.instrument, origin.version) in forecasting()
    return [] if found else [UNKNOWN]
