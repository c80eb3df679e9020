"""Why what somebody hands in is not taken into the register."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons

from .certificates import certificate_file
from .content import LARGEST, TOO_LARGE
from .kinds import PDF
from .models import Document, Withdrawal

NO_PDF = Reason("no-pdf", _("This is no PDF. Save or print it as PDF, and hand that in."))


def why_not_taken_in(content: bytes) -> Reasons:
    """What is handed in is a PDF of a size that can be read."""
    if len(content) > LARGEST:
        return [TOO_LARGE]
    return [] if content.startswith(b"%PDF-") else [NO_PDF]


ELSES = Reason("elses", _("That document is about somebody else. Choose another one."))
NO_ELECTRONIC = Reason(
    "no-electronic-signature",
    _("This document is not signed electronically. Print it and let it be signed by hand."),
)
SIGNED = Reason("signed", _("It is signed already. A change needs a new version."))
NO_CERTIFICATE = Reason(
    "no-certificate",
    _("The service has no certificate to sign with. Ask the administrator to set one up."),
)
REPLACED = Reason("replaced", _("There is a newer version already. Open that one."))


def why_not_replaced(document: Document | None, person: UUID) -> Reasons:
    """Only the newest version is followed by another one, which is about the same person."""
    if document is None:
        return []
    if document.person_id != person:
        return [ELSES]
    return [REPLACED] if Document.of_things.filter(replaces=document.pk).exists() else []


WITHDRAWN = Reason("withdrawn", _("It was withdrawn. Make or hand in a new document."))
NO_REASON = Reason("no-reason", _("Say why, in a sentence: it stands in the register."))
MADE_HERE = Reason(
    "made-here", _("This document was made in Tilts. Make its next version there, too.")
)


def why_not_withdrawn(document: Document, reason: str) -> Reasons:
    """The newest version is withdrawn once, and with a reason."""
    checks = (
        (NO_REASON, not reason.strip()),
        (WITHDRAWN, _is_withdrawn(document)),
        (REPLACED, Document.of_things.filter(replaces=document.pk).exists()),
    )
    return [reason for reason, holds in checks if holds]


def why_no_version(document: Document) -> Reasons:
    """What was handed in, and was not withdrawn, gets new versions by handing in again."""
    checks = ((MADE_HERE, bool(document.template)), (WITHDRAWN, _is_withdrawn(document)))
    return [reason for reason, holds in checks if holds]


def _is_withdrawn(document: Document) -> bool:
    return bool(Withdrawal.of_all.filter(document=document.pk).exists())


def why_not_signed(document: Document) -> Reasons:
    """A PDF whose template asks for it, in its newest version, is signed once."""
    checks = (
        (NO_ELECTRONIC, document.signature != "electronic" or document.media_type != PDF),
        (SIGNED, document.signed_at is not None),
        (WITHDRAWN, _is_withdrawn(document)),
        (REPLACED, Document.of_things.filter(replaces=document.pk).exists()),
        (NO_CERTIFICATE, certificate_file() is None),
    )
    return [reason for reason, holds in checks if holds]
