"""Notices to staff, and how far their e-mails came."""

from typing import Any, ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from tilts.platform.organisation.models import Staff
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData, technical
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from .kinds import kinds


class Notice(RecordedModel):
    """Something a member of staff is told, perhaps about a person. Only they read it."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="tell staff what concerns their work",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="record",
        about="subject_id",
        technical="id subject_id to code person sent_at read_at",
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

    objects: ClassVar[Any] = RecordedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["to", "read_at", "sent_at"], name="notice_of_staff")]

    def __str__(self) -> str:
        return f"{self.code} {self.id}"

    @property
    def text(self) -> str:
        """What is told, in the present language; the bare code when no room declares it."""
        kind = kinds().get(self.code)
        return kind.text_with(self.values) if kind else self.code


class Mail(models.Model):
    """The e-mail that says there is a notice. Without `sent_at` it is still to be sent."""

    whose = technical("deliver e-mails, and see which failed", "notice attempts sent_at error")

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, primary_key=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)  # the exception's class

    def __str__(self) -> str:
        return str(self.notice_id)
