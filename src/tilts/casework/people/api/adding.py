"""API: what is added around somebody, and the day on which it holds no more."""

from typing import Any
from uuid import UUID

from django.http import Http404

from tilts.platform.access.operations import ApiRequest, Made, may, valid

from .. import actions
from ..forms import DETAIL_FORMS, CodeForm, EndForm
from ..queries import one_fact
from ..rules import ALERT, CORRECT
from .router import router
from .rows import made, opened
from .shapes import AddressIn, AlertIn, CodeIn, ContactIn, EndIn, FactIn, NameIn, RelationIn


@router.post(
    "/people/{uuid:person_id}/codes",
    response={201: Made},
    operation_id="people_add_code",
    auth=may(CORRECT),
)
def add_code(request: ApiRequest, person_id: UUID, body: CodeIn) -> Any:
    """Add a code, or that somebody has none; the one that it succeeds ends that day."""
    person = opened(request, person_id)
    form = valid(CodeForm(body.dict(), country=person.country))
    since = form.cleaned_data["since"]
    return made(
        actions.add_code(by=request.actor, person_id=person_id, code=form.code(), since=since)
    )


def adding(path: str, kind: str, shape: type[FactIn], name: str, capability: str = CORRECT) -> None:
    """An operation that adds a fact through the page's form and the page's action."""

    @router.post(
        "/people/{uuid:person_id}/" + path,
        response={201: Made},
        operation_id=f"people_{name}",
        auth=may(capability),
        description=shape.__doc__,
    )
    def add(request: ApiRequest, person_id: UUID, body: shape) -> Any:  # type: ignore[valid-type]  # ninja reads the shape when the operation is made
        person = opened(request, person_id)
        form = valid(DETAIL_FORMS[kind](body.dict()))  # type: ignore[attr-defined]  # as above
        form.instance.person = person
        return made(actions.add_fact(by=request.actor, fact=form.instance))


adding("names", "name", NameIn, "add_name")
adding("addresses", "address", AddressIn, "add_address")
adding("contacts", "contact", ContactIn, "add_contact")
adding("relations", "relation", RelationIn, "add_relation")
adding("alerts", "alert", AlertIn, "set_alert", ALERT)


@router.post(
    "/people/{uuid:person_id}/endings",
    response={201: Made},
    operation_id="people_end_fact",
    auth=may(CORRECT),
)
def end_fact(request: ApiRequest, person_id: UUID, body: EndIn) -> Any:
    """End a fact: a code, name, address, contact, relation or alert."""
    fact = one_fact(opened(request, person_id), body.kind, body.fact)
    if fact is None:
        raise Http404
    until = valid(EndForm({"until": body.until})).cleaned_data["until"]
    return made(actions.end_fact(by=request.actor, fact=fact, until=until))
