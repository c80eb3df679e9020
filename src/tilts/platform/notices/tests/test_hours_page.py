"""Staff choose their quiet hours within the limits of the country, on the page and by the API."""

import re
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tilts.engines.calendars.quiet_hours import QuietHours
from tilts.platform.access.reasons import Refused
from tilts.platform.notices.actions import set_hours
from tilts.platform.notices.forms import ALWAYS_REACHED, HoursForm
from tilts.platform.notices.hours import NOT_STAFF
from tilts.platform.notices.models import OwnHours
from tilts.platform.organisation.actions import open_account
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.acts import act
from tilts.platform.record.models import Act

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOURS = reverse("notices:hours")
LIMITS = "Quiet hours begin at 16:00 or later and end at 10:00 or earlier."
EVENING = {"way": "own", "begins": "18:30", "ends": "08:00"}


@pytest.fixture
def clerk(house) -> Any:
    return house.member("clerk")


@pytest.fixture
def desk(clerk) -> Client:
    client = Client()
    client.force_login(open_account(by=SERVICE, staff=clerk), BACKEND)
    return client


def kept() -> list[tuple[time, time, bool]]:
    return list(OwnHours.objects.values_list("begins", "ends", "free_days"))


@pytest.mark.parametrize(
    ("chosen", "rows"),
    [
        ({"way": "usual"}, []),
        ({"way": "never"}, [(time(0), time(0), False)]),
        (EVENING, [(time(18, 30), time(8), False)]),
        ({**EVENING, "free_days": "on"}, [(time(18, 30), time(8), True)]),
    ],
    ids=["usual", "never", "own", "own and free days"],
)
def test_what_is_chosen_holds_and_is_shown_again(desk, chosen, rows):
    answer = desk.post(HOURS, chosen)
    assert (answer.status_code, answer["Location"]) == (302, HOURS)
    assert kept() == rows
    page = desk.get(HOURS).content.decode()
    [way] = re.findall(r'value="(\w+)"[^>]*checked', page.replace("checked>", " checked>"))[:1]
    assert way == chosen["way"]
    assert Act.objects.filter(kind="notices.set_hours").count() == len(rows)


def test_who_chooses_again_has_one_choice(desk):
    for chosen in (EVENING, {"way": "never"}, EVENING, {"way": "usual"}):
        desk.post(HOURS, chosen)
    assert kept() == []
    assert Act.objects.filter(kind="notices.set_hours").count() == 4


@pytest.mark.parametrize(
    ("chosen", "fault"),
    [
        ({**EVENING, "begins": "15:59"}, LIMITS),
        ({**EVENING, "ends": "10:01"}, LIMITS),
        ({"way": "own", "begins": "18:00"}, "Say when, for hours of your own."),
        ({"way": "own"}, "Say when, for hours of your own."),
        ({"way": "sometimes"}, "Select a valid choice."),
        ({**EVENING, "begins": "six"}, "Enter a valid time."),
        ({}, "This field is required."),
    ],
    ids=["too early", "too late", "half", "none", "no way", "no time", "nothing"],
)
def test_what_cannot_be_chosen_is_refused_with_its_reason(desk, chosen, fault):
    answer = desk.post(HOURS, chosen)
    assert (answer.status_code, fault in answer.content.decode()) == (422, True)
    assert kept() == []


def test_the_page_says_what_holds_for_everybody(desk):
    page = " ".join(desk.get(HOURS).content.decode().split())
    assert "For everybody: from 20:00 to 07:00." in page
    assert "Your own begin at 16:00 or later and end at 10:00 or earlier." in page
    assert "text message" not in page


def test_where_there_is_a_gateway_the_page_says_which_number_it_uses(desk, clerk, settings):
    settings.TEXT_URL = "http://127.0.0.1:1/"
    assert "no telephone number of yours is known" in desk.get(HOURS).content.decode()
    with act("test.phone", by=SERVICE):
        clerk.phone = "+371 20000000"
        clerk.save()
    assert "goes to +371 20000000 as a text message" in desk.get(HOURS).content.decode()


def test_the_form_gives_the_engine_its_hours():
    said = {}
    for way in ("usual", "never", "own"):
        form = HoursForm({**EVENING, "way": way})
        assert form.is_valid()
        said[way] = form.hours()
    own = QuietHours(time(18, 30), time(8), free_days=False)
    assert said == {"usual": None, "never": ALWAYS_REACHED, "own": own}


def test_a_system_has_no_quiet_hours(house):
    actor: Actor = house.actor("clerk")
    nobody = replace(actor, party=house.units["riga"].pk)
    with pytest.raises(Refused) as refused:
        set_hours(by=nobody, hours=None)
    assert refused.value.reasons == [NOT_STAFF]
