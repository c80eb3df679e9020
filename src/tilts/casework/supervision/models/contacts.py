"""Contacts with a person."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from .appointments import Appointment
from .ways import How


class ContactNote(RecordedModel):
    """A contact that took place: when, how, with whom, what was agreed, and when next.

    It belongs to an `appointment`, or stands alone when nobody had agreed it. A note entered in
    error stays, marked as withdrawn with its reason.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="carry out the sentence or order",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="person_id",
        technical="id person staff appointment happened_at how next_on withdrawn",
        ordinary="with_whom text behaviour concerns agreed withdrawn_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_notes")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="notes"
    )
    happened_at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=How)
    with_whom = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    behaviour = models.CharField(max_length=300, blank=True)
    concerns = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    next_on = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = (
        RecordedQuerySet.as_manager()
    )  # for rules, which are asked before a scope

    class Meta:
        indexes = [
            models.Index(fields=["person", "happened_at"], name="contact_of_person"),
            models.Index(fields=["staff", "next_on"], name="contact_next_of_staff"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                condition=models.Q(withdrawn=False),
                name="one_standing_note_of_an_appointment",
            ),
            models.CheckConstraint(
                condition=models.Q(next_on=None) | models.Q(next_on__gt=models.F("happened_at")),
                name="next_contact_is_later",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | ~models.Q(withdrawn_because=""),
                name="contact_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def agreed_on(self) -> date:
        """The day on which the next contact was agreed: that of this one."""
        return timezone.localdate(self.happened_at)
