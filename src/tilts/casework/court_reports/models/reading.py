"""A colleague reads a report before it is signed."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel, reference

from .reports import Report


class Reading(RecordedModel):
    """A reading: what of the checklist holds, remarks by section, and whether it can be signed."""

    whose = about_person(
        "see to it that reports are right and fair",
        technical="id person of_report round reader on passed checks",
        ordinary="remarks said",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    of_report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="readings")
    round = models.PositiveSmallIntegerField()
    reader = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(default=timezone.localdate)
    checks = models.JSONField(default=dict)  # code of the pack's check → whether it holds
    remarks = models.JSONField(default=dict)  # code of a section → what is to be changed in it
    said = models.TextField(blank=True)
    passed = models.BooleanField(default=False)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of_report", "round"], name="one_reading_a_round")
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.of_report)
