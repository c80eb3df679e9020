"""The register of documents. What a document says lies in a file under its person's key."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.parties.models import SERVICE_ID, Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData, technical
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet


class Kind(models.TextChoices):
    """What a document is."""

    PERSON_SHEET = "person-sheet", _("data sheet")
    PLAN = "plan", _("plan")
    INTERVIEW_GUIDE = "interview-guide", _("interview guide")
    ASSESSMENT_RESULT = "assessment-result", _("result of an assessment")
    ACCREDITATION_MINUTES = "accreditation-minutes", _("minutes of a commission")
    ACCREDITATION_DECISION = "accreditation-decision", _("decision on a programme")
    PROGRAMME_PART = "programme-part", _("part of a programme")
    COMPLETION_REPORT = "completion-report", _("report on a completed programme")


class Document(RecordedModel):
    """A document about a person, or about a thing of another room, as it was made or handed in.

    It is never changed: a new one is made. One that was handed in has no template.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="give, file and prove what was written about a person",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="person_id",
        technical="id number person thing kind language template template_digest path sha256 "
        "media_type size made_by made_at",
        ordinary="title",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=20, unique=True)  # in the register: "D-2026-000001"
    person = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    thing = models.CharField(max_length=80, blank=True)  # the reference of its row
    kind = models.CharField(max_length=32, choices=Kind)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    template = models.CharField(max_length=32, blank=True)
    template_digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the template's text
    path = models.CharField(max_length=80)  # below TILTS_HOME/documents
    sha256 = models.CharField(max_length=64)  # of the document as it is read
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()  # bytes, as it is read
    made_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = person_scoped()
    of_things: ClassVar[Any] = RecordedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "made_at"], name="documents_of_person"),
            models.Index(fields=["thing", "made_at"], name="documents_of_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) & ~models.Q(thing="")
                | models.Q(person__isnull=False, thing=""),
                name="document_about_somebody_or_something",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def under(self) -> UUID:
        """Under whose key it lies: its person's, or the service's for what is about nobody."""
        return self.person_id or SERVICE_ID


class DocumentNumbers(models.Model):
    """The last number given in a year: it is not given again, even when its document is erased."""

    whose = technical("number documents without repeats", "year last")

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
