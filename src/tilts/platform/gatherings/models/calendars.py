"""Addresses at which a phone reads when and where somebody is expected."""

from typing import Any

from django.db import models

from tilts.platform.organisation.models import STAFF_DATA
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData
from tilts.platform.record.recorded import RecordedModel

FIELDS = "party token_digest language opened_at renewed_at closed_at"
FEED: dict[str, Any] = {"about": "party_id", "technical": FIELDS}


class CalendarFeed(RecordedModel):
    """Somebody's calendar is read at a secret address, of which only a digest is kept.

    A new address replaces the old one; none opens it from `closed_at` on. `language` is that of
    its few words.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="tell people when and where they are expected",
        subjects=(*IN_PROCEEDINGS, "volunteer", "guest"),
        retention="person-file",
        **FEED,
        others=(
            (
                PartyKind.STAFF,
                WhoseData(**{**STAFF_DATA, "purpose": "tell staff when they lead what"}, **FEED),
            ),
        ),
    )

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    token_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    opened_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
