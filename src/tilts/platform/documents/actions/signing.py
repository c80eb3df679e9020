"""Documents are signed."""

from uuid import UUID

from django.utils import timezone

from tilts.platform.access.authority import NOT_YOURS, require
from tilts.platform.access.reasons import Refused, refuse_if
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act

from .. import files
from ..certificates import signer
from ..guards import NO_CERTIFICATE, why_not_signed
from ..models import Document
from ..readers import why_not_read
from ..registering import enter, noted
from ..rules import MAKE
from ..signing import sign


def sign_document(*, by: Actor, document: UUID) -> Document:
    """Sign a document in one's own name: the signed PDF is its next version.

    Raises Refused without the capability, when its template asks for no electronic signature, when
    it is signed or replaced already, and without a certificate or the timestamp asked for.
    """
    before: Document | None = Document.objects.filter(pk=document).first()
    if before is None or before.person_id is None:
        raise Refused([NOT_YOURS])
    require(by, MAKE, before.person_id)
    refuse_if([*why_not_read(by, before), *why_not_signed(before)])
    key = signer()
    if key is None:
        raise Refused([NO_CERTIFICATE])
    content = files.read(before.pk, before.under, before.path)
    signed = sign(content, by=by.name, reason=before.title, key=key)
    version = _version_of(before)
    version.signed_by_id = None if by == SERVICE else by.party
    version.signed_at = timezone.now()
    with act("documents.sign", by=by):
        refuse_if(why_not_signed(_held(before)))
        return enter(by, version, lambda: noted(version, signed))


def _held(document: Document) -> Document:
    """The document as it is now, until the act ends: two who sign it at once make one version."""
    held: Document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    return held


def _version_of(before: Document) -> Document:
    """The next version of a document, so far with all that the register says of the one before."""
    kept = ("person_id", "thing", "kind", "title", "country", "language", "template")
    made_from = ("template_digest", "retention", "signature", "behind", "media_type")
    said = {name: getattr(before, name) for name in (*kept, *made_from)}
    return Document(replaces=before, **said)
