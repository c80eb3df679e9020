"""An appointment: a gathering of one, agreed with a person."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.gatherings.models import Session
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from .ways import How


class Agreed(models.TextChoices):
    """In which way it was agreed."""

    SPOKEN = "spoken", _("at a meeting")
    PHONE = "phone", _("by telephone")
    WRITTEN = "written", _("in writing")
    SET = "set", _("set by the officer")


class Side(models.TextChoices):
    """Who asked that it not take place, or at another time."""

    SERVICE = "service", _("the service")
    PERSON = "person", _("the person")


class Own(models.TextChoices):
    """Why an appointment was called off by another step: kept as a code, read in one's language."""

    MOVED = "moved", _("moved to another time")
    TAKEN_BACK = "taken-back", _("what became of the one before was taken back")
    LEFT = "left", _("left the service or the prison")
    DIED = "died", _("died")
    ERROR = "error", _("entered in error")


class Appointment(RecordedModel):
    """A session of one person with one officer: `session` takes the time of both.

    What became of it is the attendance of the session, and what was talked of the contact note
    that belongs to it. One that was moved stays, called off, and the new one `replaces` it: the
    newest of such a series counts. `follows` is the appointment at which this one was agreed.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="carry out the sentence or order",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="person_id",
        technical="id person staff session starts_at how agreed_how agreed_at called_off_by "
        "replaces follows late",
        ordinary="where about called_off_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="appointment")
    starts_at = models.DateTimeField()  # that of the session: lists go by it
    how = models.CharField(max_length=8, choices=How)
    where = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=300, blank=True)
    agreed_how = models.CharField(max_length=8, choices=Agreed)
    agreed_at = models.DateTimeField(default=timezone.now)
    called_off_by = models.CharField(max_length=8, choices=Side, blank=True)
    called_off_because = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="led_to")
    late = models.BooleanField(default=False)

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for actions that see to what follows

    class Meta:
        indexes = [
            models.Index(fields=["person", "starts_at"], name="appointment_of_person"),
            models.Index(fields=["staff", "starts_at"], name="appointment_of_staff"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(called_off_by="", called_off_because="")
                | ~Q(called_off_by="") & ~Q(called_off_because=""),
                name="appointment_called_off_by_somebody_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")),
                name="appointment_replaces_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def agreed_on(self) -> date:
        """The day on which it was agreed: who takes the person over later has it from then on."""
        return timezone.localdate(self.agreed_at)

    @property
    def is_called_off(self) -> bool:
        """True when it does not take place, or at another time."""
        return self.called_off_by != ""

    @property
    def why_called_off(self) -> str:
        """Why it does not take place, as somebody wrote it or in the reader's language."""
        own = dict(Own.choices)
        return str(own.get(self.called_off_because, self.called_off_because))

    @property
    def has_begun(self) -> bool:
        """True from its hour on: then it can be said what became of it."""
        return self.starts_at <= timezone.now()
