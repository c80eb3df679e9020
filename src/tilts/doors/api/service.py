"""The API of all rooms, version 1."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured, ValidationError
from ninja.errors import ValidationError as Unreadable

from tilts.casework.allocation.api import router as allocation
from tilts.casework.assessment.api import router as assessment
from tilts.casework.assessment.forecasts.api import router as forecasts
from tilts.casework.community_service.api import router as community_service
from tilts.casework.court_reports.api import router as court_reports
from tilts.casework.meetings.api import router as meetings
from tilts.casework.people.api import router as people
from tilts.casework.plans.api import router as plans
from tilts.casework.proceedings.api import router as proceedings
from tilts.casework.programmes.api import router as programmes
from tilts.casework.programmes.delivery.api import router as participations
from tilts.casework.protocols.api import router as protocols
from tilts.casework.supervision.api import router as supervision
from tilts.casework.visits.api import router as visits
from tilts.insight.adoption.api import router as adoption
from tilts.insight.statistics.api import router as statistics
from tilts.platform.access.api import router as access
from tilts.platform.access.purposes import PurposeWanted
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.api import router as forms
from tilts.platform.gatherings.api import router as gatherings
from tilts.platform.notices.api import router as notices
from tilts.platform.organisation.api import router as organisation
from tilts.workforce.competence.api import router as competence
from tilts.workforce.quality.api import router as quality

from .description import Api, unguarded
from .limits import PerActor
from .problems import not_valid, purpose_wanted, refusal, unreadable
from .record import router as record

ROUTERS = (
    people,
    proceedings,
    allocation,
    assessment,
    forecasts,
    plans,
    protocols,
    visits,
    programmes,
    participations,
    court_reports,
    supervision,
    meetings,
    community_service,
    competence,
    quality,
    statistics,
    adoption,
    gatherings,
    notices,
    organisation,
    forms,
    access,
    record,
)
RATE = "6000/m"

api = Api(
    title="Tilts",
    version="1",
    description="One record from sentence to a life without crime. Every look is recorded.",
    urls_namespace="api",
    docs_url=None,
    throttle=PerActor(RATE),
)
for router in ROUTERS:
    api.add_router("", router)
HANDLERS: dict[type[Exception], Any] = {
    Refused: refusal,
    PurposeWanted: purpose_wanted,
    ValidationError: not_valid,
    Unreadable: unreadable,
}
for failure, handler in HANDLERS.items():
    api.add_exception_handler(failure, handler)

if names := unguarded(api):
    raise ImproperlyConfigured(f"write auth=may(CAPABILITY) for {', '.join(names)}")
