"""The administrator sees which e-mails could not be sent, and tries them again."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.reasons import Refused
from tilts.platform.design import display
from tilts.platform.notices.actions import notify, retry_deliveries, stop_delivery
from tilts.platform.notices.models import Delivery
from tilts.platform.notices.my_day import given_up
from tilts.platform.notices.queries import MOST_ATTEMPTS
from tilts.platform.organisation.actions import open_account
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.workflow.worker import run_worker

from .conftest import PLAIN

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MAILS = reverse("notices:mails")
AT = datetime(2030, 1, 2, 9, 30, tzinfo=UTC)


def desk(staff) -> Client:
    client = Client()
    client.force_login(open_account(by=SERVICE, staff=staff), BACKEND)
    return client


@pytest.fixture
def admin(house) -> Client:
    return desk(house.administrator_staff)


def unsent(staff, attempts: int = MOST_ATTEMPTS) -> Delivery:
    """An e-mail that was given up, or is to be tried again at a known time."""
    notice = notify(by=SERVICE, to=staff, kind=PLAIN)
    row = Delivery.objects.get(notice=notice)
    row.attempts, row.error, row.due_at = attempts, "ConnectionRefusedError", AT
    row.save()
    return row


def shown(answer) -> list[list[str]]:
    """Texts of the table, without the moment."""
    rows = re.findall(r"<tr>\s*<td>.*?</tr>", answer.content.decode(), re.S)
    texts = [re.findall(r"<td>(.*?)</td>", row, re.S)[1:] for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", "", text).split()) for text in row] for row in texts]


def test_what_failed_is_shown_without_anybodys_name(admin, ilze):
    unsent(ilze), unsent(ilze, 2), notify(by=SERVICE, to=ilze, kind=PLAIN)
    answer = admin.get(MAILS)
    why = "The server does not answer. ConnectionRefusedError"
    who, buttons = str(ilze.pk), "Try now Stop trying"
    assert shown(answer) == [
        [who, "e-mail", str(MOST_ATTEMPTS), why, "given up", buttons],
        [who, "e-mail", "2", why, display.local(AT), buttons],
    ]
    told = answer.content.decode()
    assert [word for word in (ilze.family, ilze.email) if word in told] == []


def test_only_those_of_ones_own_agency(admin, house, ilze):
    mail = unsent(house.member("probation_officer", "jelgava"))
    assert shown(admin.get(MAILS)) == []
    assert retry_deliveries(by=house.administrator) == 0
    mail.refresh_from_db()
    assert mail.attempts == MOST_ATTEMPTS


def test_what_was_given_up_goes_out_once_the_server_answers(admin, ilze, inbox, down):
    mail = unsent(ilze)
    down()
    answer = admin.post(reverse("notices:retry_mails"))
    assert (answer.status_code, answer["Location"]) == (302, MAILS)
    run_worker(once=True)
    mail.refresh_from_db()
    assert (inbox.to(), mail.attempts, mail.error, mail.sent_at is None) == (
        [ilze.email],
        1,
        "",
        False,
    )
    assert shown(admin.get(MAILS)) == []
    assert Act.objects.filter(kind="notices.retry_mails").count() == 1


def test_nothing_unsent_is_no_act(house, ilze):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    assert retry_deliveries(by=house.administrator) == 0
    assert not Act.objects.filter(kind="notices.retry_mails").exists()


def test_nobody_else_sees_them(house, ilze):
    assert desk(house.member("clerk")).get(MAILS).status_code == 403
    with pytest.raises(Refused) as refused:
        retry_deliveries(by=house.actor("clerk"))
    assert refused.value.reasons == [NO_ROLE]


def test_as_many_queries_for_three_rows_as_for_one(admin, ilze):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            admin.get(MAILS)
        return len(captured.captured_queries)

    unsent(ilze)
    for_one = queries()
    unsent(ilze), unsent(ilze)
    assert queries() == for_one


def test_one_alone_is_tried_again_or_stopped(admin, ilze, inbox, down):
    again, stopped, left = unsent(ilze), unsent(ilze), unsent(ilze)
    down()
    for verb, row in (("retry_mail", again), ("stop_mail", stopped)):
        answer = admin.post(reverse(f"notices:{verb}", args=[row.pk]))
        assert (answer.status_code, answer["Location"]) == (302, MAILS)
    run_worker(once=True)
    for row in (again, stopped, left):
        row.refresh_from_db()
    assert inbox.to() == [ilze.email]
    states = [
        (row.attempts, row.sent_at is not None, row.stopped_at is not None)
        for row in (again, stopped, left)
    ]
    assert states == [(1, True, False), (MOST_ATTEMPTS, False, True), (MOST_ATTEMPTS, False, False)]
    assert [row[2] for row in shown(admin.get(MAILS))] == [str(MOST_ATTEMPTS)]
    kinds = ["notices.retry_mails", "notices.stop_mail"]
    assert sorted(Act.objects.filter(kind__in=kinds).values_list("kind", flat=True)) == kinds


def test_nobody_stops_what_is_anothers(house, ilze):
    theirs = unsent(house.member("probation_officer", "jelgava"))
    assert stop_delivery(by=house.administrator, delivery=theirs.pk) == 0
    with pytest.raises(Refused):
        stop_delivery(by=house.actor("clerk"), delivery=theirs.pk)
    theirs.refresh_from_db()
    assert theirs.stopped_at is None


def test_what_was_given_up_is_work_for_the_administrator(house, ilze):
    unsent(ilze, 2)
    assert given_up(house.administrator) == []
    unsent(ilze), unsent(ilze)
    [row] = given_up(house.administrator)
    assert (row.text, row.url, row.tone) == (
        "2 messages to staff were given up: see why, and try again",
        MAILS,
        "danger",
    )
