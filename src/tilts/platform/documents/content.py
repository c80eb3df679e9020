"""What a file is by its content, and why it is not taken in: nothing is believed of its name.

Office files are archives: they are read without being unpacked, so that one that would grow beyond
all bounds is refused by what its directory says, and one with macros by what lies in it.
"""

import re
import struct
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import puremagic
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons

from .kinds import PDF, WORD

LARGEST = 20 * 1024 * 1024  # bytes
UNPACKED = 200 * 1024 * 1024  # bytes that an office file may unpack to
PARTS = 5_000  # files in one
PIXELS = 100_000_000  # of a picture
LONGEST = 120  # letters of a name
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INSIDE = {b"wordprocessingml.document.main+xml": WORD, b"spreadsheetml.sheet.main+xml": EXCEL}
MACROS = re.compile(r"(?i)vbaproject|vbadata|macrosheets/|activex/|\.bin$")
PNG_HEAD = struct.Struct(">II")  # width and height, from the sixteenth byte on


@dataclass(frozen=True)
class Type:
    """A kind of file that is taken in: how its name may end, and what it is called."""

    media_type: str
    extensions: tuple[str, ...]
    name: str


TYPES = {
    one.media_type: one
    for one in (
        Type(PDF, ("pdf",), "PDF"),
        Type(WORD, ("docx",), "Word (DOCX)"),
        Type(EXCEL, ("xlsx",), "Excel (XLSX)"),
        Type("image/jpeg", ("jpg", "jpeg"), "JPEG"),
        Type("image/png", ("png",), "PNG"),
        Type("text/plain", ("txt",), "TXT"),
    )
}
SHOWN = (PDF, "image/jpeg", "image/png")  # in the browser; all others are saved

EMPTY = Reason("empty", _("The file is empty. Choose another one."))
TOO_LARGE = Reason("too-large", _("The file is larger than 20 MB. Make it smaller, or split it."))
NOT_ALLOWED = _("Its content is %(found)s. Hand in PDF, DOCX, XLSX, JPG, PNG or TXT.")
MISLABELLED = _(
    "Its name ends in .%(claimed)s, but its content is %(found)s. Give it the right name if you "
    "know where it comes from; otherwise do not open it."
)
WITH_MACROS = Reason(
    "macros", _("It holds macros or other programs. Save it without them, or as PDF.")
)
BOMB = Reason("bomb", _("It would unpack to far more than it should. It is not taken in."))


def type_of(content: bytes) -> Type | None:
    """Which of the kinds that are taken in the content is; None when it is none of them."""
    found = {one.mime_type for one in _guesses(content)}
    if WORD in found or EXCEL in found:
        return _office(content)
    if not found and _is_text(content):
        return TYPES["text/plain"]
    return next((TYPES[media] for media in TYPES if media in found), None)


def why_not_uploaded(name: str, content: bytes) -> Reasons:
    """Why a file is not taken in, by its size, its content, and whether its name says the same."""
    if not content:
        return [EMPTY]
    if len(content) > LARGEST:
        return [TOO_LARGE]
    kind, claimed = type_of(content), _extension(name)
    found = kind.name if kind else _in_words(content)
    if claimed and (kind is None or claimed not in kind.extensions):
        told = {"claimed": claimed, "found": found}
        known = any(claimed in one.extensions for one in TYPES.values())
        if known or kind:
            return [Reason("mislabelled", str(MISLABELLED) % told)]
    if kind is None:
        return [Reason("not-allowed", str(NOT_ALLOWED) % {"found": found})]
    return _dangers(kind, content)


def cleaned_name(name: str, kind: Type) -> str:
    """The name without folders, signs that cannot be seen, and with the ending of its content."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(one for one in last if unicodedata.category(one)[0] not in "C")
    stem = re.sub(r'[<>:"|?*\s]+', " ", seen)
    if _extension(stem):
        stem = stem.rpartition(".")[0]
    return f"{stem.strip(' .')[:LONGEST] or 'document'}.{kind.extensions[0]}"


def _guesses(content: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return []


def _extension(name: str) -> str:
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem and re.fullmatch(r"\w{1,5}", last) else ""


def _office(content: bytes) -> Type | None:
    """Word or Excel, by the list of contents within."""
    try:
        with ZipFile(BytesIO(content)) as packed, packed.open("[Content_Types].xml") as listed:
            told = listed.read(LARGEST)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, OSError):
        return None
    media = next((media for mark, media in INSIDE.items() if mark in told), "")
    if not media and b"macroEnabled" in told:
        media = EXCEL if b"excel" in told else WORD  # refused for its macros
    return TYPES.get(media)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(one) == "Cc" and one not in "\t\r\n\f" for one in text)


def _dangers(kind: Type, content: bytes) -> Reasons:
    if kind.media_type in (WORD, EXCEL):
        return _in_archive(content)
    if kind.media_type == "image/png":
        width, height = PNG_HEAD.unpack(content[16:24].ljust(8, b"\xff"))
        return [BOMB] if width * height > PIXELS else []
    return []


def _in_archive(content: bytes) -> Reasons:
    with ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        listed = packed.read("[Content_Types].xml") if _small(parts) else b""
    if not _small(parts):
        return [BOMB]
    if b"macroEnabled" in listed or any(MACROS.search(part.filename) for part in parts):
        return [WITH_MACROS]
    return []


def _small(parts: list[ZipInfo]) -> bool:
    return len(parts) <= PARTS and sum(part.file_size for part in parts) <= UNPACKED


def _in_words(content: bytes) -> str:
    found = _guesses(content)
    named = (one.mime_type or one.extension for one in found)
    return next((name for name in named if name), str(_("of an unknown kind")))
