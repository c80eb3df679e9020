"""What is known of the victim for one report: behind the victims' wall."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.around import VICTIMS
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel

from ..choices import By, Came
from .reports import Report


class VictimVoice(RecordedModel):
    """A victim who was invited, and what they say of the harm and wish for; or why nobody was."""

    whose = about_person(
        "hear the victim on the harm, and spare them where an invitation would harm",
        wall=VICTIMS,
        technical="id person of_report invited_on by came came_on",
        ordinary="name contact wishes waived_because",
        special="harm",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    of_report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="voices")
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    invited_on = models.DateField(null=True)
    by = models.CharField(max_length=8, choices=By, blank=True)
    came = models.CharField(max_length=8, choices=Came, blank=True)
    came_on = models.DateField(null=True)
    harm = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    waived_because = models.TextField(blank=True)

    objects: ClassVar[Any] = person_scoped(wall=VICTIMS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invited_on__isnull=False, waived_because="") & ~Q(name="")
                | Q(invited_on=None) & ~Q(waived_because=""),
                name="victim_invited_or_the_reason_why_not",
            ),
            models.CheckConstraint(
                condition=Q(came="", came_on=None) | ~Q(came="") & Q(came_on__isnull=False),
                name="victim_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
