"""The supervision of an order."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.casework.proceedings.guards import title_of
from tilts.casework.proceedings.models import Measure
from tilts.casework.proceedings.terms import expected_end
from tilts.platform.record.recorded import RecordedQuerySet
from tilts.platform.workflow.common import ERRORS
from tilts.platform.workflow.deadlines import due_date
from tilts.platform.workflow.kinds import WorkKind
from tilts.platform.workflow.models import Case

from ..cases import CHECK, REGISTER, SupervisionMachine


class Identity(models.TextChoices):
    """By which paper staff saw who somebody is."""

    PASSPORT = "passport", _("passport")
    CARD = "card", _("identity card")
    PERMIT = "permit", _("residence permit")
    LICENCE = "licence", _("driving licence")


class Signed(models.TextChoices):
    """Whether the person signed that their duties were explained to them."""

    SIGNED = "signed", _("signed")
    DECLINED = "declined", _("did not want to sign")


class Supervision(Case):
    """One order that is served under supervision, from its arrival to its end.

    Days to register count from `counted_from` (the decision's arrival, or an early release) and
    end on `register_by`. `explained_in` is the language of the first meeting. What a court decided
    in the end stands in `decision`.
    """

    machine = SupervisionMachine
    whose = about_person(
        "carry out an order under supervision",
        technical=f"{Case.CASE_FIELDS} person measure received_on counted_from register_by",
        ordinary="registered_on identity explained_on explained_in interpreter signed ended_on "
        "decision",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    counted_from = models.DateField()
    register_by = models.DateField()
    registered_on = models.DateField(null=True)
    identity = models.CharField(max_length=8, choices=Identity, blank=True)
    explained_on = models.DateField(null=True)
    explained_in = models.CharField(max_length=2, blank=True)
    interpreter = models.CharField(max_length=120, blank=True)
    signed = models.CharField(max_length=8, choices=Signed, blank=True)
    ended_on = models.DateField(null=True)
    decision = models.CharField(max_length=200, blank=True)

    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for guards, which must not miss a case

    class Meta(Case.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["person", "state"], name="supervision_of_person"),
            models.Index(fields=["unit", "state"], name="supervision_in_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"],
                condition=~Q(state__in=ERRORS),
                name="one_supervision_an_order",
            ),
            models.CheckConstraint(
                condition=Q(registered_on=None, identity="")
                | Q(registered_on__isnull=False) & ~Q(identity=""),
                name="registered_with_identity",
            ),
            models.CheckConstraint(
                condition=Q(explained_on=None, explained_in="", signed="")
                | Q(explained_on__isnull=False) & ~Q(explained_in="") & ~Q(signed=""),
                name="explained_in_a_language",
            ),
        ]

    @property
    def country(self) -> str:
        """Whose pack counts the days."""
        return self.unit.agency.country

    @property
    def title(self) -> str:
        """The name of the order, in the present language."""
        return title_of(self.measure)

    @property
    def ends_on(self) -> date | None:
        """The last day of the order; None when the record does not say."""
        return self.measure.ended_on or expected_end(self.measure)

    def work_owner(self) -> UUID | None:
        """The person's officer."""
        return officer_of(self.person_id)

    def work_due(self, kind: WorkKind) -> date | None:
        """The registration has a day of its own; no check lies beyond the end of the order."""
        if kind == REGISTER:
            return self.register_by
        last = self.ends_on
        if kind == CHECK and last is not None:
            usual = due_date(self.country, CHECK.deadline, timezone.localdate())
            return min(usual, max(last, timezone.localdate()))
        return None


def officer_of(person_id: UUID) -> UUID | None:
    """Who is responsible for a person today."""
    today = Allocation.plain.on(timezone.localdate())
    found: UUID | None = (
        today.filter(person_id=person_id, kind=Kind.OFFICER)
        .values_list("staff_id", flat=True)
        .first()
    )
    return found
