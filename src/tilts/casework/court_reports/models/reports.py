"""A report that an authority asks for, and what was tried to meet the person."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.casework.proceedings.models import Proceeding
from tilts.jurisdictions.schema import CourtReport
from tilts.platform.access.scoped import person_scoped
from tilts.platform.documents.models import Document
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet, reference
from tilts.platform.workflow.models import Case

from ..cases import ReportMachine
from ..catalogue import form_of
from ..choices import Asker, By, NoInterview, VictimWay

PURPOSE = "tell a court, prosecutor or prison what it needs to know of a person to decide"


class Report(Case):
    """An evaluation report: who asks, about what, by when, who writes it, and how far it is.

    `purpose` is a code of the country's pack on `requested_on`. Without an interview, for the
    reason `no_interview`, it is a letter. `wished` is the language that the authority asks for.
    """

    machine = ReportMachine
    whose = about_person(
        PURPOSE,
        technical=f"{Case.CASE_FIELDS} person proceeding author requested_on due_on victim "
        "signed_by signed_on sent_on document",
        ordinary="asker authority reference purpose question wished interview_at place "
        "interviewed_on interview_note no_interview sent_how",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports")
    proceeding = models.ForeignKey(
        Proceeding, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asker = models.CharField(max_length=16, choices=Asker)
    authority = models.CharField(max_length=120)
    reference = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    question = models.TextField(blank=True)
    wished = models.CharField(max_length=2, choices=settings.LANGUAGES)
    requested_on = models.DateField()
    due_on = models.DateField()
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    interview_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    interviewed_on = models.DateField(null=True)
    interview_note = models.TextField(blank=True)
    no_interview = models.CharField(max_length=16, choices=NoInterview, blank=True)
    victim = models.CharField(max_length=8, choices=VictimWay, blank=True)
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    sent_how = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules: reaches need it

    class Meta(Case.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "requested_on"], name="report_of_person"),
            models.Index(fields=["author", "state"], name="report_of_author"),
            models.Index(fields=["unit", "due_on"], name="report_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("requested_on")), name="report_due_after_request"
            ),
            models.CheckConstraint(
                condition=Q(no_interview="") | Q(interviewed_on=None),
                name="report_with_an_interview_or_without",
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None) | Q(signed_by__isnull=False),
                name="report_signed_by_somebody",
            ),
        ]

    def work_owner(self) -> UUID | None:
        """Who writes it; what others do waits in the unit's queue."""
        if self.state in ("requested", "quality_review", "passed", "signed"):
            return None
        return self.author_id

    @property
    def country(self) -> str:
        """Whose pack says how it is written."""
        return self.unit.agency.country

    @property
    def form(self) -> CourtReport:
        """Its sections and what else the pack says, as on the day of the request."""
        return form_of(self.country, self.requested_on)

    @property
    def is_letter(self) -> bool:
        """True when there was no interview: a letter says so, and nothing is judged."""
        return bool(self.no_interview)


class Attempt(RecordedModel):
    """Something that was tried to meet the person: when, how, and what came of it."""

    whose = about_person(PURPOSE, technical="id person of_report on by", ordinary="came_of")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    of_report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="attempts")
    on = models.DateField()
    by = models.CharField(max_length=8, choices=By)
    came_of = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = person_scoped()

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.of_report)


class NameForm(RecordedModel):
    """A form of a person's name as somebody corrected it: it goes before what the rules say."""

    whose = about_person(
        "call people by their names as their language inflects them",
        technical="id person language case",
        ordinary="name form",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    language = models.CharField(max_length=2)
    case = models.CharField(max_length=16)
    form = models.CharField(max_length=250)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name", "language", "case"], name="one_form_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
