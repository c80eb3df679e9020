"""Observations of staff at work, what each rater saw, and what is developed because of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.forms.models import Sheet
from tilts.platform.gatherings.models import Session
from tilts.platform.organisation.models import STAFF_DATA, Staff
from tilts.platform.parties.whose import WhoseData
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet
from tilts.platform.workflow.models import Case

from .cases import ObservationMachine


def about_staff(purpose: str, **fields: str) -> WhoseData:
    """Declaration of a row about the work of a member of staff, kept with their data."""
    common: dict[str, Any] = {**STAFF_DATA, "purpose": purpose, "about": "person_id"}
    return WhoseData(**{**common, **fields})


class Observation(Case):
    """A member of staff is observed at a session by two others, with one instrument.

    `agreed` has, by question, what the moderator settled; `results` has, by score, the value and
    the band that it gives. `former` is the observation whose development plan asked for this one.
    `gathering` is the session as it was scheduled, where it was; `session` says it in words.
    """

    machine = ObservationMachine
    whose = about_staff(
        "see how well the work is done, and help to do it better",
        technical=f"{Case.CASE_FIELDS} person instrument version trial planned_for former "
        "gathering moderated_on moderated_by fed_back_on",
        ordinary="session agreed results moderated_why words",
    )

    person = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="observations")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    trial = models.BooleanField(default=False)
    planned_for = models.DateField()
    session = models.CharField(max_length=200)
    gathering = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, related_name="observations"
    )
    former = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    agreed = models.JSONField(default=dict)
    results = models.JSONField(default=dict)
    moderated_on = models.DateField(null=True)
    moderated_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    moderated_why = models.TextField(blank=True)
    fed_back_on = models.DateField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "planned_for"], name="observation_of_staff")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fed_back_on=None) | Q(moderated_on__isnull=False),
                name="observation_moderated_before_fed_back",
            ),
            models.CheckConstraint(
                condition=Q(former=None) | ~Q(former=F("id")), name="observation_after_another"
            ),
        ]


class Part(models.TextChoices):
    """For whom a rater speaks."""

    FIRST = "first", _("first observer")
    SECOND = "second", _("second observer")
    OWN = "own", _("the facilitator themself")


OBSERVERS = (Part.FIRST, Part.SECOND)


class Rating(RecordedModel):
    """What one rater says of an observed session. Without a `sheet` they have not begun."""

    whose = about_staff(
        "let two observers and the observed themself say what was seen, each apart",
        technical="id observation person part rater sheet",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="ratings")
    person = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    rater = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = person_scoped()
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for the rules: reaches need it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["observation", "part"], name="one_rating_a_part"),
            models.UniqueConstraint(fields=["observation", "rater"], name="one_rating_a_rater"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.id}"

    def case_ref(self) -> str:
        return f"competence.observation:{self.observation_id}"

    @property
    def is_done(self) -> bool:
        """True once the rater let their answers stand."""
        return self.sheet is not None and self.sheet.fixed_at is not None


class Development(RecordedModel):
    """One thing that an observed member of staff will do better, how, and by when.

    `area` is a score of the instrument; `course` names the training that helps, if any.
    """

    whose = about_staff(
        "agree what is to be done better, and see that it is",
        technical="id observation person due reached_on",
        ordinary="area what course",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, related_name="developments"
    )
    person = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=40)
    what = models.TextField()
    course = models.CharField(max_length=200, blank=True)
    due = models.DateField()
    reached_on = models.DateField(null=True)

    objects: ClassVar[Any] = person_scoped()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="development_says_what"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def case_ref(self) -> str:
        return f"competence.observation:{self.observation_id}"
