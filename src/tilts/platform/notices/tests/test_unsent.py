"""The administrator sees which e-mails could not be sent, and tries them again."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.platform.access.authority import NO_ROLE
from tilts.platform.access.reasons import Refused
from tilts.platform.notices.actions import notify, retry_mails
from tilts.platform.notices.jobs import MOST_ATTEMPTS
from tilts.platform.notices.models import Mail
from tilts.platform.organisation.actions import open_account
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.platform.workflow.worker import run_worker

from .conftest import PLAIN

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MAILS = reverse("notices:mails")


def desk(staff) -> Client:
    client = Client()
    client.force_login(open_account(by=SERVICE, staff=staff), BACKEND)
    return client


@pytest.fixture
def admin(house) -> Client:
    return desk(house.administrator_staff)


def unsent(staff, attempts: int = MOST_ATTEMPTS) -> Mail:
    """An e-mail that was given up."""
    notice = notify(by=SERVICE, to=staff, kind=PLAIN)
    Mail.objects.filter(pk=notice.pk).update(attempts=attempts, error="ConnectionRefusedError")
    return Mail.objects.get(pk=notice.pk)


def shown(answer) -> list[list[str]]:
    """Texts of the table, without the moment."""
    rows = re.findall(r"<tr>\s*<td>.*?</tr>", answer.content.decode(), re.S)
    texts = [re.findall(r"<td>(.*?)</td>", row, re.S)[1:] for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", "", text).split()) for text in row] for row in texts]


def test_what_failed_is_shown_without_anybodys_name(admin, ilze):
    unsent(ilze), unsent(ilze, 2), notify(by=SERVICE, to=ilze, kind=PLAIN)
    answer = admin.get(MAILS)
    error = "ConnectionRefusedError"
    assert shown(answer) == [
        [str(ilze.pk), f"{MOST_ATTEMPTS} given up", error],
        [str(ilze.pk), "2", error],
    ]
    told = answer.content.decode()
    assert [word for word in (ilze.family, ilze.email) if word in told] == []


def test_only_those_of_ones_own_agency(admin, house, ilze):
    mail = unsent(house.member("probation_officer", "jelgava"))
    assert shown(admin.get(MAILS)) == []
    assert retry_mails(by=house.administrator) == 0
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
    assert retry_mails(by=house.administrator) == 0
    assert not Act.objects.filter(kind="notices.retry_mails").exists()


def test_nobody_else_sees_them(house, ilze):
    assert desk(house.member("clerk")).get(MAILS).status_code == 403
    with pytest.raises(Refused) as refused:
        retry_mails(by=house.actor("clerk"))
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
