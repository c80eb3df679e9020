"""Who is responsible for whom, how it was handed over, and how much staff can carry."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import STAFF_DATA, Staff, Unit
from tilts.platform.parties.whose import WhoseData
from tilts.platform.record.dated import Dated, DatedQuerySet
from tilts.platform.record.recorded import RecordedQuerySet
from tilts.platform.workflow.models import Case

from .cases import TransferMachine


class Kind(models.TextChoices):
    """What somebody is responsible for. A person has one of each kind at most."""

    OFFICER = "officer", _("officer")
    PSYCHOLOGIST = "psychologist", _("psychologist")
    SOCIAL_WORKER = "social_worker", _("social worker")
    MEDIATOR = "mediator", _("mediator")


class Allocation(Dated):
    """A member of staff is responsible for a person. `unit` is where they work then."""

    whose = about_person(
        "say who is responsible for whom",
        technical="id person staff unit kind given_by since until",
        ordinary="reason handover",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.OFFICER)
    reason = models.CharField(max_length=200)
    handover = models.TextField(blank=True)
    given_by = models.UUIDField()  # the actor's party, or the service

    objects: ClassVar[Any] = person_scoped(dated=True)
    plain: ClassVar[Any] = DatedQuerySet.as_manager()  # for rules and guards: reaches need it

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["staff", "until"], name="allocation_of_staff")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(until=None),
                name="one_open_allocation_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since}"


class Reduction(Dated):
    """Minutes a week that a member of staff has less for people, and why: a code of the pack.

    It ends by itself on `until`; without one it goes on until it is ended.
    """

    whose = WhoseData(
        **STAFF_DATA,
        about="staff_id",
        technical="id staff given_by since until",
        ordinary="code weekly_minutes note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    weekly_minutes = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    given_by = models.UUIDField()  # the actor's party, or the service

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["staff", "until"], name="reduction_of_staff")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(weekly_minutes__gt=0), name="reduction_takes_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} since {self.since}"


class Transfer(Case):
    """One unit of a service asks another to take a person from a day on; the other one answers.

    `unit` is the unit whose turn it is. Until the day of an accepted transfer the sender stays
    responsible; `carried_on` is the day on which open work went along.
    """

    machine = TransferMachine
    whose = about_person(
        "let somebody be worked with where they live, with nobody lost between two units",
        technical=f"{Case.CASE_FIELDS} person from_unit to_unit asked_by officer on carried_on",
        ordinary="why residence note",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    why = models.CharField(max_length=200)
    residence = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    carried_on = models.DateField(null=True)

    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules and guards: reaches need it

    class Meta(Case.Meta):
        abstract = False
        indexes = [models.Index(fields=["to_unit", "state"], name="transfer_to_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=("asked", "refused", "accepted", "suspended")),
                name="one_open_transfer",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_unit=models.F("to_unit")),
                name="transfer_to_another_unit",
            ),
        ]

    def work_owner(self) -> UUID | None:
        """Whoever takes the person, or decides after a refusal; an answer waits in the queue."""
        return {"accepted": self.officer_id, "refused": self.asked_by_id}.get(self.state)
