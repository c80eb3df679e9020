"""Do the rows say what the record says of them? Finds what was changed past the record.

The changes of each subject are replayed to the last known values of every row of theirs, which
are compared with the database. Memory is bounded by what a few subjects have.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from tilts.platform.parties.models import SERVICE_ID, Party

from .acts import Values
from .boxes import Body, open_all
from .entries import canonical
from .models import Payload
from .recorded import RecordedModel, reference
from .verifying import Fault, Progress, silent

SUBJECTS = 200  # a chunk
MOMENT = timedelta(milliseconds=1)  # what the record keeps of a time

Known = dict[str, Values]  # row reference → last values in the record


@dataclass
class State:
    """What was found: faults, and how many subjects could not be compared any more."""

    faults: list[Fault] = field(default_factory=list)
    erased: int = 0


def check_state(progress: Progress = silent) -> State:
    """Compare every recorded row with the record; `progress` is told subjects done.

    Faults are "changed", "deleted" or "inserted". Subjects whose key was destroyed are counted.
    """
    state = State()
    for chunk in _chunks():
        bodies = _bodies(chunk)
        erased = {subject for subject, body in bodies if body is None}
        readable = [subject for subject in chunk if subject not in erased]
        state.erased += len(erased)
        state.faults += _compare(replay(body for _, body in bodies if body), readable)
        progress(len(chunk))
    return state


def subjects() -> int:
    """How many subjects `check_state` will compare."""
    return 1 + Party.objects.count()


def _chunks() -> Iterator[list[UUID]]:
    chunk, last = [SERVICE_ID], SERVICE_ID
    while chunk:
        yield chunk
        rows = Party.objects.filter(pk__gt=last).order_by("pk")
        chunk = list(rows.values_list("pk", flat=True)[:SUBJECTS])
        last = chunk[-1] if chunk else last


def _bodies(chunk: list[UUID]) -> list[tuple[UUID, Body | None]]:
    payloads = Payload.objects.filter(subject_id__in=chunk).order_by("act__recorded_at", "pk")
    opened = open_all(payloads)
    return [(payload.subject_id, opened[payload.pk]) for payload in payloads]


def replay(bodies: "Iterator[Body]") -> Known:
    """The last values of every row that these bodies tell of and that is still theirs."""
    known: Known = {}
    for body in bodies:
        for change in body["changes"]:
            if after := change.get("after"):
                row = known.setdefault(change["row"], {})
                before = change.get("before") or {}
                row |= {name: _now(row.get(name), before.get(name), after[name]) for name in after}
            elif gone := change.get("row"):
                known.pop(gone, None)
    return known


def _now(known: object, before: object, after: object) -> object:
    """A value after a change: of a mapping only the entries that differed were told."""
    if not isinstance(known, dict) or not isinstance(before, dict) or not isinstance(after, dict):
        return after
    return {key: known[key] for key in known if key not in before} | after


def _compare(known: Known, chunk: list[UUID]) -> Iterator[Fault]:
    for model in apps.get_models():
        if not issubclass(model, RecordedModel):
            continue
        for row in _rows_of(model, chunk):
            values = known.pop(reference(row), None)
            if values is None:
                yield Fault("inserted", reference(row))
            elif not _says(row, values):
                yield Fault("changed", reference(row))
    for left in sorted(known):
        if _has_a_model(left):
            yield Fault("deleted", left)


def _rows_of(model: type[RecordedModel], chunk: list[UUID]) -> "Iterator[models.Model]":
    rows = model._base_manager.order_by("pk")
    if lookup := model.whose.about_lookup:
        mine = models.Q(**{f"{lookup}__in": chunk})
        if SERVICE_ID in chunk:
            mine |= models.Q(**{f"{lookup}__isnull": True})
        rows = rows.filter(mine)
    elif SERVICE_ID not in chunk:
        rows = rows.none()
    return rows.iterator()


def _has_a_model(row: str) -> bool:
    """Rows of models that are no more are nobody's fault."""
    label = row.partition(":")[0]
    return label in {model._meta.label_lower for model in apps.get_models()}


def _says(row: models.Model, values: Values) -> bool:
    fields = {f.attname: f for f in row._meta.concrete_fields}
    return all(
        _same(fields[name], getattr(row, name), value)
        for name, value in values.items()
        if name in fields
    )


def _same(column: "models.Field[Any, Any]", now: object, recorded: object) -> bool:
    """Equal as JSON, or once the recorded value is read as the column would read it."""
    if json.loads(canonical(now)) == recorded:
        return True
    read = column.target_field if isinstance(column, models.ForeignKey) else column
    value = read.to_python(recorded)
    if isinstance(now, datetime) and isinstance(value, datetime):
        return abs(now - value) < MOMENT
    return bool(now == value)
