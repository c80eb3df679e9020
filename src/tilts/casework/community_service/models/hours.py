"""What was said of each day of work. Nothing said is changed: a correction says it anew."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.parties.models import Party
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet, reference

from ..choices import Grade, Step, Went
from .service import Placement, Service


class WorkEvent(RecordedModel):
    """One thing said of a day of work. Events of a `line` follow each other by `number`.

    Each says the whole day as it then stood, so that the last one counts. `begins` and `minutes`
    are of whoever worked; `key` is the name that a form gave to what it said, so that the same
    form sent twice says it once. `said_by` is empty for the service itself.
    """

    whose = about_person(
        "count hours of community service, and say by whom they were confirmed",
        technical="id person service placement line number step said_by said_at key day begins "
        "minutes",
        ordinary="went quality behaviour note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="events")
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="events")
    line = models.UUIDField(default=uuid7)
    number = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=12, choices=Step)
    day = models.DateField()
    begins = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    went = models.CharField(max_length=12, choices=Went)
    quality = models.CharField(max_length=16, choices=Grade, blank=True)
    behaviour = models.CharField(max_length=16, choices=Grade, blank=True)
    note = models.CharField(max_length=500, blank=True)
    said_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    key = models.UUIDField(unique=True, default=uuid7)

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for the provider's own page, and rules

    class Meta:
        indexes = [models.Index(fields=["service", "day"], name="work_events_of_service")]
        constraints = [
            models.UniqueConstraint(fields=["line", "number"], name="said_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(went=Went.WORKED, minutes__gt=0, begins__isnull=False)
                | ~Q(went=Went.WORKED) & Q(minutes=0),
                name="who_worked_has_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.step}"

    def save(self, **kwargs: Any) -> None:
        """Save what was said; what was said already stays as it is."""
        if not self._state.adding:
            raise TypeError("what was said of a day of work is not changed: say it anew")
        super().save(**kwargs)

    def case_ref(self) -> str:
        return reference(self.service)
