"""Whatever a room tells its staff, nothing of it is in the e-mail: seen in the bytes sent."""

import base64
import quopri
import re
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.people.tests.people import person
from tilts.platform.notices.actions import notify
from tilts.platform.notices.kinds import kinds
from tilts.platform.notices.models import Delivery
from tilts.platform.notices.occasions import Occasion
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.worker import run_worker

from .conftest import keep_reachable

pytestmark = pytest.mark.django_db
SECRET = "Zvirbulēns"
PLACES = re.compile(r"%\((\w+)\)")


def readable(mail: bytes) -> str:
    """Everything that whoever carries the e-mail could read, whatever its encoding."""
    parts = [part.get_payload(decode=True) for part in message_from_bytes(mail).walk()]
    texts = [mail, quopri.decodestring(mail), *[part for part in parts if isinstance(part, bytes)]]
    return "".join(text.decode("utf-8", "replace") for text in texts)


def test_a_secret_would_be_found_in_an_email():
    for encoded in (quopri.encodestring(SECRET.encode()), SECRET.encode()):
        assert SECRET in readable(b"Subject: x\n\n" + encoded)
    inside = base64.b64encode(SECRET.encode()).decode()
    assert SECRET in readable(f"Content-Transfer-Encoding: base64\n\n{inside}".encode())


def test_no_email_of_any_kind_of_notice_names_anybody(inbox, house):
    anna = person(SECRET, "Ksenija", at=house.units["riga"], country="LV")
    clerk = house.member("clerk")
    keep_reachable(clerk)
    starts = timezone.now() + timedelta(days=1)
    told: dict[str, Any] = {}
    for kind in kinds().values():
        values: Any = dict.fromkeys(PLACES.findall(str(kind.text)), SECRET)
        occasion = Occasion(anna.pk, starts, starts + timedelta(hours=1))
        notice = notify(
            by=SERVICE, to=clerk, kind=kind, person=anna.pk, occasion=occasion, **values
        )
        told[kind.code] = (bool(values), SECRET in notice.text)
        run_worker(once=True)
    assert {says for has, says in told.values() if has} == {True}  # there was something to leak
    assert (len(inbox.bytes), Delivery.objects.filter(sent_at=None).count()) == (len(told), 0)
    secrets = (SECRET, "Ksenija", str(anna.pk), anna.pk.hex, anna.file_number, *told)
    for mail in inbox.bytes:
        assert [secret for secret in secrets if secret in readable(mail)] == []
