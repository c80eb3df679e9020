"""Occurrences: which protocol was opened, its steps, who took them, and what was noted."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.around import HEALTH
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet, reference
from tilts.platform.workflow.models import Case

from .cases import OccurrenceMachine
from .catalogue import title_of
from .guards import GOING_ON

PURPOSE = "protect life and health in an emergency"
CHILDREN = "children"  # the wall of this room


class Occurrence(Case):
    """Something that threatens, and the protocol by which it is handled.

    `leader` leads it and is its owner; None where a system opened it. That it is, and which steps
    were taken, whoever works with the person must know; what was noted may stand behind a wall.
    """

    machine = OccurrenceMachine
    whose = about_person(
        PURPOSE,
        technical=f"{Case.CASE_FIELDS} person country setting leader opened_at debrief_on",
        special="protocol",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="occurrences")
    country = models.CharField(max_length=2)
    protocol = models.CharField(max_length=32)
    setting = models.CharField(max_length=16)
    leader = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    debrief_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "opened_at"], name="occurrence_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "protocol"],
                condition=Q(state__in=GOING_ON),
                name="one_occurrence_of_a_protocol",
            )
        ]

    def work_owner(self) -> UUID | None:
        """Whoever leads it."""
        return self.leader_id

    @property
    def title(self) -> str:
        """The name of the protocol, in the present language."""
        return title_of(self)

    @property
    def goes_on(self) -> bool:
        """True while steps are taken."""
        return self.state in GOING_ON


class OccurrenceStep(RecordedModel):
    """A step of the protocol, and by when it is due. `alarmed_at`: when it was told as overdue."""

    whose = about_person(PURPOSE, technical="id person occurrence number due_at alarmed_at code")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32)
    due_at = models.DateTimeField()
    alarmed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # of an occurrence that was seen

    class Meta:
        indexes = [models.Index(fields=["alarmed_at", "due_at"], name="occurrence_step_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "number"], name="one_step_a_number_of_occurrence"
            )
        ]

    def __str__(self) -> str:
        return self.code

    def case_ref(self) -> str:
        return reference(self.occurrence)


class Taking(RecordedModel):
    """That a step was taken, or was not possible. What was taken back stays, with who and when.

    `key` comes from the device, so that what is sent twice counts once.
    """

    whose = about_person(
        PURPOSE, technical="id person step done said_at taken_by key undone_at undone_by"
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(OccurrenceStep, on_delete=models.PROTECT, related_name="takings")
    done = models.BooleanField()
    said_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.UUIDField(unique=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # of an occurrence that was seen

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step"], condition=Q(undone_at=None), name="step_taken_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.step.occurrence)


class Words(RecordedModel):
    """What was noted at a step; without one, what came of the whole."""

    FIELDS = "id person occurrence taking written_at"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="+")
    taking = models.ForeignKey(Taking, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.occurrence)


class Note(Words):
    """Words of an occurrence that needs no wall."""

    whose = about_person(PURPOSE, technical=Words.FIELDS, ordinary="text")
    objects: ClassVar[Any] = person_scoped()


class HealthNote(Words):
    """Words of an occurrence about health."""

    whose = about_person(PURPOSE, wall=HEALTH, technical=Words.FIELDS, special="text")
    objects: ClassVar[Any] = person_scoped(wall=HEALTH)


class ChildNote(Words):
    """Words of an occurrence about a child."""

    whose = about_person(PURPOSE, wall=CHILDREN, technical=Words.FIELDS, special="text")
    objects: ClassVar[Any] = person_scoped(wall=CHILDREN)


NOTES: dict[str, type[Words]] = {"": Note, HEALTH: HealthNote, CHILDREN: ChildNote}
