"""Documents are signed as PAdES; another program than the one that signs says that they hold."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import tsp
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pypdf import PdfReader

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_document, make_from_template, sign_document
from tilts.platform.documents.certificates import (
    authorities,
    certificate_file,
    make_test_certificate,
    signer,
)
from tilts.platform.documents.kinds import Form
from tilts.platform.documents.models import Document
from tilts.platform.documents.queries import open_document
from tilts.platform.documents.rules import MAKE, OPEN
from tilts.platform.documents.signing import Signed, sign, signatures_in
from tilts.platform.parties.actors import SERVICE, Actor, Grant, Scope
from tilts.platform.parties.models import Party
from tilts.platform.record.models import Act
from tilts.platform.record.state import State, check_state

from .conftest import SHEET
from .reports import report
from .test_documents import registered
from .test_typesetting import tags

__all__ = ["registered"]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate and the authority behind it: keys take long to make."""
    folder = tmp_path_factory.mktemp("certificates")
    file, authority = folder / "own.p12", folder / "authority.pem"
    make_test_certificate(file, authority, of="VPD (test)", password="secret")
    return file, authority


@pytest.fixture
def certificate(settings, made_once: tuple[Path, Path]) -> Path:
    """A certificate of a test authority that the installation believes."""
    file, authority = made_once
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD = str(file), "secret"
    settings.SIGNING_AUTHORITIES = str(authority)
    return file


def made(person: Party, **changed: Any) -> Document:
    asked: dict[str, Any] = {"form": Form.PDF, **changed}
    return make_from_template(
        by=SERVICE,
        person=person.pk,
        country="LV",
        template="evaluation_report",
        language="lv",
        values=report(),
        **asked,
    )


def signed(document: Document) -> Document:
    with seen_by(SERVICE):
        return sign_document(by=SERVICE, document=document.pk)


def content(row: Document) -> bytes:
    with seen_by(SERVICE):
        return open_document(SERVICE, row.pk)[1]


def refused(document: Document) -> list[str]:
    with pytest.raises(Refused) as why:
        signed(document)
    return [reason.code for reason in why.value.reasons]


