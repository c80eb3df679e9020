"""Exceptions to the table: the glass that somebody broke, and the cases somebody is barred from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel


class BrokenGlass(RecordedModel):
    """Somebody looked at a person they have no case with, for a reason, for some hours."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="let staff act in an emergency, and have it reviewed",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="record",
        about="person_id",
        technical="id person staff broken_at ends_at reviewed_at reviewed_by",
        ordinary="reason review",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    broken_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    review = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("broken_at")), name="glass_ends_later"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_at=None, reviewed_by=None)
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="glass_reviewed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class BarGround(models.TextChoices):
    """Why a member of staff must not see a case."""

    OWN = "own", _("their own case")
    RELATIVE = "relative", _("a relative's case")
    CONFLICT = "conflict", _("another conflict of interest")


class Bar(Dated):
    """A member of staff never sees this person, whatever their role: own and relatives' cases."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="keep staff out of their own and relatives' cases",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="record",
        about="person_id",
        technical="id person staff since until",
        ordinary="ground",
    )

    staff = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16, choices=BarGround)

    def __str__(self) -> str:
        return self.ground
