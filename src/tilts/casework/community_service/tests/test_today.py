"""The provider's own page: whom it names, what a few taps do, and what a stranger learns."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client

from tilts.casework.community_service.actions import close_link, name_contact, record_hours
from tilts.casework.community_service.hours_guards import Day
from tilts.casework.community_service.models import ProviderLink, WorkEvent
from tilts.casework.community_service.today import MOST
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act, Consultation

from .at_work import NINE, TODAY, days_ago, new_key, now, said, url
from .test_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_count():
    """No address was opened yet."""
    cache.clear()


class Phone:
    """A phone with the secret address, without an account."""

    def __init__(self, at_work: Any, provider: Any) -> None:
        self.link, self.token = at_work.link(provider)
        self.client = Client()

    def get(self) -> Any:
        return self.client.get(url("today", self.token))

    def page(self) -> str:
        answer = self.get()
        assert answer.status_code == 200
        return text(answer)

    def send(self, **told: Any) -> Any:
        return self.client.post(url("today", self.token), told)

    def tap(self, here: Any, /, went: str = "worked", **more: Any) -> Any:
        """The big button, with what stands in the fields beside it."""
        usual = {"begins": "09:00", "hours": "8", "minutes": "0"}
        told = {"placement": str(here.pk), "key": str(new_key()), "went": went}
        return self.send(**{**usual, **told, **more})


@pytest.fixture
def placement(at_work):
    whom = at_work.somebody("Kalniņš", given="Jānis Pēteris")
    return at_work.placed(at_work.registered(at_work.received(at_work.measure(whom))))


@pytest.fixture
def phone(at_work, placement):
    return Phone(at_work, placement.provider)


def test_it_names_who_works_here_today_and_nothing_else(phone, placement):
    page = phone.page()
    assert "Jānis K." in page
    person = placement.person
    raw = phone.get().content.decode()
    for secret in (person.family, "Pēteris", person.file_number, "1985", str(person.pk)):
        assert secret not in raw


def test_who_does_not_work_today_is_not_named(at_work, phone, placement):
    free = [day for day in range(7) if day != TODAY.weekday()]
    for family, more in (
        ("Zariņš", {"weekdays": free}),
        ("Celms", {"since": TODAY + timedelta(days=1)}),
    ):
        whom = at_work.somebody(family, given="Uldis")
        case = at_work.registered(at_work.received(at_work.measure(whom)))
        at_work.placed(case, placement.provider, **more)
    other = at_work.somebody("Egle", given="Zane")
    at_work.placed(at_work.registered(at_work.received(at_work.measure(other))))
    page = phone.page()
    assert re.findall(r"\b(Jānis|Uldis|Zane)\b", page) == ["Jānis"] * page.count("Jānis")


def test_every_look_is_on_the_record_as_the_contacts(phone, placement):
    phone.page()
    (look,) = Consultation.objects.filter(about="community_service:today")
    assert (look.actor_id, look.actor_kind, look.purpose, look.way) == (
        phone.link.contact_id, "guest", "work", "page",
    )  # fmt: skip
    assert list(look.shown.values_list("person_id", flat=True)) == [placement.person_id]


def test_nobody_here_today_is_no_look(at_work):
    phone = Phone(at_work, at_work.provider())
    assert "Nobody from probation works here today." in phone.page()
    assert Consultation.objects.filter(about="community_service:today").count() == 0


def test_three_taps_from_the_day_to_the_confirmation(phone, placement):
    assert phone.tap(placement).status_code == 302
    page = phone.page()
    assert "8 h" in page
    assert "Confirm 1 day" in page
    (event,) = WorkEvent.plain.all()
    assert phone.send(do="confirm", line=str(event.line)).status_code == 302
    assert said(event.line) == [("recorded", "worked", 480), ("confirmed", "worked", 480)]
    page = phone.page()
    assert "confirmed by the provider" in page
    assert "Confirm 1 day" not in page


def test_other_hours_and_how_it_went(phone, placement):
    more = {"begins": "10:30", "hours": "2", "minutes": "15", "quality": "excellent",
            "behaviour": "poor", "note": "Came late."}  # fmt: skip
    phone.tap(placement, **more)
    (event,) = WorkEvent.plain.all()
    assert (event.begins.hour, event.minutes, event.quality, event.behaviour, event.note) == (
        10, 135, "excellent", "poor", "Came late.",
    )  # fmt: skip
    assert event.day == TODAY


def test_whoever_did_not_come_is_absent_and_not_judged(phone, placement):
    phone.tap(placement, went="absent")
    (event,) = WorkEvent.plain.all()
    assert (event.went, event.minutes, event.step) == ("absent", 0, "recorded")
    assert now(placement.service).state == "placed"
    assert "absent, not judged yet" in phone.page()


def test_the_same_tap_twice_counts_once(phone, placement):
    key = str(new_key())
    for _twice in range(2):
        assert phone.tap(placement, key=key).status_code == 302
    assert WorkEvent.plain.count() == 1


def test_a_second_tap_with_another_key_is_refused_in_words(phone, placement):
    phone.tap(placement)
    answer = phone.tap(placement)
    assert answer.status_code == 422
    assert "Something is recorded at this time already." in text(answer)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"hours": "9"}, "On one day at most 8 h count."),
        ({"hours": "0"}, "Say how long the person worked."),
        ({"hours": "25"}, "Ensure this value is less than or equal to 24."),
        ({"went": "unacceptable"}, "Select a valid choice."),
        ({"went": "excused"}, "Select a valid choice."),
        ({"key": "none"}, "Enter a valid UUID."),
        ({"placement": "none"}, "Enter a valid UUID."),
        ({"placement": str(new_key())}, "This person does not work here today."),
        ({"note": "x" * 201}, "Ensure this value has at most 200 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(phone, placement, more, words):
    answer = phone.tap(placement, **more)
    assert answer.status_code == 422
    assert words in text(answer)
    assert WorkEvent.plain.count() == 0


def test_somebody_of_another_provider_cannot_be_recorded(at_work, phone):
    elsewhere = at_work.placed()
    answer = phone.tap(elsewhere)
    assert "This person does not work here today." in text(answer)
    assert WorkEvent.plain.count() == 0


@pytest.mark.parametrize("line", ["none", str(UUID(int=7)), ""])
def test_there_is_nothing_to_confirm(phone, line):
    answer = phone.send(do="confirm", line=line)
    assert answer.status_code == 422
    assert "There is nothing to confirm." in text(answer)


def test_days_forgotten_are_confirmed_later_and_told_apart(at_work, phone, placement):
    what = Day(day=days_ago(1), begins=NINE, minutes=90)
    event = record_hours(by=at_work.officer, placement=placement, what=what)
    phone.tap(placement)
    page = text(phone.get())
    assert "Of earlier days, not confirmed yet" in page
    assert "1 h 30 min" in page
    assert "Confirm 2 days" in page
    lines = list(WorkEvent.plain.values_list("line", flat=True))
    phone.client.post(url("today", phone.token), {"do": "confirm", "line": lines})
    assert said(event.line)[-1] == ("confirmed", "worked", 90)
    assert "Confirm" not in text(phone.get())


def test_what_elsewhere_waits_is_not_shown(at_work, phone, placement):
    other = at_work.placed()
    what = Day(day=days_ago(1), begins=NINE, minutes=90)
    record_hours(by=at_work.officer, placement=other, what=what)
    assert "Confirm" not in text(phone.get())


def test_who_is_done_or_was_sent_back_stands_anew(at_work, phone, placement):
    from tilts.casework.community_service.actions import send_back

    phone.tap(placement)
    (event,) = WorkEvent.plain.all()
    send_back(by=at_work.officer, event=event, reason="Another person.")
    assert "Did not come" in phone.page()
    phone.tap(placement, hours="1")
    assert WorkEvent.plain.count() == 3


class TestAddress:
    """What opens the page, and how it says that it does not."""

    def test_an_address_never_made_says_so_kindly(self, db):
        answer = Client().get(url("today", "never-made"))
        assert answer.status_code == 404
        assert "Ask the probation officer for a new address." in text(answer)

    def test_a_closed_one_and_one_that_is_too_old(self, at_work, phone, placement):
        with act("test.old", by=SERVICE):
            link = ProviderLink.objects.get()
            link.ends_on = days_ago(1)
            link.save()
        answer = phone.get()
        assert (answer.status_code, "This page is closed" in text(answer)) == (410, True)
        close_link(by=at_work.officer, provider=placement.provider)
        assert phone.get().status_code == 410
        assert phone.tap(placement).status_code == 410
        assert WorkEvent.plain.count() == 0

    def test_an_old_address_opens_nothing_after_a_new_one(self, at_work, phone, placement):
        again = Phone(at_work, placement.provider)
        assert (phone.get().status_code, again.get().status_code) == (404, 200)

    def test_who_left_has_no_page(self, at_work, phone, placement):
        name_contact(by=at_work.officer, provider=placement.provider, name="Uldis Koks")
        assert phone.get().status_code == 410

    @pytest.mark.parametrize("token", ["open", "never"])
    def test_it_is_kept_private(self, phone, token):
        answer = phone.client.get(url("today", phone.token if token == "open" else token))
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "no-store" in answer["Cache-Control"]

    def test_a_redirect_is_kept_private_too(self, phone, placement):
        answer = phone.tap(placement)
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Location"] == url("today", phone.token)

    def test_it_speaks_the_language_that_was_chosen(self, at_work, phone, placement):
        with act("test.language", by=SERVICE):
            link = ProviderLink.objects.get()
            link.language = "lv"
            link.save()
        assert '<html lang="lv"' in phone.get().content.decode()

    def test_opened_too_often_it_asks_for_a_moment(self, phone, placement):
        for _once in range(MOST):
            assert phone.get().status_code == 200
        answer = phone.get()
        assert (answer.status_code, "A moment, please" in text(answer)) == (429, True)
        assert phone.tap(placement).status_code == 429

    def test_only_reading_and_sending_are_known(self, phone):
        assert phone.client.put(url("today", phone.token)).status_code == 405

    def test_a_form_from_elsewhere_is_refused(self, phone, placement):
        phone.client = Client(enforce_csrf_checks=True)
        assert phone.tap(placement).status_code == 403
        assert WorkEvent.plain.count() == 0

    def test_a_form_of_the_page_itself_is_taken_from_a_browser(self, phone, placement):
        phone.client = Client(enforce_csrf_checks=True)
        phone.get()
        token = phone.client.cookies["csrftoken"].value
        told = {"went": "worked", "placement": str(placement.pk), "key": str(new_key())}
        told |= {"begins": "09:00", "hours": "1", "csrfmiddlewaretoken": token}
        path = url("today", phone.token)
        elsewhere = phone.client.post(path, told, headers={"origin": "null"})
        own = phone.client.post(path, told, headers={"origin": "http://testserver"})
        assert (elsewhere.status_code, own.status_code) == (403, 302)
        assert WorkEvent.plain.get().minutes == 60

    def test_it_needs_no_session(self, phone):
        assert "sessionid" not in phone.get().cookies

    def test_the_token_stands_in_no_act(self, phone, placement):
        phone.tap(placement)
        kinds = set(Act.objects.values_list("kind", flat=True))
        assert not any(phone.token in kind for kind in kinds)
        assert phone.token not in str(list(ProviderLink.objects.values()))
