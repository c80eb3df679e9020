"""What a model said of a person: each use of a model is one row, which stays as it was."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel, reference

from ...models import Assessment
from ..counted import Counted
from .register import ForecastModel, LocalValidation, UseDecision


class Forecast(RecordedModel):
    """How many people of the agency with the level of a person had the outcome, as the validation
    counted them that the use of the model rested on when the assessment was scored.
    """

    whose = about_person(
        "show what an assessed level means for people here",
        technical="id person assessment model validation decision made_at",
        special="level people events",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="forecast")
    model = models.ForeignKey(ForecastModel, on_delete=models.PROTECT, related_name="forecasts")
    validation = models.ForeignKey(LocalValidation, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(UseDecision, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    level = models.CharField(max_length=100)
    people = models.PositiveIntegerField()
    events = models.PositiveIntegerField()

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        indexes = [models.Index(fields=["model", "made_at"], name="forecasts_of_a_model")]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, events__lte=F("people")), name="forecast_of_people"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.assessment)

    @property
    def counted(self) -> Counted:
        """The people with this level, of whom it speaks."""
        return Counted(self.level, self.people, self.events)
