"""What is written in a report, paragraph by paragraph; the victim's behind a wall."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.around import VICTIMS
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel

from ..choices import Nature, Reliability
from .reports import PURPOSE, Report

TECHNICAL = "id person of_report section number nature source_row taken_on version"
SAID = "text taken read source reliability"


class Written(RecordedModel):
    """A paragraph: a fact with its source, or a judgement.

    One taken from the record keeps `source_row` and the text as it was `taken`, so that what the
    writer changed is seen, and what changed in the record since. `read` is the text as a
    colleague read it last; `version` counts the saves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    of_report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="%(class)ss")
    section = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    nature = models.CharField(max_length=16, choices=Nature)
    source = models.CharField(max_length=200, blank=True)
    reliability = models.CharField(max_length=16, choices=Reliability, blank=True)
    source_row = models.CharField(max_length=100, blank=True)
    taken = models.TextField(blank=True)
    taken_on = models.DateField(null=True)
    read = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["of_report", "section"], name="%(class)s_of_report")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nature="judgement") | ~Q(source="") & ~Q(reliability=""),
                name="%(class)s_fact_with_its_source",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return f"court_reports.report:{self.of_report_id}"

    @property
    def is_changed(self) -> bool:
        """True when the writer changed what the record gave."""
        return bool(self.taken) and self.taken != self.text

    @property
    def is_fact(self) -> bool:
        """True for a fact, False for a judgement."""
        return self.nature == Nature.FACT


class Paragraph(Written):
    """A paragraph of an ordinary section."""

    whose = about_person(PURPOSE, technical=TECHNICAL, special=SAID)
    objects: ClassVar[Any] = person_scoped()


class WalledParagraph(Written):
    """A paragraph of a section about the victim."""

    whose = about_person(PURPOSE, wall=VICTIMS, technical=TECHNICAL, special=SAID)
    objects: ClassVar[Any] = person_scoped(wall=VICTIMS)
