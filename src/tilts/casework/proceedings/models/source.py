"""Where imported proceedings came from."""

from typing import Any, ClassVar

from django.db import models

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel, reference

from .measure import Measure
from .offence import Offence
from .proceeding import Proceeding


class ProceedingSource(RecordedModel):
    """A row of another system and what it became: its key there, and the row as it last was."""

    whose = about_person(
        "import again without doubling",
        technical="id person proceeding offence measure system key digest seen_at",
        ordinary="row",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="sources")
    offence = models.ForeignKey(Offence, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="+")
    system = models.SlugField()
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    row = models.JSONField()
    seen_at = models.DateTimeField()

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "key"], name="proceeding_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.key}"

    def case_ref(self) -> str:
        return reference(self.proceeding)
