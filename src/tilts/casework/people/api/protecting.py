"""API: what stands behind a wall, and emergencies. Why one looks is said with every request."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404
from ninja import Schema

from tilts.platform.access.actions import break_glass
from tilts.platform.access.operations import ApiRequest, Body, Made, may, said_purpose, valid
from tilts.platform.access.rules import BREAK_GLASS
from tilts.platform.access.walls import open_wall
from tilts.platform.record.models import Way

from .. import actions
from ..emergency import NOBODY, meant
from ..forms import BreakGlassForm, EndForm, HealthAlertForm, VictimForm, WallForm
from ..models.around import HEALTH, VICTIMS
from ..queries import one_walled, walled_rows
from ..rules import OPEN_HEALTH, OPEN_VICTIMS
from .router import router
from .rows import made, opened
from .shapes import GlassIn, HealthIn, HealthOut, VictimIn, VictimOut, WallEndIn


def wall(
    code: str, capability: str, one: str, told: type[Schema], shape: type[Body], form: type[Any]
) -> None:
    """The three operations of a wall: read what is behind it, add, end."""
    path = "/people/{uuid:person_id}/" + code

    @router.get(path, response=list[told], operation_id=f"people_{code}", auth=may(capability))  # type: ignore[valid-type]  # ninja reads the shape when the operation is made
    def read(request: ApiRequest, person_id: UUID) -> Any:
        """What stands behind the wall. The header Tilts-Purpose is wanted with each request."""
        person = opened(request, person_id)
        purpose, reason = said_purpose(request)
        asked = {"purpose": purpose, "reason": reason}
        why = valid(WallForm(asked, actor=request.actor, person=person_id)).cleaned_data
        with open_wall(
            code,
            by=request.actor,
            capability=capability,
            person=person_id,
            purpose=why["purpose"],
            reason=why["reason"],
            way=Way.API,
        ):
            return walled_rows(code, person)

    @router.post(
        path,
        response={201: Made},
        operation_id=f"people_add_{one}",
        auth=may(capability),
        description=shape.__doc__,
    )
    def add(request: ApiRequest, person_id: UUID, body: shape) -> Any:  # type: ignore[valid-type]  # as above
        person = opened(request, person_id)
        filled = valid(form(body.dict()))  # type: ignore[attr-defined]  # as above
        filled.instance.person = person
        return made(actions.add_fact(by=request.actor, fact=filled.instance))

    @router.post(
        path + "/endings",
        response={201: Made},
        operation_id=f"people_end_{one}",
        auth=may(capability),
    )
    def end(request: ApiRequest, person_id: UUID, body: WallEndIn) -> Any:
        """End what stands behind the wall."""
        fact = one_walled(code, opened(request, person_id), body.fact)
        if fact is None:
            raise Http404
        until = valid(EndForm({"until": body.until})).cleaned_data["until"]
        return made(actions.end_fact(by=request.actor, fact=fact, until=until))


wall(HEALTH, OPEN_HEALTH, "health", HealthOut, HealthIn, HealthAlertForm)
wall(VICTIMS, OPEN_VICTIMS, "victim", VictimOut, VictimIn, VictimForm)


@router.post(
    "/emergencies",
    response={201: Made},
    operation_id="people_break_glass",
    auth=may(BREAK_GLASS),
)
def emergency(request: ApiRequest, body: GlassIn) -> Any:
    """Open the record of exactly one person for four hours; the data-protection officer is told."""
    form = valid(BreakGlassForm(body.dict()))
    person = meant(request.actor, form.cleaned_data["number"])
    if person is None:
        raise ValidationError({"number": NOBODY})
    reason = form.cleaned_data["reason"]
    return made(break_glass(by=request.actor, person=person, reason=reason))
