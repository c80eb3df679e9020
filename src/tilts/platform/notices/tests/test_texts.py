"""Text messages: only what is urgent, through a gateway of the agency's, not a word more."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone, translation

from tilts.platform.notices.actions import notify
from tilts.platform.notices.channels import words
from tilts.platform.notices.jobs import deliver_waiting
from tilts.platform.notices.models import Channel, Delivery
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.worker import run_worker

from .conftest import ALARM, PLAIN

pytestmark = pytest.mark.django_db
PHONE = "+371 20000000"


class Gateway:
    """What a gateway was asked, and how it answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], dict[str, str]]] = []
        self.status = 202


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    """A real HTTP server; `/elsewhere` is where its redirects would lead."""
    kept = Gateway()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            wanted = ("Authorization", "Content-Type", "Idempotency-Key")
            headers = {name: self.headers.get(name, "") for name in wanted}
            kept.asked.append((self.command, self.path, headers, body))
            self.send_response(kept.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.TEXT_URL = f"http://127.0.0.1:{server.server_port}/send?from=tilts"
    settings.TEXT_TOKEN = "a-token"
    yield kept
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def reachable(ilze: Staff) -> Staff:
    with act("test.phone", by=SERVICE):
        ilze.phone = PHONE
        ilze.save()
    return ilze


def texts() -> list[tuple[int, bool, str]]:
    """How often each was tried, whether it went out, and what went wrong last."""
    rows = Delivery.objects.filter(channel=Channel.TEXT).order_by("pk")
    return [(row.attempts, row.sent_at is not None, row.error) for row in rows]


def alarm(to: Staff) -> None:
    notify(by=SERVICE, to=to, kind=ALARM, who="Anna Liepa")
    run_worker(once=True)


def test_what_is_urgent_goes_through_the_gateway(gateway, inbox, reachable):
    alarm(reachable)
    row = Delivery.objects.get(channel=Channel.TEXT)
    with translation.override("lv"):
        said = words(1)
    headers = {
        "Authorization": "Bearer a-token",
        "Content-Type": "application/json",
        "Idempotency-Key": str(row.pk),
    }
    body = {"to": PHONE, "text": said}
    assert gateway.asked == [("POST", "/send?from=tilts", headers, body)]
    assert (texts(), inbox.to()) == ([(1, True, "")], [reachable.email])


def test_the_rest_does_not(gateway, inbox, reachable):
    notify(by=SERVICE, to=reachable, kind=PLAIN)
    run_worker(once=True)
    assert (gateway.asked, texts(), inbox.to()) == ([], [], [reachable.email])


def test_without_a_number_or_a_gateway_there_is_no_message(gateway, inbox, ilze, settings):
    alarm(ilze)
    assert texts() == []
    settings.TEXT_URL = ""
    with act("test.phone", by=SERVICE):
        ilze.phone = PHONE
        ilze.save()
    alarm(ilze)
    assert (gateway.asked, texts(), inbox.to()) == ([], [], [ilze.email] * 2)


@pytest.mark.parametrize("status", [302, 401, 429, 500])
def test_what_the_gateway_refuses_is_tried_again_under_the_same_key(
    gateway, inbox, reachable, status
):
    gateway.status = status
    alarm(reachable)
    assert texts() == [(1, False, "GatewayRefused")]
    gateway.status = 200
    Delivery.objects.filter(sent_at=None).update(due_at=timezone.now())
    deliver_waiting()
    assert texts() == [(2, True, "")]
    keys = [headers["Idempotency-Key"] for _verb, _path, headers, _body in gateway.asked]
    assert (len(keys), len(set(keys)), gateway.asked[1][1]) == (2, 1, "/send?from=tilts")


def test_a_gateway_that_is_away_holds_up_no_email(inbox, reachable, settings):
    settings.TEXT_URL = "http://127.0.0.1:1/"
    alarm(reachable)
    assert (texts(), inbox.to()) == ([(1, False, "ConnectionRefusedError")], [reachable.email])
    assert Delivery.objects.get(channel=Channel.TEXT).told_error == "The server does not answer."
