"""API: documents about somebody – what the register knows of each, and the files themselves."""

from base64 import b64encode
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from ninja import Field, Schema

from tilts.platform.access.operations import (
    ApiRequest,
    Base64,
    Body,
    Made,
    Rows,
    Size,
    may,
    rows_of,
    stated_purposes,
    valid,
)
from tilts.platform.design.paging import keyset_page
from tilts.platform.documents.actions import sign_document, upload_document, withdraw_document
from tilts.platform.documents.forms import FileForm, HandInForm, WithdrawForm
from tilts.platform.documents.kinds import Kind
from tilts.platform.documents.models import Document
from tilts.platform.documents.queries import (
    content_for_check,
    newest_of,
    one_document,
    open_document,
    values_in,
    versions_of,
)
from tilts.platform.documents.rules import MAKE, OPEN
from tilts.platform.documents.signing import signatures_in

from ..queries import records_of
from .router import router
from .rows import made, opened

OF = "/people/{uuid:person_id}/documents"
ONE = f"{OF}/{{uuid:document_id}}"


class DocumentRow(Schema):
    """A document in the register; `number` and `version` name it there."""

    id: UUID
    number: str
    version: int
    kind: str
    title: str
    language: str
    media_type: str
    size: int = Field(description="bytes of the file as it is read")
    sha256: str
    made_at: datetime
    made_by: UUID | None = Field(alias="made_by_id")
    signed_at: datetime | None
    withdrawn: bool

    @staticmethod
    def resolve_withdrawn(obj: Any) -> bool:
        """Whether it is used no more."""
        return hasattr(obj, "withdrawal")


class ValueOut(Schema):
    """A value in a document, and the row and moment it comes from."""

    slot: str
    value: str
    nature: str
    source: str
    as_of: datetime


class SignatureOut(Schema):
    """What a signature says today; `holds` when it is intact and its certificate is believed."""

    by: str
    certificate: str
    at: datetime | None
    intact: bool
    believed: bool
    stamped: bool
    holds: bool


class DocumentOut(Schema):
    """One document with its versions, its values, its signatures, and why it was withdrawn."""

    document: DocumentRow
    versions: list[DocumentRow]
    values: list[ValueOut]
    signatures: list[SignatureOut]
    withdrawn_because: str


class DocumentFile(Schema):
    """A file in base 64."""

    number: str
    media_type: str
    content: str


class FileIn(Body):
    """A file of at most 750 kB in base 64, with its name; larger ones are handed in on the page."""

    name: str
    content: Base64


class DocumentIn(FileIn):
    """The same, and what it is (decision, letter, explanation, …)."""

    kind: str


class DocumentWithdrawalIn(Body):
    """Why a document is withdrawn."""

    reason: str


@router.get(OF, response=Rows[DocumentRow], operation_id="documents_list", auth=may(OPEN))
def listed_documents(
    request: ApiRequest, person_id: UUID, cursor: str | None = None, size: Size = 50
) -> Any:
    """The newest version of each document about somebody, the latest first."""
    rows = newest_of(records_of(opened(request, person_id)))
    return rows_of(keyset_page(rows, ["-made_at", "-pk"], cursor, size))


@router.post(OF, response={201: Made}, operation_id="documents_hand_in", auth=may(MAKE))
def hand_in(request: ApiRequest, person_id: UUID, body: DocumentIn) -> Any:
    """Hand in a file about somebody."""
    person = opened(request, person_id)
    told = valid(HandInForm({"kind": body.kind}, _file(body))).cleaned_data
    kind, file = Kind(told["kind"]), told["file"]
    return made(upload_document(by=request.actor, person=person.pk, kind=kind, **file))


@router.get(ONE, response=DocumentOut, operation_id="documents_get", auth=may(OPEN))
def one_of_documents(request: ApiRequest, person_id: UUID, document_id: UUID) -> Any:
    """What the register knows of one document."""
    row = _found(request, person_id, document_id)
    versions = versions_of(row)
    withdrawal = getattr(versions[0], "withdrawal", None)
    return {
        "document": row,
        "versions": versions,
        "values": values_in(row),
        "signatures": signatures_in(content_for_check(row)) if row.signed_at else [],
        "withdrawn_because": withdrawal.reason if withdrawal else "",
    }


@router.get(f"{ONE}/file", response=DocumentFile, operation_id="documents_file", auth=may(OPEN))
def file_of_document(request: ApiRequest, person_id: UUID, document_id: UUID) -> Any:
    """The file itself; the look is written first."""
    row = _found(request, person_id, document_id)
    purposes = stated_purposes(request, row.under)
    row, content = open_document(request.actor, row.pk, session=purposes)
    told = {"number": str(row), "media_type": row.media_type}
    return {**told, "content": b64encode(content).decode()}


@router.post(
    f"{ONE}/versions", response={201: Made}, operation_id="documents_new_version", auth=may(MAKE)
)
def new_version(request: ApiRequest, person_id: UUID, document_id: UUID, body: FileIn) -> Any:
    """Hand in a new version of a file; the one before stays."""
    row = _found(request, person_id, document_id)
    told = valid(FileForm({}, _file(body))).cleaned_data["file"]
    about: dict[str, Any] = {"person": row.under, "kind": Kind(row.kind), "replaces": row.pk}
    return made(upload_document(by=request.actor, **about, **told))


@router.post(
    f"{ONE}/signature", response={201: Made}, operation_id="documents_sign", auth=may(MAKE)
)
def sign_it(request: ApiRequest, person_id: UUID, document_id: UUID) -> Any:
    """Sign a document in one's own name; the signed one is the next version."""
    row = _found(request, person_id, document_id)
    return made(sign_document(by=request.actor, document=row.pk))


@router.post(
    f"{ONE}/withdrawal", response={201: Made}, operation_id="documents_withdraw", auth=may(MAKE)
)
def withdraw(
    request: ApiRequest, person_id: UUID, document_id: UUID, body: DocumentWithdrawalIn
) -> Any:
    """Withdraw a document; it stays in the register."""
    row = _found(request, person_id, document_id)
    told = valid(WithdrawForm(body.dict())).cleaned_data
    withdraw_document(by=request.actor, document=row.pk, **told)
    return made(row)


def _found(request: ApiRequest, person_id: UUID, document_id: UUID) -> Document:
    return one_document(document_id, records_of(opened(request, person_id)))


def _file(body: FileIn) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(body.name, body.content)}
