"""API: codes, names, addresses, contacts, relations and alerts of somebody."""

from datetime import date
from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, Body, Made, may, valid

from .. import actions
from ..actions import Code
from ..forms import DETAIL_FORMS, CodeForm
from ..rules import ALERT, CORRECT
from .router import router
from .rows import made, opened


class FactIn(Body):
    """A fact of some kind, in force from a day on."""

    kind: str
    since: date


class CodeIn(FactIn):
    """A code, of a type of the country pack."""

    value: str


class NameIn(FactIn):
    """Another name: former, alias, transliteration."""

    family: str
    given: str = ""
    patronymic: str = ""


class AddressIn(FactIn):
    """Where somebody lives: declared, actual, release."""

    street: str = ""
    locality: str
    postcode: str = ""
    country: str


class ContactIn(FactIn):
    """How somebody is reached: phone, email."""

    value: str
    note: str = ""


class RelationIn(FactIn):
    """Somebody close: partner, parent, child, sibling, friend, employer, other."""

    name: str
    phone: str = ""
    note: str = ""


class AlertIn(FactIn):
    """What whoever meets the person must know."""

    text: str = ""


def _filled(request: ApiRequest, person_id: UUID, kind: str, body: FactIn) -> Any:
    """The row that the page's form makes of what was sent."""
    person = opened(request, person_id)
    form = valid(DETAIL_FORMS[kind](body.dict()))
    form.instance.person = person
    return form.instance


def _add_detail(request: ApiRequest, person_id: UUID, kind: str, body: FactIn) -> Any:
    detail = _filled(request, person_id, kind, body)
    return made(actions.add_detail(by=request.actor, detail=detail))


@router.post(
    "/people/{uuid:person_id}/codes",
    response={201: Made},
    operation_id="people_add_code",
    auth=may(CORRECT),
)
def add_code(request: ApiRequest, person_id: UUID, body: CodeIn) -> Any:
    """Add a code; the earlier one of its type ends that day."""
    person = opened(request, person_id)
    told = valid(CodeForm(body.dict(), country=person.country)).cleaned_data
    code = Code(kind=told["kind"], value=told["value"])
    return made(actions.add_code(by=request.actor, person=person, code=code, since=told["since"]))


@router.post(
    "/people/{uuid:person_id}/names",
    response={201: Made},
    operation_id="people_add_name",
    auth=may(CORRECT),
)
def add_name(request: ApiRequest, person_id: UUID, body: NameIn) -> Any:
    """Add a name under which somebody is also found."""
    name = _filled(request, person_id, "name", body)
    return made(actions.add_name(by=request.actor, name=name))


@router.post(
    "/people/{uuid:person_id}/addresses",
    response={201: Made},
    operation_id="people_add_address",
    auth=may(CORRECT),
)
def add_address(request: ApiRequest, person_id: UUID, body: AddressIn) -> Any:
    """Add an address."""
    return _add_detail(request, person_id, "address", body)


@router.post(
    "/people/{uuid:person_id}/contacts",
    response={201: Made},
    operation_id="people_add_contact",
    auth=may(CORRECT),
)
def add_contact(request: ApiRequest, person_id: UUID, body: ContactIn) -> Any:
    """Add a telephone number or e-mail address."""
    return _add_detail(request, person_id, "contact", body)


@router.post(
    "/people/{uuid:person_id}/relations",
    response={201: Made},
    operation_id="people_add_relation",
    auth=may(CORRECT),
)
def add_relation(request: ApiRequest, person_id: UUID, body: RelationIn) -> Any:
    """Add somebody close."""
    return _add_detail(request, person_id, "relation", body)


@router.post(
    "/people/{uuid:person_id}/alerts",
    response={201: Made},
    operation_id="people_set_alert",
    auth=may(ALERT),
)
def set_alert(request: ApiRequest, person_id: UUID, body: AlertIn) -> Any:
    """Set an alert."""
    alert = _filled(request, person_id, "alert", body)
    return made(actions.set_alert(by=request.actor, alert=alert))
