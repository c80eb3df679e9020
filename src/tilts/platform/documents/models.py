"""The register of documents. What a document says lies in a file under its person's key."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from tilts.platform.access.scoped import person_scoped
from tilts.platform.parties.models import SERVICE_ID, Party
from tilts.platform.parties.whose import IN_PROCEEDINGS, Regime, WhoseData, technical
from tilts.platform.record.recorded import RecordedModel, RecordedQuerySet

from .kinds import Kind
from .slots import Nature

__all__ = ["Document", "DocumentNumbers", "Insertion", "Kind", "Withdrawal"]


class Document(RecordedModel):
    """A document about a person, or about a thing of another room, as it was made or handed in.

    It is never changed: a new one is made, or a new version, which has the number of the one that
    it replaces. One that was handed in has no template.
    """

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="give, file and prove what was written about a person",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="person_id",
        technical="id number version replaces person thing kind country language template "
        "template_digest retention signature behind path sha256 media_type size made_by made_at "
        "signed_by signed_at",
        ordinary="title",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(max_length=20)  # in the register: "D-2026-000001"
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    person = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    thing = models.CharField(max_length=80, blank=True)  # the reference of its row
    kind = models.CharField(max_length=32, choices=Kind)
    title = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)  # whose template it is
    language = models.CharField(max_length=2)
    template = models.CharField(max_length=64, blank=True)
    template_digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the template's text
    retention = models.CharField(max_length=64, blank=True)  # a class; "" stays with the file
    signature = models.CharField(max_length=16, default="none")  # which one its template asks for
    behind = models.CharField(max_length=80, blank=True)  # the row whose room says who may read it
    path = models.CharField(max_length=80)  # below TILTS_HOME/documents
    sha256 = models.CharField(max_length=64)  # of the document as it is read
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()  # bytes, as it is read
    made_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    signed_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = person_scoped()
    of_things: ClassVar[Any] = RecordedQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "made_at"], name="documents_of_person"),
            models.Index(fields=["thing", "made_at"], name="documents_of_thing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) & ~models.Q(thing="")
                | models.Q(person__isnull=False, thing=""),
                name="document_about_somebody_or_something",
            ),
            models.UniqueConstraint(fields=["number", "version"], name="document_version_once"),
            models.CheckConstraint(
                condition=models.Q(signed_by=None) | models.Q(signed_at__isnull=False),
                name="document_signed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.number if self.version == 1 else f"{self.number}/{self.version}"

    @property
    def under(self) -> UUID:
        """Under whose key it lies: its person's, or the service's for what is about nobody."""
        return self.person_id or SERVICE_ID


class Withdrawal(RecordedModel):
    """A document was withdrawn: it stays in the register, with the reason, and is used no more."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="keep what was withdrawn from being used, and show why",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="document.person_id",
        technical="id document withdrawn_by withdrawn_at",
        ordinary="reason",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField()

    objects: ClassVar[Any] = person_scoped("document__person_id", nobodys=True)
    of_all: ClassVar[Any] = RecordedQuerySet.as_manager()  # for who writes them

    def __str__(self) -> str:
        return f"{self.document_id}: {self.reason}"


class Insertion(RecordedModel):
    """One value that was inserted into a document, and the row and moment it comes from."""

    whose = WhoseData(
        controller="agency",
        regime=Regime.LED,
        purpose="show where each statement in a document comes from, and what is a judgement",
        subjects=IN_PROCEEDINGS,
        retention="person-file",
        about="document.person_id",
        technical="id document slot position source field nature as_of",
        ordinary="value",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="insertions")
    slot = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()  # in its slot, from 0
    value = models.TextField(blank=True)  # as it stands in the document; "" behind a wall
    source = models.CharField(max_length=120)  # the reference of the row
    field = models.CharField(max_length=64, blank=True)
    nature = models.CharField(max_length=16, choices=Nature)
    as_of = models.DateTimeField()  # when it was taken from the record

    objects: ClassVar[Any] = person_scoped("document__person_id", nobodys=True)
    of_all: ClassVar[Any] = RecordedQuerySet.as_manager()  # for who writes them

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "slot", "position"], name="insertion_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.source}"


class DocumentNumbers(models.Model):
    """The last number given in a year: it is not given again, even when its document is erased."""

    whose = technical("number documents without repeats", "year last")

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
