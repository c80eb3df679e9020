"""Who is enrolled, who they are there, and who must not meet whom."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.dated import Dated, DatedQuerySet
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from ..scoped import gathered
from .series import Series


class Kind(models.TextChoices):
    """In what role somebody takes part."""

    CUSTODY = "custody", _("person in custody")
    COMMUNITY = "community", _("person in the community")
    STAFF = "staff", _("member of staff")
    VOLUNTEER = "volunteer", _("volunteer")
    GUEST = "guest", _("guest")


class Ended(models.TextChoices):
    """How an enrolment ended."""

    COMPLETED = "completed", _("completed")
    WITHDREW = "withdrew", _("withdrew")
    EXCLUDED = "excluded", _("excluded")
    MOVED = "moved", _("went on in another group")
    LEFT = "left", _("left the service or the prison")
    DIED = "died", _("died")
    ERROR = "error", _("entered in error")


class Guest(RecordedModel):
    """Somebody from outside who takes part or lectures: a name, and whence they come."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.GDPR,
        purpose="know who takes part in gatherings",
        subjects=("guest",),
        retention="staff",
        about="party_id",
        technical="party",
        ordinary="name comes_from",
    )

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    name = models.CharField(max_length=120)
    comes_from = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class Enrolment(Dated):
    """Somebody takes part in a series from `since` on, and no more from `until` on.

    `waiting_since` is when they began to wait for it, `began_on` when they first had a place. Both
    come along on a transfer, and so does `journey`, under which sessions done and hours are added.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="carry out programmes, courses and meetings",
        subjects=(*IN_PROCEEDINGS, "staff", "volunteer", "guest"),
        retention="person-file",
        about="party_id",
        technical="id series party kind since until waiting_since began_on journey",
        ordinary="ended_how ended_because",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="enrolments")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    waiting_since = models.DateField()
    began_on = models.DateField()
    journey = models.UUIDField(default=uuid7)
    ended_how = models.CharField(max_length=12, choices=Ended, blank=True)
    ended_because = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = gathered("party_id", "kind", dated=True)
    plain: ClassVar[Any] = DatedQuerySet.as_manager()  # for rules, seats and clashes

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["party", "until"], name="enrolment_of_party"),
            models.Index(fields=["journey"], name="enrolment_on_journey"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["series", "party"],
                condition=models.Q(ended_how=""),
                name="enrolled_once_in_a_series",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_how="", until=None)
                | ~models.Q(ended_how="") & models.Q(until__isnull=False),
                name="enrolment_ends_in_some_way",
            ),
            models.CheckConstraint(
                condition=models.Q(waiting_since__lte=models.F("began_on"))
                & models.Q(began_on__lte=models.F("since")),
                name="waits_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def waiting_days(self) -> int:
        """Days between asking for a place and having one, transfers along the way included."""
        return (self.began_on - self.waiting_since).days


class Apart(Dated):
    """Two who must not meet. Why is not said: the room that knows it keeps it."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="keep people safe who must not meet",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="one_id",
        technical="id one since until",
        special="other",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    one = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")), name="apart_from_another"
            ),
            models.UniqueConstraint(
                fields=["one", "other"], condition=models.Q(until=None), name="apart_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Whereabouts(models.TextChoices):
    """Why somebody cannot come: what else is done with them at that time."""

    COURT = "court", _("court")
    VISIT = "visit", _("visit")
    WORK = "work", _("work")
    ISOLATION = "isolation", _("isolation")
    HOSPITAL = "hospital", _("hospital")
    OTHER = "other", _("elsewhere")


class Elsewhere(RecordedModel):
    """Somebody is elsewhere from a moment until another, which is no more part of it."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="bring nobody where they cannot be",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="party_id",
        technical="id party starts_at ends_at",
        special="kind",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Whereabouts)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects: ClassVar[Any] = person_scoped("party_id")
    plain: ClassVar[Any] = RecordedQuerySet.as_manager()  # for planning, which names nobody

    class Meta:
        indexes = [models.Index(fields=["party", "ends_at"], name="elsewhere_of_party")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="elsewhere_takes_time"
            )
        ]

    def __str__(self) -> str:
        return self.kind
