"""An optional virus scan by clamd, over its INSTREAM command (TCP or a local socket).

A scanner that is set up and does not answer refuses the file: nothing is let through unseen.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tilts.platform.access.reasons import Reason, Reasons

CHUNK = 64 * 1024  # bytes
SECONDS = 30
ANSWER = 4096  # bytes
INFECTED = Reason(
    "infected",
    _("The virus scanner found something harmful in it. It is not taken in; do not open it."),
)
SILENT = Reason(
    "scanner-silent",
    _("The virus scanner does not answer, so nothing is taken in. Try again in some minutes."),
)


def why_not_clean(content: bytes) -> Reasons:
    """Why a file does not pass the scanner; nothing when none is set up."""
    if not settings.SCANNER:
        return []
    try:
        with _connected() as clamd:
            answer = _asked(clamd, content)
    except OSError:
        return [SILENT]
    if answer.endswith(b" FOUND"):
        return [INFECTED]
    return [] if answer == b"stream: OK" else [SILENT]


@contextmanager
def _connected() -> Iterator[socket.socket]:
    """A connection to the scanner: tcp://host:port, or unix:///path."""
    where = urlsplit(settings.SCANNER)
    if where.scheme == "unix":
        with socket.socket(socket.AF_UNIX) as local:
            local.settimeout(SECONDS)
            local.connect(where.path)
            yield local
    else:
        address = (where.hostname or "localhost", where.port or 3310)
        with socket.create_connection(address, timeout=SECONDS) as remote:
            yield remote


def _asked(clamd: socket.socket, content: bytes) -> bytes:
    """Hand the content over in chunks, each behind its length, and an empty one at the end."""
    clamd.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        clamd.sendall(struct.pack(">I", len(chunk)) + chunk)
    clamd.sendall(struct.pack(">I", 0))
    answer = b""
    while not answer.endswith(b"\0") and (more := clamd.recv(ANSWER)):
        answer += more
    return answer.rstrip(b"\0").strip()
