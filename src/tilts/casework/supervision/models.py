"""Contacts with a person, as far as the house has them; supervision grows here."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet


class ContactNote(RecordedModel):
    """A contact that took place: when, how, with whom, what was agreed, and when next.

    A note entered in error stays, marked as withdrawn with its reason.
    """

    class How(models.TextChoices):
        OFFICE = "office", _("at the office")
        PHONE = "phone", _("by telephone")
        VISIT = "visit", _("home visit")
        VIDEO = "video", _("by video")
        PRISON = "prison", _("in prison")
        LETTER = "letter", _("in writing")

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="carry out the sentence or order",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="person_id",
        technical="id person staff happened_at how next_on withdrawn",
        ordinary="with_whom text withdrawn_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_notes")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    how = models.CharField(max_length=8, choices=How)
    with_whom = models.CharField(max_length=120, blank=True)
    text = models.TextField()
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
