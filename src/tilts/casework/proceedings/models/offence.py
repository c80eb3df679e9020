"""Offences, and behind a wall the circumstances of sexual ones."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.record.recorded import RecordedModel, reference

from .proceeding import Proceeding

SEXUAL_OFFENCES = "sexual-offences"  # the wall of this room


class Offence(RecordedModel):
    """An offence that somebody is suspected of, or convicted of.

    `code` is the section of the national code, `iccs` and `gravity` what the country pack said
    of it on the first day it was committed. `committed_until` is the last day of a period.
    `circumstances` are empty for a sexual offence: those stand in OffenceDetail.
    """

    whose = about_person(
        "know what the proceedings are about",
        technical="id person proceeding",
        ordinary="code iccs gravity committed_on committed_until attempt circumstances",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="offences")
    code = models.CharField(max_length=32)
    iccs = models.CharField(max_length=6)
    gravity = models.CharField(max_length=32)
    committed_on = models.DateField()
    committed_until = models.DateField(null=True)
    attempt = models.BooleanField(default=False)
    circumstances = models.TextField(blank=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(committed_until=None) | Q(committed_until__gte=F("committed_on")),
                name="offence_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(iccs__startswith="03") | Q(circumstances=""),
                name="sexual_detail_behind_wall",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def case_ref(self) -> str:
        return reference(self.proceeding)


class OffenceDetail(RecordedModel):
    """The circumstances of a sexual offence, behind a wall."""

    whose = about_person(
        "assess and treat who committed a sexual offence",
        wall=SEXUAL_OFFENCES,
        technical="id person offence",
        special="circumstances",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offence = models.OneToOneField(Offence, on_delete=models.PROTECT, related_name="+")
    circumstances = models.TextField()

    objects: ClassVar[Any] = person_scoped(wall=SEXUAL_OFFENCES)

    def __str__(self) -> str:
        return str(self.pk)
