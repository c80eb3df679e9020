"""An application for the licence of a programme, and the licence that may come of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.platform.documents.models import Document
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.whose import STAFF, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.workflow.models import Matter

from ..cases import AccreditationMachine
from ..catalogue import title_of
from ..choices import HANDED_IN, HELD, PartKind
from ..secretaries import secretary_of

DATA: dict[str, Any] = {
    "controller": "agency",
    "regime": Regime.GDPR,
    "purpose": "give people only programmes that were examined",
    "subjects": STAFF,
    "retention": "permanent",
}


class Accreditation(Matter):
    """One application for a programme of the country's pack; once licensed, the licence.

    `on_behalf_of` names who outside the service has it handed in. `lacking` says what was missing
    when it was returned. `valid_to` is the last day of the licence.
    """

    machine = AccreditationMachine
    whose = WhoseData(
        **DATA,
        technical=f"{Matter.MATTER_FIELDS} programme applicant submitted_on licensed_on valid_to",
        ordinary="on_behalf_of lacking conditions",
    )

    programme = models.CharField(max_length=40)
    applicant = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.CharField(max_length=200, blank=True)
    submitted_on = models.DateField(null=True)
    lacking = models.TextField(blank=True)
    licensed_on = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    conditions = models.TextField(blank=True)

    class Meta(Matter.Meta):
        abstract = False
        indexes = [models.Index(fields=["programme", "state"], name="licence_of_programme")]
        constraints = [
            models.CheckConstraint(
                condition=Q(licensed_on=None, valid_to=None) | Q(valid_to__gte=F("licensed_on")),
                name="licence_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HELD) | Q(licensed_on__isnull=False),
                name="licence_held_has_its_days",
            ),
        ]

    def work_owner(self) -> UUID | None:
        """The applicant's while they write it; otherwise of who leads accreditations."""
        if self.state in HANDED_IN:
            applicant: UUID = self.applicant_id
            return applicant
        return secretary_of(self.unit.agency_id, timezone.localdate())

    @property
    def country(self) -> str:
        """Whose pack describes the programme."""
        return self.unit.agency.country

    @property
    def title(self) -> str:
        """The name of the programme, in the present language."""
        return title_of(self.country, self.programme, timezone.localdate())

    def holds_on(self, day: date) -> bool:
        """True when the programme may be given on that day."""
        if self.state not in HELD or not (self.licensed_on and self.valid_to):
            return False
        return self.licensed_on <= day <= self.valid_to


class Part(RecordedModel):
    """A document that was handed in with an application; a later one of its kind replaces it."""

    whose = WhoseData(**DATA, technical="id accreditation kind document handed_in_by")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=16, choices=PartKind)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    handed_in_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind

    def case_ref(self) -> str:
        return reference(self.accreditation)
