"""Sentences, measures and orders."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Unit
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet, reference

from .proceeding import Proceeding


class Ending(models.TextChoices):
    """How a measure came to its end."""

    SERVED = "served", _("served in full")
    RELEASED = "released", _("conditionally released")
    PARDONED = "pardoned", _("pardon or amnesty")
    REPLACED = "replaced", _("replaced by another measure")
    QUASHED = "quashed", _("quashed by a court")
    TRANSFERRED = "transferred", _("taken over by another country")
    DEATH = "death", _("death")


class Measure(RecordedModel):
    """One sentence, measure or order: `kind` is a code of the country pack on `imposed_on`.

    Its length is years, months and days, or `minutes` of work, or `cents` to pay; all empty for
    life. A consecutive measure `follows` another and has no start of its own; every other runs
    beside the rest. A suspended one has a probation period. `release_class` names the release
    rule when it is not the gravity of the gravest offence. `unit` executes it.
    """

    whose = about_person(
        "carry out a sentence, measure or order",
        technical="id person proceeding unit follows",
        ordinary="kind imposed_on in_force_on start years months days minutes cents suspended "
        "probation_months remand_days release_class ended_on ended_how",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=48)
    imposed_on = models.DateField()
    in_force_on = models.DateField(null=True)
    start = models.DateField(null=True)
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(null=True)
    cents = models.PositiveBigIntegerField(null=True)
    suspended = models.BooleanField(default=False)
    probation_months = models.PositiveSmallIntegerField(null=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    remand_days = models.PositiveSmallIntegerField(default=0)
    release_class = models.CharField(max_length=32, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=16, choices=Ending, blank=True)

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for rules, and scoped reads narrow it

    class Meta:
        indexes = [
            models.Index(fields=["person", "imposed_on"], name="measure_of_person"),
            models.Index(fields=["unit", "ended_on"], name="measure_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_how="")
                | Q(ended_on__isnull=False) & ~Q(ended_how=""),
                name="measure_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | Q(start=None), name="consecutive_start_is_derived"
            ),
            models.CheckConstraint(condition=~Q(follows=F("id")), name="measure_follows_another"),
            models.CheckConstraint(
                condition=Q(suspended=False, probation_months=None)
                | Q(suspended=True, probation_months__gt=0),
                name="suspended_with_probation",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    def case_ref(self) -> str:
        return reference(self.proceeding)
