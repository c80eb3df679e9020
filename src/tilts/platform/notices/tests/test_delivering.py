"""The e-mail says only that there is a notice, and goes out once, whatever happens."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone, translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tilts.platform.notices.actions import notify
from tilts.platform.notices.channels import words
from tilts.platform.notices.jobs import attempt, deliver_waiting
from tilts.platform.notices.links import link
from tilts.platform.notices.models import Delivery, Notice
from tilts.platform.notices.queries import MOST_ATTEMPTS, unsent
from tilts.platform.parties.actors import SERVICE
from tilts.platform.workflow.worker import run_worker

from .conftest import ALARM, BROKEN, PLAIN, subject, text

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def mails() -> list[tuple[int, bool, str]]:
    """How often each was tried, whether it went out, and what went wrong last."""
    rows = Delivery.objects.order_by("pk")
    return [(mail.attempts, mail.sent_at is not None, mail.error) for mail in rows]


def later() -> None:
    """Time goes by until everything is due again, and the worker comes round."""
    Delivery.objects.update(due_at=timezone.now() - MINUTE)
    deliver_waiting()


def test_the_email_names_nobody(inbox, told):
    run_worker(once=True)
    [(to, mail)] = inbox.mails
    assert to == ["ilze@example.org"]
    secret = ("Anna", "Liepa", "Ozols", "glass", str(told.person_id), str(told.pk))
    assert [word for word in secret if word in text(mail)] == []
    assert link() in text(mail)
    assert mails() == [(1, True, "")]


@pytest.mark.parametrize("values", [
    {"who": "O\nBcc: spy@example.org", "whom": "x"},
    {"who": "<script>", "whom": "%(who)s"},
], ids=["a header", "markup"])  # fmt: skip
def test_nothing_of_a_notice_gets_into_the_email(inbox, ilze, person, values):
    notify(by=SERVICE, to=ilze, kind=PLAIN)
    run_worker(once=True)
    notify(by=SERVICE, to=ilze, kind=BROKEN, person=person.pk, **values)
    run_worker(once=True)
    plain, other = (mail for _to, mail in inbox.mails)
    assert inbox.to() == ["ilze@example.org"] * 2
    assert plain.get_payload() == other.get_payload()
    assert plain["Subject"] == other["Subject"]


@pytest.mark.parametrize("language", ["en", "lv", "lt"])
def test_the_email_is_in_the_language_of_whom_it_is_sent_to(inbox, hire, language):
    notify(by=SERVICE, to=hire("x@example.org", language), kind=PLAIN)
    with translation.override("ru"):
        run_worker(once=True)
    with translation.override(language):
        expected = translation.gettext("A notice in Tilts")
    assert [subject(mail) for _to, mail in inbox.mails] == [expected]


@pytest.mark.parametrize(
    ("https", "hosts", "address"),
    [
        (True, ["tilts.example.org", "10.0.0.1"], "https://tilts.example.org/notices/"),
        (False, ["localhost"], "http://localhost/notices/"),
    ],
)
def test_the_link_leads_to_the_first_host(settings, https, hosts, address):
    settings.HTTPS, settings.ALLOWED_HOSTS = https, hosts
    assert link() == address


def test_no_email_without_its_notice(inbox, ilze):
    with transaction.atomic():
        notify(by=SERVICE, to=ilze, kind=PLAIN)
        transaction.set_rollback(True)
    run_worker(once=True)
    assert (inbox.mails, Notice.objects.count(), Delivery.objects.count()) == ([], 0, 0)


def test_each_of_many_notices_has_its_email(inbox, hire):
    for number in range(3):
        notify(by=SERVICE, to=hire(f"s{number}@example.org"), kind=PLAIN)
    run_worker(once=True)
    assert inbox.to() == ["s0@example.org", "s1@example.org", "s2@example.org"]
    assert mails() == [(1, True, "")] * 3


def test_what_is_due_at_once_goes_out_in_one_email(inbox, ilze, hire):
    other = hire("other@example.org", "en")
    for to in (ilze, other, ilze, ilze):
        notify(by=SERVICE, to=to, kind=PLAIN)
    run_worker(once=True)
    assert sorted(inbox.to()) == ["ilze@example.org", "other@example.org"]
    with translation.override("lv"):
        three = words(3)
    told = {to: text(mail) for [to], mail in inbox.mails}
    assert [three in told["ilze@example.org"], words(1) in told["other@example.org"]] == [True] * 2
    assert mails() == [(1, True, "")] * 4


def test_what_is_urgent_says_so_and_nothing_more(inbox, hire):
    notify(by=SERVICE, to=hire("x@example.org", "en"), kind=ALARM, who="Anna Liepa")
    run_worker(once=True)
    [(_to, mail)] = inbox.mails
    assert subject(mail) == "Urgent: a notice in Tilts"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert ["Anna" in text(mail), "Liepa" in text(mail)] == [False, False]


def test_an_email_that_fails_is_seen_and_tried_again(down, told):
    run_worker(once=True)
    assert [mail.notice for mail in unsent()] == [told]
    assert mails() == [(1, False, "ConnectionRefusedError")]
    deliver_waiting()
    assert mails() == [(1, False, "ConnectionRefusedError")]  # not yet
    later()
    assert mails() == [(2, False, "ConnectionRefusedError")]
    job = DBTaskResult.objects.get()
    assert job.status == TaskResultStatus.SUCCESSFUL  # that it failed stands with the e-mail


def waits(attempts: int) -> timedelta:
    """How long something waits that fails for that many times, to the minute."""
    Delivery.objects.update(attempts=attempts, due_at=timezone.now() - MINUTE, sent_at=None)
    now = timezone.now()
    attempt(Delivery.objects.all())
    return timedelta(minutes=round((Delivery.objects.get().due_at - now) / MINUTE))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (PLAIN, [2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 2 * 64 * MINUTE, 4 * HOUR, 4 * HOUR]),
        (ALARM, [2 * MINUTE, 4 * MINUTE, 8 * MINUTE, *[15 * MINUTE] * 3]),
    ],
    ids=["usual", "urgent"],
)
def test_each_attempt_waits_longer_up_to_a_bound(down, ilze, kind, expected):
    values: Any = {"who": "A"} if kind is ALARM else {}
    notify(by=SERVICE, to=ilze, kind=kind, **values)
    assert [waits(attempts) for attempts in (0, 1, 2, 6, 7, 9)] == expected


def test_an_email_goes_out_once_the_server_answers(inbox, down, told):
    run_worker(once=True)
    down()
    later()
    later()
    assert inbox.to() == ["ilze@example.org"]
    assert (list(unsent()), mails()) == ([], [(2, True, "")])


def test_while_the_server_is_down_one_email_tries_for_all(inbox, down, hire):
    for number in range(3):
        notify(by=SERVICE, to=hire(f"s{number}@example.org"), kind=PLAIN)
    run_worker(once=True)  # each job tried its own
    later()
    assert sorted(tried for tried, _sent, _error in mails()) == [1, 1, 2]
    down()
    later()
    assert sorted(inbox.to()) == ["s0@example.org", "s1@example.org", "s2@example.org"]


def test_an_address_that_is_refused_holds_up_no_other(inbox, hire):
    for name in ("gone", "there"):
        notify(by=SERVICE, to=hire(f"{name}@example.org"), kind=PLAIN)
    inbox.unknown = {"gone@example.org"}
    later()
    assert inbox.to() == ["there@example.org"]
    assert mails() == [(1, False, "SMTPRecipientsRefused"), (1, True, "")]


@pytest.mark.parametrize("answer", ["550 Spam", "451 Try again later"])
def test_a_server_that_takes_no_mail_is_tried_again(inbox, told, answer):
    inbox.answer = answer
    run_worker(once=True)
    assert mails() == [(1, False, "SMTPDataError")]
    inbox.answer = "250 OK"
    later()
    assert (inbox.to(), mails()) == (["ilze@example.org"], [(2, True, "")])


def test_an_email_whose_own_job_came_to_nothing_is_sent_all_the_same(inbox, told):
    deliver_waiting()
    assert len(inbox.mails) == 1
    run_worker(once=True)
    assert len(inbox.mails) == 1


def test_an_email_is_given_up_but_stays_to_be_seen(inbox, down, told):
    run_worker(once=True)
    for _round in range(MOST_ATTEMPTS + 2):
        later()
    assert mails() == [(MOST_ATTEMPTS, False, "ConnectionRefusedError")]
    down()
    later()
    assert (inbox.mails, [mail.notice for mail in unsent()]) == ([], [told])


def test_an_email_that_was_sent_is_not_sent_again(inbox, told):
    before = Delivery.objects.get()
    run_worker(once=True)
    assert attempt([Delivery.objects.get()])
    assert attempt([before])  # as a second worker would that read it at the same time
    assert (len(inbox.mails), mails()) == (1, [(1, True, "")])


def test_two_workers_that_read_the_same_email_send_it_once(inbox, told):
    one, other = Delivery.objects.get(), Delivery.objects.get()
    attempt([one])
    Delivery.objects.update(sent_at=None)  # the first is not done yet
    attempt([other])
    assert (len(inbox.mails), Delivery.objects.get().attempts) == (1, 1)


def test_what_a_dying_worker_took_is_tried_again(inbox, told):
    Delivery.objects.update(attempts=1, due_at=timezone.now() + MINUTE)  # taken, never sent
    deliver_waiting()
    assert inbox.mails == []
    later()
    assert (inbox.to(), mails()) == (["ilze@example.org"], [(2, True, "")])
