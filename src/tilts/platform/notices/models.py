"""Notices to staff, how far their e-mails came, and when staff are left in peace."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.engines.calendars.quiet_hours import QuietHours
from tilts.platform.organisation.models import STAFF_DATA, Staff
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData, technical
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from .failures import in_words
from .kinds import kinds
from .occasions import Occasion


class Notice(RecordedModel):
    """Something a member of staff is told, perhaps about a person. Only they read it."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="tell staff what concerns their work",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="record",
        about="subject_id",
        technical="id subject_id to code person sent_at read_at occasion starts_at ends_at "
        "called_off",
        ordinary="values",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    person = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    subject_id = models.UUIDField(db_index=True)  # the person, else who is told: whose values
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    occasion = models.UUIDField(null=True)  # what it is about has a time: a meeting, a hearing
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    called_off = models.BooleanField(default=False)

    objects: ClassVar[Any] = RecordedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["to", "read_at", "sent_at"], name="notice_of_staff")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(occasion=None, starts_at=None, ends_at=None)
                | models.Q(occasion__isnull=False, starts_at__lt=models.F("ends_at")),
                name="occasion_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.id}"

    @property
    def text(self) -> str:
        """What is told, in the present language; the bare code when no room declares it."""
        kind = kinds().get(self.code)
        return kind.text_with(self.values) if kind else self.code

    @property
    def when(self) -> Occasion | None:
        """When what it is about happens; None when that has no time."""
        if self.occasion and self.starts_at and self.ends_at:
            return Occasion(self.occasion, self.starts_at, self.ends_at, self.called_off)
        return None

    @property
    def urgent(self) -> bool:
        """Whether it is about life and limb."""
        kind = kinds().get(self.code)
        return kind is not None and kind.urgent


class Channel(models.TextChoices):
    """How somebody outside Tilts learns that there is a notice."""

    MAIL = "mail", _("e-mail")
    TEXT = "text", _("text message")


class Delivery(models.Model):
    """An e-mail or a text message that says there is a notice, and how far it came.

    It is to be sent once `due_at` has come, until it is sent, stopped, or was tried too often.
    """

    whose = technical(
        "deliver e-mails and text messages, and see which failed",
        "id notice channel due_at attempts sent_at stopped_at error",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)  # the exception's class

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_channel")
        ]
        indexes = [
            models.Index(fields=["sent_at", "stopped_at", "due_at"], name="delivery_to_be_sent")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.notice_id}"

    @property
    def told_error(self) -> str:
        """What went wrong last, in words; empty when nothing did."""
        return in_words(self.error)


class OwnHours(RecordedModel):
    """Quiet hours that a member of staff chose; without a row those of the country hold."""

    whose = WhoseData(
        **STAFF_DATA | {"purpose": "send staff no e-mails when they rest"},
        about="staff_id",
        technical="staff",
        ordinary="begins ends free_days",
    )

    staff = models.OneToOneField(
        Staff, on_delete=models.PROTECT, primary_key=True, related_name="own_hours"
    )
    begins = models.TimeField()
    ends = models.TimeField()
    free_days = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"

    def rule(self) -> QuietHours:
        """The hours as the engine takes them."""
        return QuietHours(self.begins, self.ends, self.free_days)
