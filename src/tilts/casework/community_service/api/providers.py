"""Work providers, their contracts and contacts."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.people.api.rows import made
from tilts.platform.access.operations import ApiRequest, Made, Rows, may, valid

from .. import actions
from ..capabilities import PROVIDERS
from ..models import WorkProvider
from ..provider_forms import ContactForm, ContractForm, ProviderForm
from ..providing import contract_on, one_provider, providers_of, unit_to_keep
from .router import router
from .shapes import ProviderContactIn, ProviderContractIn, WorkProviderIn, WorkProviderOut

ONE = "/work_providers/{uuid:work_provider_id}"


@router.get(
    "/work_providers",
    response=Rows[WorkProviderOut],
    operation_id="work_providers_list",
    auth=may(PROVIDERS),
)
def listed(request: ApiRequest) -> Any:
    """Every provider of the agency, by name."""
    return {"items": [_told(one) for one in providers_of(request.actor.agency)]}


def _told(row: WorkProvider) -> dict[str, Any]:
    held = contract_on(row, timezone.localdate())
    names = WorkProviderOut.model_fields.keys() - {"under_contract", "contract_until"}
    told = {name: getattr(row, name) for name in names}
    return {**told, "under_contract": held is not None, "contract_until": held and held.until}


@router.post(
    "/work_providers",
    response={201: Made},
    operation_id="work_providers_add",
    auth=may(PROVIDERS),
)
def add(request: ApiRequest, body: WorkProviderIn) -> Any:
    """Add a provider."""
    form = valid(ProviderForm(body.dict(), country=request.actor.country, of=None))
    unit = unit_to_keep(request.actor)
    return made(actions.add_provider(by=request.actor, unit=unit, what=form.provider()))


@router.post(
    f"{ONE}/change",
    response={201: Made},
    operation_id="work_providers_change",
    auth=may(PROVIDERS),
)
def change(request: ApiRequest, work_provider_id: UUID, body: WorkProviderIn) -> Any:
    """Say anew what a provider is and offers."""
    provider = one_provider(request.actor, work_provider_id)
    form = valid(ProviderForm(body.dict(), country=provider.country, of=provider))
    what = form.provider()
    return made(actions.change_provider(by=request.actor, provider=provider, what=what))


@router.post(
    f"{ONE}/contracts",
    response={201: Made},
    operation_id="work_providers_contract",
    auth=may(PROVIDERS),
)
def contract(request: ApiRequest, work_provider_id: UUID, body: ProviderContractIn) -> Any:
    """Record a contract."""
    provider, form = one_provider(request.actor, work_provider_id), valid(ContractForm(body.dict()))
    return made(actions.sign_contract(by=request.actor, provider=provider, **form.cleaned_data))


@router.post(
    f"{ONE}/contact",
    response={201: Made},
    operation_id="work_providers_contact",
    auth=may(PROVIDERS),
)
def contact(request: ApiRequest, work_provider_id: UUID, body: ProviderContactIn) -> Any:
    """Name whom the service speaks with from now on."""
    provider, form = one_provider(request.actor, work_provider_id), valid(ContactForm(body.dict()))
    return made(actions.name_contact(by=request.actor, provider=provider, **form.cleaned_data))
