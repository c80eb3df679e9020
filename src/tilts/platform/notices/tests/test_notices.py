"""Staff are told in Tilts; the e-mail says only that they are."""

import email
import socket
from datetime import date, timedelta
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.db.models import F
from django.utils import translation

from tilts.platform.notices.actions import mark_read, notify
from tilts.platform.notices.jobs import AGAIN, MOST_ATTEMPTS, attempt, link, send_waiting
from tilts.platform.notices.kinds import kinds, notice
from tilts.platform.notices.models import Mail, Notice
from tilts.platform.notices.queries import notices_of, unread_count, unsent_mails
from tilts.platform.organisation.actions import NewStaff, appoint, open_unit
from tilts.platform.organisation.models import Agency, Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.parties.models import Party, PartyKind
from tilts.platform.record.acts import act
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Act, Payload
from tilts.platform.workflow.worker import run_worker

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

BROKEN = notice("test.broken_glass", "%(who)s broke the glass for %(whom)s.")
PLAIN = notice("test.plain", "The night was quiet, 100 %.")


class Inbox:
    """Keeps what the server was given."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd calls it so
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return "250 OK"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def inbox(settings):
    kept = Inbox()
    settings.EMAIL_PORT = free_port()
    server = Controller(kept, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    yield kept
    server.stop()


@pytest.fixture
def no_server(inbox, settings):
    """A server that nobody answers at."""
    settings.EMAIL_PORT = 1


@pytest.fixture
def ilze(db) -> Staff:
    with act("test.found", by=SERVICE):
        agency = Agency(code="ievp", country="lv", kind="prison", names={"lv": "IeVP"})
        agency.save()
    open_unit(
        by=SERVICE, agency=agency, code="riga", kind="prison", names={}, since=date(2020, 1, 1)
    )
    who = NewStaff(given="Ilze", family="Kļaviņa", email="ilze@example.org", language="lv")
    return appoint(by=SERVICE, agency=agency, who=who)


@pytest.fixture
def told(ilze) -> Notice:
    person = Party.objects.create(kind=PartyKind.PERSON)
    return notify(
        by=SERVICE, to=ilze, kind=BROKEN, person=person.pk, who="J. Ozols", whom="Anna Liepa"
    )


def actor(staff: Staff) -> Actor:
    return Actor(party=staff.pk, kind="staff", name=staff.name)


def test_a_notice_has_the_text_of_its_kind(told):
    assert Notice.objects.get().text == "J. Ozols broke the glass for Anna Liepa."
    assert Notice(code=PLAIN.code).text == "The night was quiet, 100 %."
    assert Notice(code="gone.away").text == "gone.away"
    assert {code: kinds()[code] for code in (BROKEN.code,)} == {BROKEN.code: BROKEN}


def test_a_notice_is_recorded_under_the_key_of_whom_it_is_about(told):
    payload = Payload.objects.get(act__kind="notices.notify")
    body = open_all([payload])[payload.pk]
    assert payload.subject_id == told.person_id
    assert body
    assert body["changes"][0]["after"]["values"] == {"who": "J. Ozols", "whom": "Anna Liepa"}


def test_a_notice_about_nobody_is_the_staff_members_own(ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert Payload.objects.get(act__kind="notices.notify").subject_id == ilze.pk


def test_the_email_names_nobody(inbox, told):
    run_worker(once=True)
    [(to, mail)] = inbox.mails
    assert to == ["ilze@example.org"]
    text = str(mail) + mail.get_payload(decode=True).decode()
    assert [word for word in ("Anna", "Liepa", "Ozols", str(told.person_id)) if word in text] == []
    assert link() in text
    assert Mail.objects.get().sent_at is not None


def test_the_email_is_in_the_language_of_whom_it_is_sent_to(inbox, told):
    run_worker(once=True)
    with translation.override("lv"):
        subject = translation.gettext("A notice in Tilts")
    raw = inbox.mails[0][1]["Subject"]
    decoded = make_header(decode_header(raw))
    assert str(decoded) == subject


def test_no_email_without_its_notice(inbox, ilze):
    with transaction.atomic():
        notify(by=SERVICE, to=ilze, kind=PLAIN)
        transaction.set_rollback(True)
    run_worker(once=True)
    assert (inbox.mails, Notice.objects.count()) == ([], 0)


def test_an_email_that_fails_is_seen_and_tried_again(no_server, told):
    run_worker(once=True)
    [mail] = unsent_mails()
    assert (mail.attempts, mail.sent_at, mail.error) == (1, None, "ConnectionRefusedError")
    send_waiting()
    assert unsent_mails().get().attempts == 2


def test_an_email_goes_out_once_the_server_answers(inbox, told, settings):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    run_worker(once=True)
    settings.EMAIL_PORT = port
    send_waiting()
    send_waiting()
    assert len(inbox.mails) == 1
    assert (list(unsent_mails()), Mail.objects.get().error) == ([], "")


def test_an_email_whose_own_job_came_to_nothing_is_sent_all_the_same(inbox, told):
    send_waiting()
    assert inbox.mails == []  # its own job is about to
    with act("test.wait", by=SERVICE):
        Notice.objects.update(sent_at=told.sent_at - AGAIN - timedelta(seconds=1))
    send_waiting()
    assert len(inbox.mails) == 1


def test_an_email_is_given_up_but_stays_to_be_seen(no_server, told):
    Mail.objects.update(attempts=MOST_ATTEMPTS)
    send_waiting()
    assert unsent_mails().get().attempts == MOST_ATTEMPTS


def test_an_email_that_was_sent_is_not_sent_again(inbox, told):
    run_worker(once=True)
    attempt(Mail.objects.get())
    assert (len(inbox.mails), Mail.objects.get().attempts) == (1, 1)


def test_notices_are_read_by_their_owner_alone(told, ilze):
    other = Actor(party=SERVICE.party, kind="staff", name="x")
    assert (unread_count(actor(ilze)), unread_count(other)) == (1, 0)
    assert mark_read(by=other) == 0
    assert mark_read(by=actor(ilze)) == 1
    assert unread_count(actor(ilze)) == 0
    assert list(notices_of(actor(ilze)).filter(read_at__gte=F("sent_at"))) == [told]
    assert Act.objects.filter(kind="notices.mark_read").count() == 1
