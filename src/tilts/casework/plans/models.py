"""A plan in its versions, its goals, and the steps towards them."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.workflow.models import Case

from .cases import PlanMachine
from .choices import (
    IN_FORCE,
    IN_PREPARATION,
    Agrees,
    Cause,
    GoalState,
    Need,
    StepState,
    Who,
)

PURPOSE = "plan with the person what leads to a life without crime"


class Plan(Case):
    """One version of a person's plan; `former` is the one that it takes the place of.

    `words` are the person's own, in answer to it (`is_quoted`).
    """

    machine = PlanMachine
    whose = about_person(
        PURPOSE,
        technical=f"{Case.CASE_FIELDS} person version former author explained_in answered_on "
        "countersigned_by countersigned_on review_on",
        ordinary="answer words",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField(default=1)
    former = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=16, choices=Agrees, blank=True)
    words = models.TextField(blank=True)
    explained_in = models.CharField(max_length=2, blank=True)
    answered_on = models.DateField(null=True)
    countersigned_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="+"
    )
    countersigned_on = models.DateField(null=True)
    review_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "version"], name="plan_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=IN_FORCE), name="one_plan_in_force"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=IN_PREPARATION),
                name="one_plan_in_preparation",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None, words="")
                | ~Q(answer="") & Q(answered_on__isnull=False),
                name="plan_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(countersigned_on=None, countersigned_by=None)
                | Q(countersigned_on__isnull=False, countersigned_by__isnull=False) & ~Q(answer=""),
                name="plan_countersigned_when_answered",
            ),
            models.CheckConstraint(
                condition=Q(author=None)
                | Q(countersigned_by=None)
                | ~Q(author=F("countersigned_by")),
                name="plan_countersigned_by_another",
            ),
        ]

    def work_owner(self) -> UUID | None:
        """The person's officer; what is to be countersigned waits in the unit's queue."""
        if self.state == "answered":
            return None
        today = Allocation.plain.on(timezone.localdate())
        officers = today.filter(person_id=self.person_id, kind=Kind.OFFICER)
        found: UUID | None = officers.values_list("staff_id", flat=True).first()
        return found

    @property
    def is_quoted(self) -> bool:
        """True when `words` are the person's own: of who could not answer somebody else tells."""
        return self.answer != Agrees.COULD_NOT_ANSWER

    @property
    def in_preparation(self) -> bool:
        """True until it has been countersigned."""
        return self.state in IN_PREPARATION


class Goal(RecordedModel):
    """What the person wants to reach, in their words.

    `line` is the same in every version. `cause` says what stood in the way when it was not in
    the person's hands.
    """

    whose = about_person(
        PURPOSE,
        technical="id person plan line state",
        ordinary="text note",
        special="need cause",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    line = models.UUIDField(default=uuid7)
    need = models.CharField(max_length=16, choices=Need)
    text = models.CharField(max_length=300)
    state = models.CharField(max_length=16, choices=GoalState, default=GoalState.OPEN)
    cause = models.CharField(max_length=16, choices=Cause, blank=True)
    note = models.TextField(blank=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="goal_once_in_a_plan"),
            models.CheckConstraint(
                condition=Q(cause="") | ~Q(state=GoalState.ACHIEVED),
                name="achieved_goal_has_no_cause",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def case_ref(self) -> str:
        return reference(self.plan)


class Step(RecordedModel):
    """A step towards a goal: what, who (`name`: who in particular), by when (`due`), how."""

    whose = about_person(
        PURPOSE,
        technical="id person goal line who due state",
        ordinary="what name how",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    line = models.UUIDField(default=uuid7)
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=8, choices=Who, default=Who.PERSON)
    name = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True)
    how = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=StepState, default=StepState.OPEN)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "line"], name="step_once_for_a_goal")
        ]

    def __str__(self) -> str:
        return self.what

    def case_ref(self) -> str:
        return reference(self.goal.plan)
