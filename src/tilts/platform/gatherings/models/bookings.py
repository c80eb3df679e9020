"""Who and which place is taken when; the database keeps no two that overlap."""

from django.db import models
from django.db.models import F, Q

from tilts.platform.parties.models import Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData

from .series import Place, Session

LONGEST = 288  # slots: a day


class Booking(models.Model):
    """A place, a leader or a participant is taken by a session from a slot until another.

    Slots count five minutes since 1970 in UTC; `stop` is the first one that is free again. That no
    two rows of one place or party overlap is a trigger on SQLite and an exclusion constraint on
    PostgreSQL: see overlapping.py. Derived from sessions, leaders and enrolments, so
    that the record tells of these and not of it: see booking.py.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="book nobody and no place twice",
        subjects=(*IN_PROCEEDINGS, "staff", "volunteer", "guest"),
        retention="person-file",
        about="party_id",
        technical="id place party first stop session",
    )

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    first = models.IntegerField()
    stop = models.IntegerField()
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["place", "first"], name="booking_of_place"),
            models.Index(fields=["party", "first"], name="booking_of_party"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None, party__isnull=False) | Q(place__isnull=False, party=None),
                name="booking_of_a_place_or_a_party",
            ),
            models.CheckConstraint(
                condition=Q(stop__gt=F("first"), stop__lte=F("first") + LONGEST),
                name="booking_takes_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
