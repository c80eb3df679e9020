"""Home visits: what was planned, checked, decided and found; and whether who went is back."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.casework.supervision.models import ContactNote
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.workflow.models import Case

from .cases import VisitMachine
from .choices import Decision, Met


class HomeVisit(Case):
    """A visit by `officer`, perhaps with `colleague`, at `address`; `place` where it is elsewhere.

    `answers` of the check by question. `note` and `agreed` are written up with `report_key`, which
    makes them count once; `contact` is the contact note that follows where the person was met.
    """

    machine = VisitMachine
    whose = about_person(
        "visit people where they live, safely",
        technical=f"{Case.CASE_FIELDS} person officer colleague planned_at minutes decision "
        "began_at met reported_at report_key contact",
        ordinary="address aim decided_why place note agreed",
        special="answers",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="home_visits")
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    address = models.CharField(max_length=200)
    aim = models.CharField(max_length=300, blank=True)
    answers = models.JSONField(default=dict)
    decision = models.CharField(max_length=16, choices=Decision, blank=True)
    decided_why = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)
    met = models.CharField(max_length=8, choices=Met, blank=True)
    note = models.TextField(blank=True)
    agreed = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    report_key = models.UUIDField(null=True, unique=True)
    contact = models.ForeignKey(ContactNote, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person", "planned_at"], name="visit_of_person"),
            models.Index(fields=["officer", "planned_at"], name="visit_of_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=Decision.COLLEAGUE) | Q(colleague__isnull=False),
                name="visit_with_a_named_colleague",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None, met="") | Q(reported_at__isnull=False) & ~Q(met=""),
                name="visit_written_up_with_who_was_met",
            ),
        ]

    def work_owner(self) -> UUID | None:
        """Whoever visits; an alarm is in the unit's queue, for them it is too late."""
        return None if self.state == "alarmed" else self.officer_id


class CheckIn(RecordedModel):
    """Somebody is out on a visit until `ends_at`. It goes on whatever becomes of the case.

    When the time passes without a word, `alarmed_at` and at `next_alarm_at` again, until somebody
    took it over and closed it with what was `done`.
    """

    whose = about_person(
        "know that staff who visit alone are safe",
        technical="id person visit officer ends_at safe_at alarmed_at alarms next_alarm_at "
        "taken_by taken_at closed_at closed_by",
        ordinary="done",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    visit = models.OneToOneField(HomeVisit, on_delete=models.PROTECT, related_name="check_in")
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    safe_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    alarms = models.PositiveSmallIntegerField(default=0)
    next_alarm_at = models.DateTimeField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    done = models.TextField(blank=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        indexes = [models.Index(fields=["closed_at", "next_alarm_at"], name="check_in_alarms")]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return reference(self.visit)

    @property
    def is_open(self) -> bool:
        """True while somebody is out, or an alarm is not closed."""
        return self.closed_at is None
