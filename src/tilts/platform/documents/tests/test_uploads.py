"""Files about somebody: known by their content, scanned, in versions, withdrawn with a reason."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.documents.actions import make_document, upload_document, withdraw_document
from tilts.platform.documents.content import TYPES, cleaned_name, type_of, why_not_uploaded
from tilts.platform.documents.kinds import PDF, WORD, Kind
from tilts.platform.documents.models import Document, Withdrawal
from tilts.platform.documents.queries import newest_of, open_document, versions_of
from tilts.platform.documents.scanning import why_not_clean
from tilts.platform.documents.views import as_file
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.models import Act
from tilts.platform.record.state import State, check_state

from .conftest import SHEET

pytestmark = pytest.mark.django_db
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 10, 10) + b"\x08\x02\0\0\0" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"
PAPER = b"%PDF-1.7\nfictional"
TEXT = "Sveiki, pasaule – ā".encode()


def word() -> bytes:
    written = BytesIO()
    docx.Document().save(written)
    return written.getvalue()


def sheet() -> bytes:
    written = BytesIO()
    Workbook().save(written)
    return written.getvalue()


def packed(parts: dict[str, bytes], onto: bytes = b"") -> bytes:
    """An archive with these parts, added to another one."""
    written = BytesIO(onto)
    with ZipFile(written, "a", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


GOOD = {
    "a.pdf": PAPER,
    "a.docx": word(),
    "a.xlsx": sheet(),
    "a.jpg": JPEG,
    "a.JPEG": JPEG,
    "a.png": PNG,
    "a.txt": TEXT,
    "no ending": PAPER,
}


def codes(name: str, content: bytes) -> list[str]:
    return [reason.code for reason in why_not_uploaded(name, content)]


@pytest.mark.parametrize("name", GOOD)
def test_what_is_taken_in(name):
    found = type_of(GOOD[name])
    assert codes(name, GOOD[name]) == []
    assert found is not None
    assert "." not in name or name.rpartition(".")[2].lower() in found.extensions


MACROS = packed({"word/vbaProject.bin": b"x"}, word())
SHEET_MACROS = packed({"xl/macrosheets/sheet1.xml": b"x"}, sheet())
MANY = packed({f"word/media/{n}.txt": b"" for n in range(5_001)}, word())
WIDE = PNG[:16] + struct.pack(">II", 100_000, 100_000) + PNG[24:]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"", ["empty"]),
        ("a.pdf", PAPER + b"0" * 20 * 1024 * 1024, ["too-large"]),
        ("a.pdf", GOOD["a.docx"], ["mislabelled"]),
        ("a.txt", PAPER, ["mislabelled"]),
        ("a.exe", PAPER, ["mislabelled"]),
        ("a.jpg", PNG, ["mislabelled"]),
        ("a.docx", GOOD["a.xlsx"], ["mislabelled"]),
        ("a.pdf", b"MZ\x90\0" + b"\0" * 64, ["mislabelled"]),
        ("a.pdf", b"<html><script>alert(1)</script>", ["mislabelled"]),
        ("a.docx", packed({"x.txt": b"x"}), ["mislabelled"]),
        ("a.docx", b"PK\x03\x04 no archive", ["mislabelled"]),
        ("a.exe", b"MZ\x90\0" + b"\0" * 64, ["not-allowed"]),
        ("a.html", b"<html><script>alert(1)</script>", ["not-allowed"]),
        ("a", b"\x00\x01\x02\xff\xfe", ["not-allowed"]),
        ("a.docx", MACROS, ["macros"]),
        ("a.xlsx", SHEET_MACROS, ["macros"]),
        ("a.docm", MACROS, ["mislabelled"]),
        ("a.docx", MANY, ["bomb"]),
        ("a.png", WIDE, ["bomb"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused(name, content, expected):
    assert codes(name, content) == expected


def test_what_would_unpack_to_far_more_is_refused():
    bomb = packed({"word/media/image.bmp": b"\0" * (201 * 1024 * 1024)}, word())
    assert (len(bomb) < 1024 * 1024, codes("a.docx", bomb)) == (True, ["bomb"])


def test_the_reason_says_what_it_is_and_what_its_name_claims():
    (reason,) = why_not_uploaded("report.pdf", PNG)
    assert ".pdf" in str(reason.text)
    assert "PNG" in str(reason.text)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\anna\\spriedums.PDF", "spriedums.pdf"),
        ("  Lēmums\n2026 \u202egpj.pdf", "Lēmums2026 gpj.pdf"),
        ('a<b>:"c|?*.pdf', "a b c.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "document.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, cleaned):
    assert cleaned_name(name, TYPES[PDF]) == cleaned


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(sorted(TYPES)))
def test_a_cleaned_name_is_harmless_and_stays_as_it_is(name: str, media: str):
    kind = TYPES[media]
    cleaned = cleaned_name(name, kind)
    assert not set(cleaned) & set('/\\<>:"|?*\n\r\0')
    assert cleaned.endswith(f".{kind.extensions[0]}")
    assert cleaned_name(cleaned, kind) == cleaned


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.png", "a.txt", "a"]))
def test_any_bytes_get_an_answer(content: bytes, name: str):
    assert all(isinstance(code, str) for code in codes(name, content))


def taken(person: Party, by: Actor = SERVICE, **changed: Any) -> Document:
    asked: dict[str, Any] = {"kind": Kind.DECISION, "name": "Spriedums.pdf", "content": PAPER}
    with seen_by(by):
        return upload_document(by=by, person=person.pk, **{**asked, **changed})


def refused(person: Party, **changed: Any) -> list[str]:
    with pytest.raises(Refused) as why:
        taken(person, **changed)
    return [reason.code for reason in why.value.reasons]


def test_a_file_is_entered_in_the_register(person):
    row = taken(person)
    assert (row.title, row.kind, row.media_type, row.version) == (
        "Spriedums.pdf",
        "decision",
        PDF,
        1,
    )
    assert (row.template, row.size) == ("", len(PAPER))
    assert [act.kind for act in Act.objects.all()] == ["documents.hand_in"]
    with seen_by(SERVICE):
        assert open_document(SERVICE, row.pk) == (row, PAPER)
    assert check_state() == State()


def test_nothing_is_entered_of_what_is_refused(person, home):
    assert refused(person, name="a.docx") == ["mislabelled"]
    assert (Document.of_things.count(), Act.objects.count()) == (0, 0)
    assert not (home / "documents").exists()


def test_a_new_version_supersedes_and_the_old_one_stays(person):
    first = taken(person)
    second = taken(person, content=PAPER + b"2", replaces=first.pk)
    assert (second.number, second.version) == (first.number, 2)
    with seen_by(SERVICE):
        assert list(newest_of([person.pk])) == [second]
        assert versions_of(first) == [second, first]
        assert open_document(SERVICE, first.pk)[1] == PAPER
    assert refused(person, replaces=first.pk) == ["replaced"]


def test_what_was_made_here_gets_no_version_by_handing_in(person):
    made = make_document(by=SERVICE, person=person.pk, sheet=SHEET, language="lv")
    assert refused(person, replaces=made.pk) == ["made-here"]


def test_a_version_of_somebody_elses_file_is_refused(person):
    other = taken(Party.objects.create(kind=PartyKind.PERSON))
    assert refused(person, replaces=other.pk) == ["elses"]


def test_who_does_not_reach_the_person_hands_nothing_in(person, officer):
    assert refused(person, by=officer) == ["not-yours"]


def withdrawn(row: Document, reason: str = "Of another person.") -> Withdrawal:
    with seen_by(SERVICE):
        return withdraw_document(by=SERVICE, document=row.pk, reason=reason)


def why_not(row: Document, reason: str = "x") -> list[str]:
    with pytest.raises(Refused) as why:
        withdrawn(row, reason)
    return [one.code for one in why.value.reasons]


def test_a_document_is_withdrawn_with_a_reason_and_stays(person):
    row = taken(person)
    assert why_not(row, "  ") == ["no-reason"]
    assert withdrawn(row).reason == "Of another person."
    with seen_by(SERVICE):
        (listed,) = newest_of([person.pk])
        assert listed.withdrawal.reason == "Of another person."
        assert open_document(SERVICE, row.pk)[1] == PAPER
    assert why_not(row) == ["withdrawn"]
    assert refused(person, replaces=row.pk) == ["withdrawn"]
    assert check_state() == State()


def test_a_version_that_was_replaced_is_not_withdrawn(person):
    first = taken(person)
    taken(person, replaces=first.pk)
    assert why_not(first) == ["replaced"]


def test_who_does_not_see_it_withdraws_nothing(person, officer):
    row = taken(person)
    with seen_by(officer), pytest.raises(Refused) as why:
        withdraw_document(by=officer, document=row.pk, reason="x")
    assert [one.code for one in why.value.reasons] == ["not-yours"]


@pytest.mark.parametrize(
    ("name", "content", "media", "shown"),
    [
        ("a.pdf", PAPER, PDF, 'inline; filename="{}.pdf"'),
        ("a.png", PNG, "image/png", 'inline; filename="{}.png"'),
        ("a.docx", GOOD["a.docx"], WORD, 'attachment; filename="{}.docx"'),
        ("a.txt", TEXT, "text/plain; charset=utf-8", 'attachment; filename="{}.txt"'),
    ],
    ids=["pdf", "png", "docx", "txt"],
)
def test_a_file_is_served_so_that_it_can_do_nothing(person, name, content, media, shown):
    row = taken(person, name=name, content=content)
    assert dict(as_file(row, content).headers) == {
        "Content-Type": media,
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": shown.format(row.number),
    }


class Clamd(socketserver.StreamRequestHandler):
    """A little clamd: INSTREAM alone, and EICAR is all that it knows."""

    said: str = ""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        seen = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            seen += self.rfile.read(size)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in seen else b"stream: OK\0"
        self.wfile.write(self.said.encode() or found)


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path: Path) -> Iterator[type[Clamd]]:
    handler = type("Told", (Clamd,), {})
    server: socketserver.BaseServer
    if request.param == "tcp":
        server = socketserver.TCPServer(("127.0.0.1", 0), handler)
        settings.SCANNER = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        server = socketserver.UnixStreamServer(str(tmp_path / "clamd"), handler)
        settings.SCANNER = f"unix://{tmp_path / 'clamd'}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield handler
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_scanner_lets_clean_files_in_and_no_others(person, clamd):
    assert taken(person, content=PAPER + b"0" * 200_000).size == len(PAPER) + 200_000
    assert refused(person, content=PAPER + b"0" * 70_000 + EICAR) == ["infected"]
    assert Document.of_things.count() == 1


@pytest.mark.parametrize("said", ["INSTREAM size limit exceeded. ERROR\0", "\0"])
def test_a_scanner_that_says_something_else_lets_nothing_in(clamd, said):
    clamd.said = said
    assert [reason.code for reason in why_not_clean(PAPER)] == ["scanner-silent"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "unix:///nowhere/clamd"])
def test_a_scanner_that_does_not_answer_lets_nothing_in(person, settings, address):
    settings.SCANNER = address
    assert refused(person) == ["scanner-silent"]
    assert Document.of_things.count() == 0


def test_without_a_scanner_nothing_is_scanned():
    assert why_not_clean(EICAR) == []
