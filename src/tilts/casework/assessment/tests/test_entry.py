"""The whole form on one page, for what was written on paper."""

import re

import pytest
from django.urls import reverse

from tilts.casework.assessment.actions import begin_assessment
from tilts.casework.assessment.queries import one_assessment
from tilts.casework.people.tests.desk import browser
from tilts.platform.forms.answering import values_in

from .conftest import reply

pytestmark = pytest.mark.usefixtures("all_seen")


@pytest.fixture
def client(desk):
    return browser(desk.officer)


@pytest.fixture
def begun(desk, edgars):
    return begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)


@pytest.fixture
def address(begun):
    return reverse("assessment:entry", args=[begun.pk])


def asked(desk):
    return [item for item in desk.rvn.items.values() if item.known is None]


def answers(begun):
    return values_in(one_assessment(begun.pk).answered.answers)


def test_every_question_stands_under_its_section(client, desk, address):
    page = client.get(address).content.decode()
    assert re.findall(r'data-question="(\w+)"', page) == [item.id for item in asked(desk)]
    assert re.findall(r'id="section-(?!title)(\w+)"', page) == [one.id for one in desk.rvn.sections]
    assert page.count('class="own-view"') == 1


def test_all_answers_are_entered_in_one_pass(client, desk, begun, address):
    sent = {item.id: reply(item, 1.0) for item in asked(desk)}
    counts = {f"{item.id}.saved": 0 for item in asked(desk)}
    response = client.post(address, {**sent, **counts})
    assert response.headers["Location"] == reverse("assessment:one", args=[begun.pk])
    assert answers(begun) == {"sex": "male", **sent}


def test_one_answer_is_saved_as_it_is_given(client, begun, address):
    response = client.post(address, {".item": "employment", "employment.saved": "0"} | WORK)
    assert (response.status_code, response.json()["saved"]) == (200, 1)
    assert "#section-work" in response.json()["sections"]
    assert answers(begun) == {"sex": "male", **WORK}


WORK = {"employment": "not_at_all"}


def test_what_is_refused_stays_on_the_page_and_the_rest_is_saved(client, begun, address):
    sent = {"own_wellbeing": "70", "own_agency": "7", "own_agency.saved": "0"}
    response = client.post(address, sent)
    assert response.status_code == 422
    assert answers(begun) == {"sex": "male", "own_agency": 7}


def test_who_stays_comes_back_to_the_same_page(client, begun, address):
    response = client.post(address, {"own_agency": "7", "own_agency.saved": "0", ".stay": "yes"})
    assert response.headers["Location"] == address
