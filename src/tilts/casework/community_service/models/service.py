"""Somebody's community service: the case, where they work, and what was done about absences."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.people.gathered import records
from tilts.casework.people.models import Person
from tilts.casework.people.models.around import VICTIMS
from tilts.casework.people.models.base import about_person
from tilts.casework.proceedings.models import Measure
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.dated import Dated, DatedQuerySet
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet, reference
from tilts.platform.workflow.kinds import WorkKind
from tilts.platform.workflow.models import Case

from ..cases import FINISH, TAKE_UP, ServiceMachine
from ..choices import ERRORS, Imposer, Response
from .providers import WorkProvider


class Service(Case):
    """The community service of one measure, from the judgment to its last hour.

    `minutes` is what was ordered. `must_not` and `must` are traits of work; `weekdays` are those
    on which the person can work, all when empty; `municipality` is whence they come to work.
    """

    machine = ServiceMachine
    whose = about_person(
        "carry out community service",
        technical=f"{Case.CASE_FIELDS} person measure imposed_by minutes received_on registered_on "
        "due_by postponed_until started_on ended_on municipality",
        ordinary="weekdays must",
        special="must_not",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    imposed_by = models.CharField(max_length=12, choices=Imposer)
    minutes = models.PositiveIntegerField()
    received_on = models.DateField()
    due_by = models.DateField()
    registered_on = models.DateField(null=True)
    municipality = models.SlugField(max_length=40, blank=True)
    must_not = models.JSONField(default=list)
    must = models.JSONField(default=list)
    weekdays = models.JSONField(default=list)
    postponed_until = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules, which must not miss anybody

    class Meta(Case.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "state"], name="service_of_person"),
            models.Index(fields=["unit", "state"], name="service_in_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=~Q(state__in=ERRORS),
                name="one_service_of_a_measure",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="some_work_is_ordered"),
        ]

    def work_owner(self) -> UUID | None:
        """The officer of the person, on whichever record their case stands."""
        today = Allocation.plain.on(timezone.localdate())
        person = records([self.person_id])[self.person_id]
        officers = today.filter(person_id=person, kind=Kind.OFFICER)
        found: UUID | None = officers.values_list("staff_id", flat=True).first()
        return found

    def work_due(self, kind: WorkKind) -> date | None:
        """All hours are done by the end of the term; what is postponed waits for its day."""
        return {FINISH.code: self.due_by, TAKE_UP.code: self.postponed_until}.get(kind.code)

    @property
    def country(self) -> str:
        """Whose pack limits it."""
        return self.unit.agency.country


class Placement(Dated):
    """Somebody works at a provider on these weekdays and times, from `since` on.

    `despite` says why, where something spoke against it.
    """

    whose = about_person(
        "know who works where",
        technical="id person service provider since until weekdays from_time to_time",
        ordinary="despite ended_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="placements")
    provider = models.ForeignKey(WorkProvider, on_delete=models.PROTECT, related_name="placements")
    weekdays = models.JSONField(default=list)
    from_time = models.TimeField()
    to_time = models.TimeField()
    despite = models.CharField(max_length=500, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = person_scoped(dated=True)
    plain: ClassVar[Any] = DatedQuerySet.as_manager()  # for counts and the provider's own page

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["provider", "until"], name="placement_at_provider")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_time__gt=F("from_time")), name="placement_day_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(until=None), name="works_in_one_place_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"

    def case_ref(self) -> str:
        return reference(self.service)

    def works_on(self, day: date) -> bool:
        """Whether they are expected that day."""
        return self.is_on(day) and day.weekday() in self.weekdays


class Answer(RecordedModel):
    """What was done about absences: an explanation, a warning, a motion, a decision; never changed.

    `text` is what the person, the service or the court says; `outcome` what the court decided.
    """

    whose = about_person(
        "answer absences from community service fairly",
        technical="id person service kind said_on outcome",
        ordinary="text authority reference",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12, choices=Response)
    said_on = models.DateField()
    text = models.TextField()
    authority = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=12, blank=True)

    objects: ClassVar[Any] = person_scoped()

    def __str__(self) -> str:
        return self.kind

    def case_ref(self) -> str:
        return reference(self.service)


class KeptAway(Dated):
    """Somebody must not work at a provider, for a victim's sake; it stands behind their wall."""

    whose = about_person(
        "protect victims when people are placed in work",
        wall=VICTIMS,
        technical="id person provider since until",
        ordinary="why",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(WorkProvider, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)

    objects: ClassVar[Any] = person_scoped(wall=VICTIMS, dated=True)

    def __str__(self) -> str:
        return str(self.pk)
