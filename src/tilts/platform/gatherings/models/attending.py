"""Who attended what, and how."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.organisation.models import Staff
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from ..scoped import gathered
from .enrolments import Enrolment
from .series import Session


class Outcome(models.TextChoices):
    """What became of somebody's coming to a session. None is taken for granted."""

    COMPLIED = "complied", _("attended and complied")
    NOT_COMPLIED = "not-complied", _("attended, did not comply")
    SENT_HOME = "sent-home", _("sent home")
    NOT_BROUGHT = "not-brought", _("not brought, or no place (the service's fault)")
    EXCUSED = "excused", _("acceptable absence")
    UNACCEPTABLE = "unacceptable", _("unacceptable absence")
    RESCHEDULED = "rescheduled", _("rescheduled")


class Excuse(models.TextChoices):
    """Why an absence is acceptable."""

    MEDICAL = "medical", _("health")
    RELIGIOUS = "religious", _("religious day")
    LEAVE = "leave", _("leave or holiday")
    WORK = "work", _("work or study")
    FAMILY = "family", _("family")
    COURT = "court", _("court or authority")
    STOOD_DOWN = "stood-down", _("released from this session")
    OTHER = "other", _("another reason")


class Mover(models.TextChoices):
    """Who asked that it be at another time."""

    SERVICE = "service", _("the service")
    PARTICIPANT = "participant", _("the participant")


PRESENT = (Outcome.COMPLIED, Outcome.NOT_COMPLIED, Outcome.SENT_HOME)
ATTENDED = (Outcome.COMPLIED, Outcome.NOT_COMPLIED)  # what counts as an attendance
ABSENT = (Outcome.NOT_BROUGHT, Outcome.EXCUSED, Outcome.UNACCEPTABLE, Outcome.RESCHEDULED)


class Attendance(RecordedModel):
    """What became of one participant's coming to one session, as it was said last.

    `said_at` is when the leader said it, on whatever device; `key` is the name that the device
    gave to what was said. `catches_up` is the attendance that this one makes good.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="know who attended what",
        subjects=(*IN_PROCEEDINGS, "staff", "volunteer", "guest"),
        retention="person-file",
        about="enrolment.party_id",
        technical="id session enrolment said_at key said_by catches_up minutes",
        ordinary="outcome excuse moved_by note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    outcome = models.CharField(max_length=12, choices=Outcome)
    excuse = models.CharField(max_length=12, choices=Excuse, blank=True)
    moved_by = models.CharField(max_length=12, choices=Mover, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    said_at = models.DateTimeField()
    key = models.UUIDField()
    said_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    catches_up = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="caught_up_by"
    )

    objects: ClassVar[Any] = gathered("enrolment__party_id", "enrolment__kind")
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules and counts without names

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attends_a_session_once"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.EXCUSED) & ~Q(excuse="")
                | ~Q(outcome=Outcome.EXCUSED) & Q(excuse=""),
                name="acceptable_absence_has_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.RESCHEDULED) & ~Q(moved_by="")
                | ~Q(outcome=Outcome.RESCHEDULED) & Q(moved_by=""),
                name="rescheduled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(minutes=0) | ~Q(outcome__in=ABSENT), name="who_is_absent_has_no_minutes"
            ),
        ]

    def __str__(self) -> str:
        return self.outcome
