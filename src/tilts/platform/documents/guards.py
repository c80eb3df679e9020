"""Why what somebody hands in is not taken into the register."""

from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons

LARGEST = 20 * 1024 * 1024  # bytes
TOO_LARGE = Reason("too-large", _("The file is larger than 20 MB. Make it smaller, or split it."))
NO_PDF = Reason("no-pdf", _("This is no PDF. Save or print it as PDF, and hand that in."))


def why_not_taken_in(content: bytes) -> Reasons:
    """What is handed in is a PDF of a size that can be read."""
    if len(content) > LARGEST:
        return [TOO_LARGE]
    return [] if content.startswith(b"%PDF-") else [NO_PDF]
