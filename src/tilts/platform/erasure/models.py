"""A request to erase somebody. It stays for good, and says nothing of them but an id."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel


class Ground(models.TextChoices):
    """Why somebody's data must go: Directive (EU) 2016/680 art. 16(2), GDPR art. 17(1)."""

    RETENTION = "retention", _("the time to keep it is over")
    UNLAWFUL = "unlawful", _("it was processed unlawfully")
    OBLIGATION = "obligation", _("a law or a court requires it")
    REQUEST = "request", _("the person asked, and nothing requires to keep it")


class ErasureRequest(RecordedModel):
    """Proposed by one person, approved by another, carried out once.

    Nobody's data: no name and no free text, so that it can outlive whom it erases.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="prove that an erasure was lawful and complete",
        subjects=(*IN_PROCEEDINGS, "staff"),
        retention="permanent",
        technical="id subject ground basis proposed_by proposed_at approved_by approved_at "
        "erased carried_out_at certificate",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16, choices=Ground)
    basis = models.CharField(max_length=120)  # the article and paragraph of the law, or the ruling
    proposed_by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    # How many rows of each model went; None until they did. They are gone before it is certified.
    erased = models.JSONField(null=True)
    carried_out_at = models.DateTimeField(null=True)
    certificate = models.CharField(max_length=16, blank=True)  # "E-2026-0001"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("proposed_by")),
                name="erasure_takes_two_persons",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None, approved_at=None)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="erasure_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(carried_out_at=None, certificate="")
                | models.Q(carried_out_at__isnull=False, approved_at__isnull=False)
                & ~models.Q(certificate=""),
                name="erasure_approved_then_certified",
            ),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=~models.Q(certificate=""),
                name="erasure_certificate_once",
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(carried_out_at=None),
                name="one_open_erasure_a_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.certificate or str(self.id)
