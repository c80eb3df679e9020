"""Acts, consultations, seals, and the keys of the people they concern."""

import hashlib
from typing import Any
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData, technical

from .entries import AppendOnlyQuerySet, Entry

RECORD: dict[str, Any] = {
    "controller": "agency",
    "regime": Regime.LED,
    "purpose": "accountability: LED art. 24-25",
    "subjects": (*IN_PROCEEDINGS, "staff"),
    "retention": "record",
}


class Act(Entry):
    """Something was written: by whom, when, as what. The values stand in its payloads."""

    stream = "act"
    beneath = "payloads"
    whose = WhoseData(**RECORD, technical=f"{Entry.ENTRY_FIELDS} kind effective_at")

    kind = models.CharField(max_length=64)
    effective_at = models.DateTimeField()

    def parts(self) -> list[object]:
        return [self.kind, self.effective_at]

    def covers(self) -> list[str]:
        return [payload.computed_digest().hex() for payload in self.payloads.all()]

    def __str__(self) -> str:
        return self.kind


class Payload(models.Model):
    """What an act changed for one subject: encrypted under that subject's key.

    Without the key the ciphertext stays, so that seals verify, but says nothing any more.
    `about` is the case it belongs to ("proceedings.proceeding:<id>"); `wall` as at its source.
    """

    whose = WhoseData(
        **RECORD, about="subject_id", technical="id act subject_id wall about", special="box"
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="payloads")
    subject_id = models.UUIDField()
    wall = models.CharField(max_length=16, blank=True)
    about = models.CharField(max_length=80, blank=True)
    box = models.BinaryField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "id"], name="payload_of_subject"),
            # Most payloads are of no case, and would only make every write dearer here.
            models.Index(
                fields=["about", "id"], condition=models.Q(about__gt=""), name="payload_of_case"
            ),
        ]

    def computed_digest(self) -> bytes:
        """SHA-256 over the ciphertext, whose it is and where it stands."""
        head = f"{self.id}|{self.act_id}|{self.subject_id}|{self.wall}|{self.about}|".encode()
        return hashlib.sha256(head + bytes(self.box)).digest()

    def __str__(self) -> str:
        return f"{self.act_id} {self.subject_id}"


class Way(models.TextChoices):
    """How somebody looked."""

    PAGE = "page"
    SEARCH = "search"
    PRINT = "print"
    EXPORT = "export"
    API = "api"
    RECORD = "record"


class Consultation(Entry):
    """Somebody looked at identified people: who, at whom, how and for what purpose."""

    stream = "consultation"
    beneath = "shown"
    whose = WhoseData(
        **RECORD, technical=f"{Entry.ENTRY_FIELDS} way purpose about", ordinary="reason"
    )

    way = models.CharField(max_length=16, choices=Way)
    purpose = models.CharField(max_length=32)
    about = models.CharField(max_length=80, blank=True)
    reason = models.BinaryField(blank=True)  # typed by hand, under the first subject's key

    def parts(self) -> list[object]:
        return [self.way, self.purpose, self.about, bytes(self.reason).hex()]

    def covers(self) -> list[str]:
        return [str(shown.person_id) for shown in self.shown.all()]

    def __str__(self) -> str:
        return f"{self.way} {self.purpose}"


class Shown(models.Model):
    """One person who was shown in a consultation."""

    whose = WhoseData(**RECORD, about="person_id", technical="id consultation person_id")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="shown")
    person_id = models.UUIDField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person_id", "id"], name="shown_person")]

    def __str__(self) -> str:
        return str(self.person_id)


class Seal(models.Model):
    """A link of the chain over a batch of entries; its hash includes the one before."""

    whose = technical("proof that the record is whole", "number previous count hash code sealed_at")

    number = models.PositiveBigIntegerField(primary_key=True)
    previous = models.BinaryField(max_length=32)
    count = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)
    code = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"seal {self.number}"


class SealedEntry(models.Model):
    """Which entry a seal covers, at which place, with which digest."""

    whose = technical("proof that the record is whole", "id seal place stream entry_id digest")

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    stream = models.CharField(max_length=16)
    entry_id = models.UUIDField()
    digest = models.BinaryField(max_length=32)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry_id"], name="entry_sealed_once"),
            models.UniqueConstraint(fields=["seal", "place"], name="one_entry_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.entry_id}"


class SubjectKey(models.Model):
    """The key of one subject, wrapped by the master key. Lives in the key store database.

    A destroyed key keeps its row, so that no new key is ever made for that subject.
    """

    whose = technical("lawful erasure by destroying a key", "subject_id wrapped destroyed_at")

    subject_id: "models.UUIDField[UUID, UUID]" = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False) ^ models.Q(destroyed_at__isnull=False),
                name="key_there_or_destroyed",
            )
        ]

    def __str__(self) -> str:
        return str(self.subject_id)
