"""Two records that may be one person, and what was decided about them."""

from typing import Any, ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel

from .base import about_person
from .identity import Person


class Decision(models.TextChoices):
    """What somebody decided about a pair."""

    SAME = "same"
    DIFFERENT = "different"


class PairDecision(RecordedModel):
    """The lasting decision about a pair. *Different* wins for good: such a pair never merges."""

    whose = about_person(
        "tell people apart", technical="id person other decision decided_at", ordinary="evidence"
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=16, choices=Decision)
    evidence = models.JSONField(default=list)
    decided_at = models.DateTimeField()

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="pair_decided_once"),
            models.CheckConstraint(
                condition=models.Q(person__lt=models.F("other")), name="pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.decision
