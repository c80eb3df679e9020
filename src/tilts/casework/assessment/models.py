"""Assessments, what the person says to them, and second scorings."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.engines.instruments import Instrument
from tilts.platform.access.reasons import Reason, Refused
from tilts.platform.access.scoped import person_scoped
from tilts.platform.forms.models import Sheet
from tilts.platform.forms.queries import definition
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel
from tilts.platform.workflow.models import Case

from .cases import AssessmentMachine

NO_SHEET = Reason("no-sheet", _("This assessment came from elsewhere, without its answers."))


class Assessment(Case):
    """A person assessed with one instrument.

    `scores` has, by score, its value, band and norm, as computed when it was scored;
    `computed_level` is the band that the instrument calls the level; `level` is what was decided,
    empty until the assessment is final. One that another system made may have no `sheet`.
    """

    machine = AssessmentMachine
    whose = about_person(
        "find out what leads to crime, and what helps against it",
        technical=f"{Case.CASE_FIELDS} person sheet instrument version trial assessor "
        "assessed_on decided_on decided_by system source_row",
        special="scores computed_level level judgement proposed_level proposed_because decided_why",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assessments")
    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, null=True, related_name="+")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    trial = models.BooleanField(default=False)
    assessor = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    assessed_on = models.DateField(null=True)
    scores = models.JSONField(default=dict)
    computed_level = models.CharField(max_length=100, blank=True)
    judgement = models.TextField(blank=True)
    proposed_level = models.CharField(max_length=100, blank=True)
    proposed_because = models.TextField(blank=True)
    level = models.CharField(max_length=100, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_why = models.TextField(blank=True)
    system = models.CharField(max_length=40, blank=True)
    source_row = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "assessed_on"], name="assessment_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="") | Q(decided_on__isnull=False, assessed_on__isnull=False),
                name="assessment_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(proposed_level="") | ~Q(proposed_because=""),
                name="override_with_its_reason",
            ),
            models.UniqueConstraint(
                fields=["system", "source_row"],
                condition=~Q(system=""),
                name="one_assessment_of_a_source_row",
            ),
        ]

    def work_owner(self) -> UUID | None:
        """Decisions on it wait in the queue of the unit."""
        return None

    @property
    def definition(self) -> Instrument:
        """The instrument as it was answered. Raises Refused when its file is gone."""
        return definition(self.answered)

    @property
    def answered(self) -> Sheet:
        """The answers. Raises Refused where another system kept them to itself."""
        if self.sheet is None:
            raise Refused([NO_SHEET])
        return self.sheet

    @property
    def is_going_on(self) -> bool:
        """True until it is decided or over: what its person is still to be assessed by."""
        return not self.level and not self.is_over

    @property
    def is_overridden(self) -> bool:
        """True when people decided on another level than the score gives."""
        return bool(self.level) and self.level != self.computed_level


class PersonsWord(RecordedModel):
    """What the person says to their assessment, perhaps asking for a review; and the answer."""

    whose = about_person(
        "hear the person on what is said of them",
        technical="id assessment person said_on asks_review answered_on answered_by",
        special="words answer",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="words")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    words = models.TextField()
    asks_review = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="review_answered_in_words",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class SecondScoring(RecordedModel):
    """A second assessor answers the same questions without seeing the first answers."""

    whose = about_person(
        "see whether two assessors agree", technical="id assessment person sheet assessor"
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="second_scoring"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="+")
    assessor = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = person_scoped()

    def __str__(self) -> str:
        return str(self.id)
