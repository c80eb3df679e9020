"""What a demonstration holds, apart from ids and what the clock gave it."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from tilts.platform.record.recorded import RecordedModel

CLOCK = {"broken_at", "ends_at", "token_digest", "sent_at"}
UNLIKE = (models.UUIDField, models.AutoField)
# "proceedings.proceeding:<id>"; a file is named by its row; what is drawn is drawn by its id
REFERENCES = {"case", "thing", "path", "piece", "frame"}


def contents(since: datetime) -> Iterator[tuple[str, int, str]]:
    """Each recorded model with the number of its rows and a digest of what they say.

    Moments from `since`, when it began to load, until now are what the clock gave.
    """
    for model in apps.get_models():
        if issubclass(model, RecordedModel):
            rows = model._base_manager.values_list(*_told(model))
            told = [[_by_the_clock(value, since) for value in row] for row in rows]
            lines = sorted(json.dumps(row, cls=DjangoJSONEncoder) for row in told)
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            yield model._meta.label, len(lines), digest


def _by_the_clock(value: Any, since: datetime) -> Any:
    given = isinstance(value, datetime) and since <= value <= timezone.now()
    return "by the clock" if given else value


def _told(model: type[models.Model]) -> list[str]:
    """Names of the fields that are the same each time."""
    fields = [
        field for field in model._meta.concrete_fields if not isinstance(_value(field), UNLIKE)
    ]
    return [field.attname for field in fields if field.name not in CLOCK | REFERENCES]


def _value(field: Any) -> Any:
    """The field whose values stand in a column: of a foreign key the one that it points to."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field