def verdict(pdf: bytes, folder: Path) -> list[str]:
    """What pdfsig of Poppler says of the signatures, which knows nothing of pyHanko."""
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(
        ["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False
    ).stdout
    lines = (line.strip(" -") for line in told.splitlines())
    wanted = ("Signature Validation", "Signature Type", "Total document", "Not total")
    return [line for line in lines if line.startswith(wanted)]


GOOD = [
    "Signature Type: ETSI.CAdES.detached",
    "Total document signed",
    "Signature Validation: Signature is Valid.",
]


def test_an_independent_verifier_finds_the_signature_valid(person, certificate, tmp_path):
    assert verdict(content(signed(made(person))), tmp_path) == GOOD


def test_an_independent_verifier_finds_what_was_altered(person, certificate, tmp_path):
    altered = bytearray(content(signed(made(person))))
    altered[2000] ^= 1
    assert "Signature Validation: Signature is Valid." not in verdict(bytes(altered), tmp_path)


def test_the_signature_says_in_whose_name_and_by_which_certificate(person, certificate):
    (found,) = signatures_in(content(signed(made(person))))
    assert found == Signed(
        by="Tilts",
        certificate="VPD (test)",
        at=found.at,
        intact=True,
        believed=True,
        stamped=False,
    )
    assert (found.holds, found.at is not None) == (True, True)


@pytest.mark.parametrize("place", [1000, 2000, 5000])
def test_what_was_altered_does_not_hold(person, certificate, place):
    altered = bytearray(content(signed(made(person))))
    altered[place] ^= 1
    assert [one.intact for one in signatures_in(bytes(altered))] != [True]


def test_what_was_added_behind_the_signature_does_not_hold(person, certificate):
    longer = content(signed(made(person))) + b"\n% more\n"
    assert [one.holds for one in signatures_in(longer)] != [True]


def test_an_authority_that_is_not_believed(person, certificate, settings, tmp_path):
    pdf = content(signed(made(person)))
    make_test_certificate(tmp_path / "x.p12", tmp_path / "other.pem", of="Somebody else")
    settings.SIGNING_AUTHORITIES = str(tmp_path / "other.pem")
    (found,) = signatures_in(pdf)
    assert (found.intact, found.believed, found.holds) == (True, False, False)


def test_the_signed_pdf_is_the_next_version_and_the_one_before_stays(person, certificate):
    first = made(person)
    before = content(first)
    second = signed(first)
    assert (second.number, second.version, second.replaces_id) == (first.number, 2, first.pk)
    assert (second.template_digest, second.kind) == (first.template_digest, first.kind)
    assert (content(first), content(second)[: len(before)]) == (before, before)
    assert [act.kind for act in Act.objects.order_by("pk")] == ["documents.make", "documents.sign"]
    assert check_state() == State()


def test_who_signed_when_stands_in_the_register(registered, person, officer, certificate):
    first, who = made(person), signatory(officer)
    with seen_by(who):
        version = sign_document(by=who, document=first.pk)
    assert (first.signed_by_id, first.signed_at) == (None, None)
    assert (version.signed_by_id, version.signed_at is not None) == (officer.party, True)
    (found,) = signatures_in(content(version))
    assert found.by == "Ilze Kļaviņa"


def signatory(officer: Actor) -> Actor:
    codes = (OPEN, MAKE, "people.see")
    grants = tuple(Grant(code, Scope.COUNTRY, "x", "lv") for code in codes)
    return Actor(party=officer.party, kind="staff", name=officer.name, grants=grants)


def test_the_signed_pdf_is_still_accessible(person, certificate):
    reader: Any = PdfReader(BytesIO(content(signed(made(person)))))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("lv", True)
    assert root["/MarkInfo"]["/Marked"] is not False
    assert {"/H1", "/H2", "/P"} <= tags(root["/StructTreeRoot"])
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert [(note["/FT"], note["/F"] & 2) for note in notes] == [("/Sig", 2)]  # hidden


def test_it_is_signed_once_and_in_its_newest_version(person, certificate):
    first = made(person)
    second = signed(first)
    assert refused(second) == ["signed"]
    assert refused(first) == ["replaced"]


def test_what_is_not_signed_electronically(person, certificate):
    sheet = make_document(by=SERVICE, person=person.pk, sheet=SHEET, language="lv")
    assert refused(sheet) == ["no-electronic-signature"]
    assert refused(made(person, form=Form.WORD)) == ["no-electronic-signature"]


@pytest.mark.parametrize("named", ["", "gone.p12"])
def test_without_a_certificate_nothing_is_signed(person, settings, named):
    settings.SIGNING_CERTIFICATE, settings.DEMO = named, False
    assert refused(made(person)) == ["no-certificate"]
    assert Document.of_things.count() == 1


def test_who_does_not_reach_the_person_cannot_sign(person, officer, certificate):
    row = made(person)
    with seen_by(officer), pytest.raises(Refused) as why:
        sign_document(by=officer, document=row.pk)
    assert [reason.code for reason in why.value.reasons] == ["not-yours"]


def test_the_demonstration_has_a_certificate_of_its_own(person, settings, home, tmp_path):
    settings.DEMO, settings.SIGNING_CERTIFICATE, settings.SIGNING_AUTHORITIES = True, "", ""
    pdf = content(signed(made(person)))
    assert certificate_file() == home / "keys" / "demonstration.p12"
    assert (home / "keys" / "demonstration.p12").stat().st_mode & 0o77 == 0
    (found,) = signatures_in(pdf)
    assert (found.certificate, found.holds) == ("Tilts (demonstration)", True)
    before = certificate_file().read_bytes()  # type: ignore[union-attr]  # it is there
    assert certificate_file().read_bytes() == before  # type: ignore[union-attr]  # as above


def test_nothing_is_believed_where_no_authority_is_named(settings):
    settings.DEMO = False
    assert authorities() == []


@pytest.mark.parametrize("text", [b"", b"no pdf", b"%PDF-1.7\nbroken"])
def test_what_is_no_pdf_has_no_signature(text):
    assert signatures_in(text) == []


def test_an_unsigned_pdf_has_no_signature(person):
    assert signatures_in(content(made(person))) == []


@pytest.fixture
def stamping(certificate, settings) -> Iterator[list[bytes]]:
    """A timestamp service that answers; what it was asked."""
    own = signer()
    assert isinstance(own, SimpleSigner)
    stamper = DummyTimeStamper(own.signing_cert, own.signing_key, own.cert_registry)
    asked: list[bytes] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(asked[-1])).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *told: Any) -> None:
            """Nothing is written to the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
    yield asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_timestamp_says_when_it_was_signed(person, stamping, tmp_path):
    pdf = content(signed(made(person)))
    (found,) = signatures_in(pdf)
    assert (len(stamping) >= 1, found.intact, found.at is not None) == (True, True, True)
    assert verdict(pdf, tmp_path) == GOOD


def test_a_timestamp_service_that_is_silent_refuses_the_signature(person, certificate, settings):
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    row = made(person)
    assert refused(row) == ["no-timestamp"]
    assert (Document.of_things.count(), Act.objects.count()) == (1, 1)


def test_two_signatures_of_the_same_are_told_apart(person, certificate):
    key = signer()
    assert key is not None
    pdf = content(made(person))
    one, other = (sign(pdf, by=name, reason="x", key=key) for name in ("Anna", "Juris"))
    assert [signatures_in(each)[0].by for each in (one, other)] == ["Anna", "Juris"]
