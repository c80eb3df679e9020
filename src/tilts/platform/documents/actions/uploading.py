"""Files about somebody are handed in, in versions, and documents are withdrawn."""

from uuid import UUID

from django.utils import timezone

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from ..content import cleaned_name, type_of, why_not_uploaded
from ..guards import why_no_version, why_not_replaced, why_not_withdrawn
from ..kinds import Kind
from ..models import Document, Withdrawal
from ..registering import enter, noted
from ..rules import MAKE
from ..scanning import why_not_clean


def upload_document(
    *, by: Actor, person: UUID, kind: Kind, name: str, content: bytes, replaces: UUID | None = None
) -> Document:
    """Enter a file about somebody in the register; with `replaces` as the next version of another.

    `name` is what the file was called; its content alone decides what it is. Raises Refused, with
    nothing entered, without the capability, for what is too large, of another kind than is taken or
    than its name says, with macros, harmful, or while a scanner that is set up does not answer.
    """
    require(by, MAKE, person)
    before = _visible(replaces) if replaces else None
    refuse_if(why_not_replaced(before, person))
    refuse_if(why_no_version(before) if before else [])
    refuse_if(why_not_uploaded(name, content))
    refuse_if(why_not_clean(content))
    found = type_of(content)
    if found is None:
        raise AssertionError("what is taken in has a type")
    document = Document(
        person_id=person,
        kind=kind,
        language="",
        title=cleaned_name(name, found),
        media_type=found.media_type,
        replaces=before,
    )
    with act("documents.hand_in", by=by):
        return enter(by, document, lambda: noted(document, content))


def withdraw_document(*, by: Actor, document: UUID, reason: str) -> Withdrawal:
    """Withdraw a document: it stays in the register and can be read, with the reason beside it.

    Raises Refused without the capability or a reason, and for a version that was replaced.
    """
    row = _visible(document)
    require(by, MAKE, row.person_id)
    refuse_if(why_not_withdrawn(row, reason))
    withdrawal = Withdrawal(document=row, reason=reason.strip(), withdrawn_at=timezone.now())
    withdrawal.withdrawn_by_id = None if by == SERVICE else by.party
    with act("documents.withdraw", by=by):
        withdrawal.save(force_insert=True)
    return withdrawal


def _visible(document: UUID) -> Document:
    row: Document | None = Document.objects.filter(pk=document).first()
    if row is None or row.person_id is None:
        raise Refused([NOT_YOURS])
    return row
