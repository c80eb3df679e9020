"""API: who looked at somebody, and who changed what, for those who inspect the record."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router, Schema

from tilts.casework.people.queries import records_of, visible_person
from tilts.doors.web.changes import raw_changes
from tilts.doors.web.looks import Line, Lines, changes_of, looks_at
from tilts.platform.access.operations import ApiRequest, Rows, may, rows_of
from tilts.platform.access.rules import INSPECT
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

router = Router(tags=["record"])


class Changed(Schema):
    """One field of a row, before and after, as it was recorded."""

    row: str
    what: str
    before: Any
    after: Any


class LineOut(Schema):
    """A line of the record. `changes` is null when the values are gone or behind a wall."""

    when: datetime
    who: str
    what: str
    note: str
    changes: list[Changed] | None


def _records(request: ApiRequest, person_id: UUID) -> list[UUID]:
    """The person's records, after the inspection itself was written into the record."""
    person = visible_person(person_id)
    consult(request.actor, [person.pk], way=Way.API, purpose="oversight")
    return records_of(person)


def _said(lines: Lines) -> dict[str, Any]:
    return {**rows_of(lines.page), "items": [_line(line) for line in lines.items]}


def _line(line: Line) -> dict[str, Any]:
    changes = None
    if line.body is not None:
        changes = [
            {"row": row.partition(":")[0], "what": name, "before": before, "after": after}
            for row, name, before, after in raw_changes(line.body)
        ]
    said = {"when": line.when, "who": line.who, "changes": changes}
    return {**said, "what": str(line.title), "note": str(line.note)}


@router.get(
    "/people/{uuid:person_id}/looks",
    response=Rows[LineOut],
    operation_id="record_looks",
    auth=may(INSPECT),
)
def looks(request: ApiRequest, person_id: UUID, cursor: str | None = None) -> Any:
    """Who looked at somebody, newest first."""
    return _said(looks_at(_records(request, person_id), cursor))


@router.get(
    "/people/{uuid:person_id}/changes",
    response=Rows[LineOut],
    operation_id="record_changes",
    auth=may(INSPECT),
)
def changes(request: ApiRequest, person_id: UUID, cursor: str | None = None) -> Any:
    """Who changed what about somebody, newest first. Walled values stay closed."""
    return _said(changes_of(_records(request, person_id), cursor))
