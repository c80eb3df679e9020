"""A proceeding: what a case in this service hangs on, before and after judgment."""

from django.db import models
from django.db.models import F, Q

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.workflow.models import Case

from ..cases import ProceedingMachine


class Proceeding(Case):
    """Criminal proceedings against a person, who is presumed innocent until they are in force.

    `authority` and `reference` are the court's or prosecutor's and its number there. `unit` is
    the one that records. `copy_of` is the same proceeding on the person for whom it was first
    recorded by mistake.
    """

    machine = ProceedingMachine
    whose = about_person(
        "carry out what a court or prosecutor decided",
        technical=f"{Case.CASE_FIELDS} person country received_on copy_of",
        ordinary="authority reference judged_on in_force_on",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proceedings")
    country = models.CharField(max_length=2)
    authority = models.CharField(max_length=120)
    reference = models.CharField(max_length=40)
    received_on = models.DateField()
    judged_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "received_on"], name="proceeding_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_on=None) | Q(in_force_on__gte=F("judged_on")),
                name="in_force_after_judgment",
            ),
            models.CheckConstraint(
                condition=Q(in_force_on=None) | Q(judged_on__isnull=False),
                name="in_force_only_when_judged",
            ),
        ]

    @property
    def presumed_innocent(self) -> bool:
        """True until a judgment is in force: the page must say so."""
        return self.in_force_on is None
