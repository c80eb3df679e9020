"""Electronic signatures in PDFs: PAdES (ETSI EN 319 142-1), level B-T with a timestamp, else B-B.

The signature says in whose name the service signs; the field is hidden, so that the tags of the PDF
stay whole (PDF/UA-1 asks nothing of hidden annotations).
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tilts.platform.access.reasons import Reason, Refused

from .certificates import authorities

FIELD = "Tilts"
TIMESTAMP_SECONDS = 10
NO_TIMESTAMP = Reason(
    "no-timestamp",
    _("The timestamp service does not answer. Nothing was signed; try again in some minutes."),
)


@dataclass(frozen=True)
class Signed:
    """What a signature in a PDF says today. `by` is in whose name, `certificate` whose key it was.

    `intact`: nothing was altered since. `believed`: its certificate leads to an authority that the
    installation believes. `stamped` says the moment by a timestamp, else `at` is the signer's word.
    """

    by: str
    certificate: str
    at: datetime | None
    intact: bool
    believed: bool
    stamped: bool

    @property
    def holds(self) -> bool:
        """Whether one can rely on it."""
        return self.intact and self.believed


def sign(content: bytes, *, by: str, reason: str, key: SimpleSigner) -> bytes:
    """The PDF with a signature in somebody's name. Raises Refused without the timestamp asked for.

    What stood in the PDF stays byte for byte; the signature is added behind it.
    """
    told = PdfSignatureMetadata(
        field_name=FIELD,
        name=by,
        reason=reason,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    hidden = InvisSigSettings(set_print_flag=True, set_hidden_flag=True)
    field = SigFieldSpec(FIELD, invis_sig_settings=hidden)
    signing = PdfSigner(told, key, timestamper=_stamper(), new_field_spec=field)
    written = BytesIO()
    try:
        signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(content)), output=written)
    except (TimestampRequestError, OSError) as silent:
        raise Refused([NO_TIMESTAMP]) from silent
    return written.getvalue()


def _stamper() -> HTTPTimeStamper | None:
    url = settings.TIMESTAMP_URL
    return HTTPTimeStamper(url, timeout=TIMESTAMP_SECONDS) if url else None


def signatures_in(content: bytes) -> list[Signed]:
    """Every signature of a PDF, verified now; none when there is none, or it is no PDF."""
    try:
        found = PdfFileReader(BytesIO(content)).embedded_regular_signatures
        return [_verified(one) for one in found]
    except PdfError:
        return []


def _verified(one: EmbeddedPdfSignature) -> Signed:
    believed = ValidationContext(trust_roots=authorities(), allow_fetching=False)
    status = validate_pdf_signature(one, believed, believed)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    stamp = status.timestamp_validity
    return Signed(
        by=str(one.sig_object.get("/Name", "")),
        certificate=status.signing_cert.subject.native.get("common_name", ""),
        at=stamp.timestamp if stamp else status.signer_reported_dt,
        intact=bool(status.intact and status.valid and whole),
        believed=status.trusted,
        stamped=bool(stamp and stamp.valid and stamp.intact),
    )
