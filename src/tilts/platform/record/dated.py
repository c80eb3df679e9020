"""Facts with a beginning and perhaps an end: in force from `since`, no more from `until` on."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from .recorded import RecordedModel, RecordedQuerySet


class DatedQuerySet(RecordedQuerySet):
    """Adds `on(day)`: the facts in force that day."""

    def on(self, day: date) -> "DatedQuerySet":
        return self.filter(in_force(day))


def in_force(day: date, prefix: str = "") -> models.Q:
    """Condition on dated rows, or on those that `prefix` ("assignments__") leads to."""
    started = models.Q(**{f"{prefix}since__lte": day})
    going_on = models.Q(**{f"{prefix}until": None}) | models.Q(**{f"{prefix}until__gt": day})
    return started & going_on


class Dated(RecordedModel):
    """A recorded fact with validity. `until` is the first day on which it holds no more."""

    DATED_FIELDS = "since until"

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]

    def is_on(self, day: date) -> bool:
        """True while the fact is in force on that day."""
        return self.since <= day and (self.until is None or day < self.until)
