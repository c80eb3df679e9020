"""Work: what somebody is to do, by when."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel

from ..kinds import kinds


class Outcome(models.TextChoices):
    """How a piece of work ended."""

    DONE = "done", _("done")
    NOT_NEEDED = "not-needed", _("no longer needed")


class WorkItem(RecordedModel):
    """Something to do, mostly about a person. Without an owner it waits in the unit's queue.

    `case` is the case's reference ("" for none); `values` fill the title of the kind.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="do what is due, in time",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="person-file",
        about="person_id",
        technical="id kind person case owner unit due opened_at opened_by closed_at closed_by "
        "outcome",
        ordinary="values",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=64)
    values = models.JSONField(default=dict)
    person = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)

    objects: ClassVar[Any] = person_scoped(nobodys=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "closed_at", "due"], name="work_of_owner"),
            models.Index(fields=["unit", "closed_at", "due"], name="work_of_unit"),
            models.Index(fields=["case", "closed_at"], name="work_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None, outcome="")
                | models.Q(closed_at__isnull=False, closed_by__isnull=False)
                & ~models.Q(outcome=""),
                name="work_closed_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def case_ref(self) -> str:
        return self.case

    @property
    def title(self) -> str:
        """What is to be done, in the present language; the bare kind when no room declares it."""
        kind = kinds().get(self.kind)
        return kind.title_with(self.values) if kind else self.kind

    @property
    def by_step(self) -> bool:
        """True when only a step of its case closes it."""
        kind = kinds().get(self.kind)
        return bool(self.case and kind and kind.by_step)

    @property
    def page(self) -> str:
        """The address of the case where it is done; empty when its kind names none."""
        kind = kinds().get(self.kind)
        case = self.case.partition(":")[2]
        return reverse(kind.page, args=[case]) if kind and kind.page and case else ""
