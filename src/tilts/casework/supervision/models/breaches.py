"""A breach of an order, and what came of it."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.record.recorded import RecordedQuerySet
from tilts.platform.workflow.kinds import WorkKind
from tilts.platform.workflow.models import Case

from ..breach_cases import WAIT, BreachMachine
from .appointments import Appointment
from .duties import Duty
from .orders import Supervision, officer_of


class About(models.TextChoices):
    """What was not kept."""

    DUTY = "duty", _("a duty")
    CONTACT = "contact", _("a contact that was agreed")
    REGISTRATION = "registration", _("the registration")


class Answer(models.TextChoices):
    """Whether the person explained it."""

    GIVEN = "given", _("explained it")
    NONE = "none", _("gave no explanation by the day")


class Asks(models.TextChoices):
    """What the court is asked for."""

    REVOKE = "revoke", _("to revoke the order")
    CONVERT = "convert", _("to convert it into another sanction")
    CHANGE = "change", _("to change the duties")


class Outcome(models.TextChoices):
    """What the court decided."""

    GOES_ON = "goes_on", _("the order goes on")
    CHANGED = "changed", _("duties are changed")
    REVOKED = "revoked", _("the order is revoked")
    CONVERTED = "converted", _("the order is converted")


class Breach(Case):
    """One breach. `told` says what happened; `words` is the person's own explanation.

    Of a contact it names the `appointment` that was missed, where there was one.

    `skipped` is why steps were left out, each on a line.
    """

    machine = BreachMachine
    whose = about_person(
        "answer breaches of an order in proportion",
        technical=f"{Case.CASE_FIELDS} person supervision duty appointment happened_on asked_on "
        "answer_by",
        ordinary="about told answer words heard_on warned_on warned_again_on motion_on asks motion "
        "skipped decided_on outcome decision",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="breaches")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, related_name="breaches")
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="breaches"
    )
    about = models.CharField(max_length=12, choices=About)
    happened_on = models.DateField()
    told = models.TextField()
    asked_on = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    heard_on = models.DateField(null=True)
    warned_on = models.DateField(null=True)
    warned_again_on = models.DateField(null=True)
    motion_on = models.DateField(null=True)
    asks = models.CharField(max_length=8, choices=Asks, blank=True)
    motion = models.TextField(blank=True)
    skipped = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decision = models.CharField(max_length=200, blank=True)

    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for guards, which must not miss a case

    class Meta(Case.Meta):
        abstract = False
        indexes = [models.Index(fields=["supervision", "happened_on"], name="breach_of_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(about=About.DUTY, duty__isnull=False)
                | ~Q(about=About.DUTY) & Q(duty=None),
                name="breach_of_a_duty_names_it",
            ),
            models.CheckConstraint(
                condition=Q(about=About.CONTACT) | Q(appointment=None),
                name="breach_of_an_appointment_is_of_a_contact",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.GIVEN) | ~Q(words=""), name="explained_in_words"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, outcome="", decision="")
                | Q(decided_on__isnull=False) & ~Q(outcome="") & ~Q(decision=""),
                name="breach_decided_somehow",
            ),
        ]

    @property
    def country(self) -> str:
        """Whose pack counts the days."""
        return self.unit.agency.country

    def work_owner(self) -> UUID | None:
        """The person's officer."""
        return officer_of(self.person_id)

    def work_due(self, kind: WorkKind) -> date | None:
        """The explanation has the day that the person was told."""
        return self.answer_by if kind == WAIT else None

    @property
    def last_step(self) -> date:
        """The day of the latest step before a decision; of the breach itself when there is none."""
        steps = (self.asked_on, self.heard_on, self.warned_on, self.warned_again_on, self.motion_on)
        return max([self.happened_on, *(day for day in steps if day)])

    @property
    def warnings(self) -> int:
        """How often the person was warned about it."""
        return sum(on is not None for on in (self.warned_on, self.warned_again_on))
