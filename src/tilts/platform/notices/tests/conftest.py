"""A mail server, somebody who is told, and a person whom it is about."""

import email
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from email.header import decode_header, make_header
from email.message import Message
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from tilts.platform.notices.actions import notify
from tilts.platform.notices.kinds import notice
from tilts.platform.notices.models import Notice, OwnHours
from tilts.platform.organisation.actions import NewStaff, appoint
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act

BROKEN = notice("test.broken_glass", "%(who)s broke the glass for %(whom)s.")
PLAIN = notice("test.plain", "The night was quiet, 100 %.")
ALARM = notice("test.alarm", "%(who)s has not come back.", urgent=True)


class Inbox:
    """Keeps what the server was given, and refuses the addresses in `unknown`."""

    def __init__(self) -> None:
        self.bytes: list[bytes] = []
        self.mails: list[tuple[list[str], Message]] = []
        self.unknown: set[str] = set()
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.unknown:
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        if self.answer.startswith("250"):
            self.bytes.append(envelope.content)
            self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return self.answer

    def to(self) -> list[str]:
        """The addresses of what came, in order."""
        return [address for addresses, _mail in self.mails for address in addresses]


def subject(mail: Message) -> str:
    return str(make_header(decode_header(mail["Subject"])))


def text(mail: Message) -> str:
    """Headers and body, as whoever reads on the way would see them."""
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return f"{mail}{subject(mail)}{payload.decode()}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    kept = Inbox()
    settings.EMAIL_PORT = free_port()
    server = Controller(kept, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    yield kept
    server.stop()


@pytest.fixture
def down(inbox: Inbox, settings: Any) -> Callable[[], None]:
    """Nobody answers at the server's address, until this is called."""
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    def up() -> None:
        settings.EMAIL_PORT = port

    return up


@pytest.fixture
def person(db: None) -> Party:
    return Party.objects.create(kind=PartyKind.PERSON)


@pytest.fixture
def hire(house: Any) -> Callable[..., Staff]:
    """Somebody of the prison service, with an address and a language."""

    def hired(address: str, language: str = "lv") -> Staff:
        who = NewStaff(given="Ilze", family="Kļaviņa", email=address, language=language)
        staff = appoint(by=SERVICE, agency=house.agencies["ievp"], who=who)
        keep_reachable(staff)
        return staff

    return hired


def keep(staff: Staff, begins: time, ends: time) -> None:
    """Give somebody quiet hours that no limits bind."""
    with act("test.hours", by=SERVICE):
        row = OwnHours(staff=staff, begins=begins, ends=ends, free_days=False)
        if kept := OwnHours.objects.filter(pk=staff.pk).first():
            row = kept
            row.begins, row.ends = begins, ends
        row.save()


def keep_reachable(staff: Staff) -> None:
    """No quiet hours: tests run by day and by night."""
    keep(staff, time(0), time(0))


def rest_now(staff: Staff) -> datetime:
    """It is quiet for somebody for at least an hour from now; returns until when."""
    now = timezone.now().astimezone(ZoneInfo("Europe/Riga"))
    ends = now + timedelta(hours=2)
    keep(staff, (now - timedelta(hours=2)).time(), ends.time())
    return ends


@pytest.fixture
def ilze(hire: Callable[..., Staff]) -> Staff:
    return hire("ilze@example.org")


@pytest.fixture
def told(ilze: Staff, person: Party) -> Notice:
    values: Any = {"who": "J. Ozols", "whom": "Anna Liepa"}
    return notify(by=SERVICE, to=ilze, kind=BROKEN, person=person.pk, **values)
