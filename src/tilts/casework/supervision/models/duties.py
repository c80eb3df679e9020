"""Duties of an order: imposed, changed, lifted, and whether they were kept."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel, reference

from .orders import Supervision


class ImposedBy(models.TextChoices):
    """Who imposes, changes or lifts a duty."""

    COURT = "court", _("court")
    PROSECUTOR = "prosecutor", _("prosecutor")
    OFFICER = "officer", _("officer")


class Ended(models.TextChoices):
    """Why a duty stands no more as it was."""

    CHANGED = "changed", pgettext_lazy("a duty", "changed")
    LIFTED = "lifted", pgettext_lazy("a duty", "lifted")


class Duty(Dated):
    """One duty of an order as it stood from a day on; a change begins a new row that `replaces` it.

    `code` is its kind in the country's catalogue, `slots` what is filled in there. Who decided, by
    which law and in which decision: of its beginning, and of its end.
    """

    whose = about_person(
        "carry out an order under supervision",
        technical="id person supervision replaces since until",
        ordinary="code slots imposed_by basis decision ended_how ended_by ended_basis "
        "ended_decision",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="duties")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=40)
    slots = models.JSONField(default=dict)
    imposed_by = models.CharField(max_length=10, choices=ImposedBy)
    basis = models.CharField(max_length=200)
    decision = models.CharField(max_length=120)
    ended_how = models.CharField(max_length=8, choices=Ended, blank=True)
    ended_by = models.CharField(max_length=10, choices=ImposedBy, blank=True)
    ended_basis = models.CharField(max_length=200, blank=True)
    ended_decision = models.CharField(max_length=120, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["supervision", "until"], name="duty_of_supervision")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until=None, ended_how="")
                | Q(until__isnull=False) & ~Q(ended_how="") & ~Q(ended_by="") & ~Q(ended_basis=""),
                name="duty_ended_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="duty_replaces_another"),
        ]

    def __str__(self) -> str:
        return self.code

    def case_ref(self) -> str:
        return reference(self.supervision)


class DutyCheck(RecordedModel):
    """Whether a duty was kept, as somebody found on a day."""

    class Kept(models.TextChoices):
        KEPT = "kept", pgettext_lazy("a duty", "kept")
        PARTLY = "partly", pgettext_lazy("a duty", "kept in part")
        NOT_KEPT = "not_kept", pgettext_lazy("a duty", "not kept")
        UNKNOWN = "unknown", pgettext_lazy("a duty", "cannot be said")

    whose = about_person(
        "carry out an order under supervision",
        technical="id person duty checked_on checked_by",
        ordinary="kept note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField()
    checked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    kept = models.CharField(max_length=8, choices=Kept)
    note = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        indexes = [models.Index(fields=["duty", "checked_on"], name="check_of_duty")]

    def __str__(self) -> str:
        return str(self.pk)

    def case_ref(self) -> str:
        return reference(self.duty.supervision)
