"""How intensively people are worked with, as it was calculated."""

from typing import Any, ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel


class TierCalculation(RecordedModel):
    """A tier with its inputs and every rule that was asked; the one that counts is `current`.

    `inputs` has `codes` and `days` by fact and what was `missing`; `steps` has of each rule its
    code, its tier, its fact and whether it held (null: could not be told). `could_raise` are the
    missing facts that make it provisional.
    """

    whose = about_person(
        "work with people as intensively as they need",
        technical="id person calculated_at current",
        ordinary="tier could_raise",
        special="inputs steps",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    calculated_at = models.DateTimeField()
    tier = models.PositiveSmallIntegerField()
    could_raise = models.JSONField(default=list)
    inputs = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    current = models.BooleanField(default=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(current=True), name="one_current_tier"
            ),
        ]

    def __str__(self) -> str:
        return str(self.tier)

    @property
    def provisional(self) -> bool:
        """Whether something that is missing could raise it."""
        return bool(self.could_raise)
