"""Who is responsible for whom, from when to when, and how it was handed over."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.record.dated import Dated, DatedQuerySet


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
