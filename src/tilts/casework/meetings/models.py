"""Inter-agency meetings, who is invited, and what is decided there."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from tilts.casework.people.models import Person
from tilts.casework.people.models.base import about_person
from tilts.platform.access.scoped import person_scoped
from tilts.platform.organisation.models import Staff
from tilts.platform.record.recorded import RecordedModel, reference
from tilts.platform.workflow.kinds import WorkKind
from tilts.platform.workflow.models import Case

from .cases import FOLLOW_UP, INVITE, RECORD, MeetingMachine

PURPOSE = "agree with other agencies on what is done for somebody, and follow it up"


class Sector(models.TextChoices):
    """From which kind of agency somebody comes."""

    OWN = "own", _("own agency")
    POLICE = "police", _("police")
    MUNICIPALITY = "municipality", _("social service of a municipality")
    CHILDREN = "children", _("child protection")
    EMPLOYMENT = "employment", _("employment service")
    HEALTH = "health", _("health service")
    SCHOOL = "school", _("school")
    OTHER = "other", pgettext_lazy("an agency", "another")


class Meeting(Case):
    """One meeting about one person. `basis` is the law under which the agencies may share.

    `shareable` says what of the record may be told there. `minutes_version` counts how often the
    minutes were written, and something decided.
    """

    machine = MeetingMachine
    whose = about_person(
        PURPOSE,
        technical=f"{Case.CASE_FIELDS} person chair approved_by starts_at ends_at"
        " minutes_version approved_on",
        ordinary="about basis shareable agenda place minutes",
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    chair = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    shareable = models.TextField()
    agenda = models.TextField(blank=True)
    place = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    minutes = models.TextField(blank=True)
    minutes_version = models.PositiveSmallIntegerField(default=0)
    approved_on = models.DateField(null=True)
    approved_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Case.Meta):
        abstract = False
        indexes = [models.Index(fields=["person", "starts_at"], name="meeting_about_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="meeting_ends_after_its_beginning"
            )
        ]

    def work_owner(self) -> UUID | None:
        """Whoever stands for the minutes: who approved them, and until then the chair."""
        owner: UUID = self.approved_by_id or self.chair_id
        return owner

    def work_due(self, kind: WorkKind) -> date | None:
        """The day of the meeting; what was decided there is followed up by its last day."""
        if kind == FOLLOW_UP:
            last: date | None = self.decisions.aggregate(last=Max("due"))["last"]
            return last or timezone.localdate()
        return timezone.localdate(self.starts_at) if kind in (INVITE, RECORD) else None


class Invitee(RecordedModel):
    """Somebody who is to come: one's own `staff`, or a `name` of another `organisation`.

    `duty` is what they are to bring or do, `may_know` what may be shared with them. `attended` is
    unknown until the meeting is recorded.
    """

    whose = about_person(
        PURPOSE,
        technical="id person meeting staff sector attended",
        ordinary="organisation name duty may_know",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitees")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    sector = models.CharField(max_length=16, choices=Sector)
    organisation = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120, blank=True)
    duty = models.CharField(max_length=300, blank=True)
    may_know = models.CharField(max_length=300, blank=True)
    attended = models.BooleanField(null=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(staff__isnull=False, organisation="", name="")
                | Q(staff=None) & ~Q(organisation="") & ~Q(name=""),
                name="invitee_is_staff_or_of_another",
            ),
            models.UniqueConstraint(fields=["meeting", "staff"], name="staff_invited_once"),
        ]

    def __str__(self) -> str:
        return reference(self)

    @property
    def who(self) -> str:
        """Their name, and whence they come when it is not the own agency."""
        return self.staff.name if self.staff else f"{self.name}, {self.organisation}"


class Decision(RecordedModel):
    """Something decided at a meeting: who does it (`other` when not staff), by when, what came."""

    whose = about_person(
        PURPOSE,
        technical="id person meeting responsible due done_on",
        ordinary="what other outcome",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=300)
    responsible = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    other = models.CharField(max_length=200, blank=True)
    due = models.DateField()
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | Q(done_on__isnull=False) & ~Q(outcome=""),
                name="decision_done_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return reference(self)
