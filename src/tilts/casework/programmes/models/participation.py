"""Somebody's way through a programme."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedQuerySet
from tilts.platform.workflow.models import Case

from ..catalogue import title_of
from ..choices import PLACED_IN
from ..delivery.cases import ParticipationMachine


class Participation(Case):
    """One person and one programme of the country's pack, from the referral to what came of it.

    `goal` and `step` are the lines of the plan that it answers to. `waiting_since` is the day of
    the referral and never changes: whoever waits for a judgement waits as well. `judged` says of
    each condition whether it held. `journey` is that of the enrolments, by which hours add up.
    """

    machine = ParticipationMachine
    whose = about_person(
        "give people the programmes that answer their needs, in a fair order",
        technical=f"{Case.CASE_FIELDS} person programme goal step referred_by waiting_since "
        "judged_by judged_on deferred_until journey started_on ended_on",
        ordinary="why",
        special="judged because",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    programme = models.CharField(max_length=40)
    goal = models.UUIDField(null=True)
    step = models.UUIDField(null=True)
    why = models.TextField(blank=True)
    referred_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    waiting_since = models.DateField(default=timezone.localdate)
    judged = models.JSONField(default=dict)
    because = models.TextField(blank=True)
    judged_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    judged_on = models.DateField(null=True)
    deferred_until = models.DateField(null=True)
    journey = models.UUIDField(default=uuid7, unique=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules, which must not miss anybody

    class Meta(Case.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "state"], name="participation_of_person"),
            models.Index(fields=["programme", "state"], name="participation_in_programme"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=PLACED_IN), name="one_programme_at_a_time"
            ),
        ]

    def work_owner(self) -> UUID | None:
        """The person's officer."""
        today = Allocation.plain.on(timezone.localdate())
        officers = today.filter(person_id=self.person_id, kind=Kind.OFFICER)
        found: UUID | None = officers.values_list("staff_id", flat=True).first()
        return found

    @property
    def country(self) -> str:
        """Whose pack describes the programme."""
        return self.unit.agency.country

    @property
    def title(self) -> str:
        """The name of the programme, in the present language."""
        return title_of(self.country, self.programme, timezone.localdate())

    def waited(self, day: date) -> int:
        """Days from the referral until a day, or until the first session."""
        return max(0, ((self.started_on or day) - self.waiting_since).days)
