"""Who can be the subject of anything: an id and a kind, no more."""

import uuid

from django.db import models
from uuid_utils.compat import uuid7

from .whose import Regime, WhoseData

SERVICE_ID = uuid.UUID(int=0)  # the service itself: its worker, its command line, its own settings


class PartyKind(models.TextChoices):
    """What a party is."""

    PERSON = "person"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    GUEST = "guest"
    CLIENT = "client"


class Party(models.Model):
    """Somebody. What is known of them stands in the room of their kind."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="one identity for whoever the record speaks of",
        subjects=("anyone in the record",),
        retention="permanent",
        about="id",
        technical="id kind",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=16, choices=PartyKind)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
