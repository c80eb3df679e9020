"""API: opening, registering and correcting people."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.operations import ApiRequest, Conflict, Made, may, valid
from tilts.platform.access.reasons import Reason
from tilts.platform.record.models import Way

from .. import actions
from ..actions import EditedMeanwhile
from ..forms import CorrectForm, RegisterForm
from ..newcomers import likely_twins
from ..queries import consult_twins, details_of
from ..rules import CORRECT, REGISTER, SEE
from .router import router
from .rows import identity, made, opened, twin
from .shapes import CorrectIn, DetailsOut, PersonOut, RegisterIn


@router.get(
    "/people/{uuid:person_id}", response=PersonOut, operation_id="people_get", auth=may(SEE)
)
def person(request: ApiRequest, response: HttpResponse, person_id: UUID) -> Any:
    """Who somebody is. The ETag is the version that a correction wants."""
    found = opened(request, person_id)
    response["ETag"] = f'"{found.version}"'
    return identity(found)


@router.get(
    "/people/{uuid:person_id}/details",
    response=DetailsOut,
    operation_id="people_details",
    auth=may(SEE),
)
def details(request: ApiRequest, person_id: UUID) -> Any:
    """Codes, names, addresses, contacts, relations and alerts, of merged records too."""
    return details_of(opened(request, person_id))


@router.post("/people", response={201: Made}, operation_id="people_register", auth=may(REGISTER))
def register(request: ApiRequest, body: RegisterIn) -> Any:
    """Register somebody. Records that look alike are answered with 409, until told `anyway`."""
    form = valid(RegisterForm(body.as_form(), actor=request.actor))
    who, codes = form.identity(), form.codes()
    if not body.anyway:
        _refuse_twins(request, likely_twins(who, codes))
    unit = form.cleaned_data["unit"]
    return made(actions.register_person(by=request.actor, unit=unit, who=who, codes=codes))


def _refuse_twins(request: ApiRequest, twins: list[Any]) -> None:
    if twins:
        consult_twins(request.actor, twins, way=Way.API)
        text = _("These records look like the same person. If it is nobody of them, say “anyway”.")
        raise Conflict([Reason("likely-twins", text)], twins=[twin(one) for one in twins])


@router.post(
    "/people/{uuid:person_id}/corrections",
    response={201: Made},
    operation_id="people_correct",
    auth=may(CORRECT),
)
def correct(request: ApiRequest, person_id: UUID, body: CorrectIn) -> Any:
    """Correct who somebody is. Who was overtaken gets 409 with the present version in `now`."""
    form = valid(CorrectForm(body.as_form(), person=opened(request, person_id)))
    try:
        person = actions.correct_person(
            by=request.actor,
            person_id=person_id,
            who=form.identity(),
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
    except EditedMeanwhile as overtaken:
        raise Conflict(overtaken.reasons, now=identity(overtaken.now)) from overtaken
    return made(person)
