"""People as the API says them."""

from typing import Any
from uuid import UUID

from tilts.platform.access.operations import ApiRequest, stated_purposes, valid
from tilts.platform.record.models import Way

from ..forms import ReasonForm
from ..models import Person
from ..queries import named, open_person
from ..search import Hit
from ..steps import Verb
from .shapes import PersonOut, ReasonIn

ROW = ("file_number", "family", "given", "patronymic", "birth_year", "category")
IDENTITY = tuple(PersonOut.model_fields.keys() - {"id", "unit", "merged_into"})


def opened(request: ApiRequest, person_id: UUID) -> Person:
    """The person, after the look was written; raises Refused and PurposeWanted."""
    purposes = stated_purposes(request, person_id)
    return open_person(request.actor, person_id, session=purposes, way=Way.API)


def reason_of(body: ReasonIn) -> str:
    """The reason that was sent, as the page would take it."""
    told: str = valid(ReasonForm({"reason": body.reason})).cleaned_data["reason"]
    return told


def row(person: Person) -> dict[str, Any]:
    """A person in a list."""
    said = {name: getattr(person, name) for name in ROW}
    return {"id": person.pk, "unit": person.unit_id, **said}


def hit(found: Hit) -> dict[str, Any]:
    """A person found."""
    said = {name: getattr(found, name) for name in ROW}
    return {"id": found.person, "unit": found.unit, "under": found.under, **said}


def twin(found: Any) -> dict[str, Any]:
    """A record that may be the same person, and what speaks for it."""
    return {"person": row(found.person), "evidence": [str(item) for item in found.evidence]}


def identity(person: Person) -> dict[str, Any]:
    """Who somebody is. A record that one may not see is not named."""
    into = person.merged_into_id
    said = {name: getattr(person, name) for name in IDENTITY}
    visible = named([into]) if into else {}
    merged_into = into if into in visible else None
    return {"id": person.pk, "unit": person.unit_id, "merged_into": merged_into, **said}


def made(row: Any) -> dict[str, Any]:
    """What a write answers."""
    return {"id": str(row.pk), "version": getattr(row, "version", None)}


def done(request: ApiRequest, verb: Verb, subject: Any, said: Any) -> dict[str, Any]:
    """Take a step as its page does, and answer with what it made or changed. Raises Refused."""
    return made(verb.do(request.actor, subject, valid(verb.form(said, subject))))
