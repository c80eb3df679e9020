"""Where in prison a person is."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Unit
from tilts.platform.record.dated import Dated, DatedQuerySet


class Placement(Dated):
    """A person is in a unit of a prison from `since` until they are no more on `until`.

    A person is in one place at a time. `ended_how` says how they left prison; it is empty while
    they are there, and where another placement follows.
    """

    class Reason(models.TextChoices):
        ADMISSION = "admission", _("admission")
        TRANSFER = "transfer", _("transfer")
        COURT = "court", _("brought before a court")
        HOSPITAL = "hospital", _("hospital")
        RETURN = "return", _("return")

    class Ended(models.TextChoices):
        RELEASE = "release", _("release")
        ESCAPE = "escape", _("escape")
        DEATH = "death", _("death")
        TRANSFER = "transfer", _("transfer to another country")

    whose = about_person(
        "know where a person is",
        technical="id person unit since until",
        ordinary="reason ended_how",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason)
    ended_how = models.CharField(max_length=16, choices=Ended, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)
    plain: ClassVar[Any] = DatedQuerySet.as_manager()  # for rules.py alone: reaches need it

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["unit", "until"], name="placement_in_unit")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=Q(until=None), name="one_place_at_a_time"
            ),
            models.UniqueConstraint(fields=["person", "since"], name="one_placement_begins_a_day"),
            models.CheckConstraint(
                condition=Q(ended_how="") | Q(until__isnull=False), name="left_with_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"
