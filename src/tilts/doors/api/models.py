"""Writes that were asked for through the API, so that each happens once."""

from django.db import models

from tilts.platform.parties.whose import Regime, WhoseData


class IdempotentRequest(models.Model):
    """A write under an idempotency key, for 48 hours. Key and body are digests.

    The answer holds references only, or the address of a calendar, and is encrypted.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="do once what another system asks for twice",
        subjects=("anyone in the record",),
        retention="two-days",
        technical="id actor_id key body status made_at",
        ordinary="answer",
    )

    actor_id = models.UUIDField()
    key = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.BinaryField(default=b"")
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor_id", "key"], name="one_request_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.status}"
