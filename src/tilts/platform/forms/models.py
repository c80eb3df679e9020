"""How an agency stands to an instrument, and sheets: instruments answered."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import STAFF_DATA, Agency, Staff
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.parties.whose import IN_PROCEEDINGS, STAFF, Regime, WhoseData
from tilts.platform.record.dated import Dated
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet


class Level(models.TextChoices):
    """How far an agency lets an instrument be used; what no row says is a reference."""

    REFERENCE = "reference", _("reference")
    TRIAL = "trial", _("on trial")
    USE = "use", _("in use")
    WITHDRAWN = "withdrawn", _("withdrawn")


ANSWERABLE = (Level.TRIAL, Level.USE)
SHEET = "id subject thing agency instrument version digest trial opened_at opened_by fixed_at"


class Standing(Dated):
    """An agency lets a version of an instrument be used, tries it, or does not.

    Where it `requires` a competence only the certified answer it about others.
    `digest` is that of the file when it was decided: one that changed since waits for a decision.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.GDPR,
        purpose="know which instruments may be used, who decided it and why",
        subjects=STAFF,
        retention="permanent",
        technical="id agency instrument version digest level requires since until",
        ordinary="decided_by evidence",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    level = models.CharField(max_length=16, choices=Level)
    requires = models.CharField(max_length=40, blank=True)  # code of a competence of the country
    decided_by = models.CharField(max_length=200)
    evidence = models.TextField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(decided_by="") & ~models.Q(evidence=""),
                name="standing_says_who_and_why",
            ),
        ]
        indexes = [models.Index(fields=["agency", "instrument", "version"], name="standing_of")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}: {self.level}"


class Sheet(RecordedModel):
    """An instrument answered about somebody, or about a thing of another room.

    `answers` has, by item, what `answering.Answer` says. Without `fixed_at` it is still being
    filled in; with it, it stands for good.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="assess by published questions, and see what was answered",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="subject_id",
        technical=SHEET,
        special="answers",
        others=(
            (
                PartyKind.STAFF,
                WhoseData(
                    **{**STAFF_DATA, "purpose": "see how well the work is done"},
                    about="subject_id",
                    technical=SHEET,
                    ordinary="answers",
                ),
            ),
        ),
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    thing = models.CharField(max_length=80, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    trial = models.BooleanField(default=False)
    answers = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    fixed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = person_scoped("subject_id")
    of_things: ClassVar[Any] = RecordedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "instrument", "fixed_at"], name="sheet_of_subject"),
            models.Index(fields=["thing"], name="sheet_of_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject=None) & ~models.Q(thing="")
                | models.Q(subject__isnull=False, thing=""),
                name="sheet_about_somebody_or_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.version} {self.id}"
