"""The wall around sexual offences opens for a purpose, to who may, and every look is written."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.proceedings.actions import add_offence
from tilts.casework.proceedings.models import Offence
from tilts.platform.organisation.actions import give_role
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation

from .pages import looks_at, page, send, signed_in
from .world import OPENED, days_ago, missing, opened, today

pytestmark = pytest.mark.usefixtures("pages")
WORDS = "what happened behind the wall"
FORM = 'Open<span class="ds-sr-only">: circumstances 160</span>'


def sexual(proceeding, circumstances: str = WORDS) -> Offence:
    return add_offence(
        by=SERVICE,
        proceeding=proceeding,
        code="160",
        committed_on=date(2024, 11, 5),
        circumstances=circumstances,
    )


@pytest.fixture
def offence(person, prison) -> Offence:
    return sexual(opened(person, prison))


@pytest.fixture
def head(prison, person) -> Client:
    client = signed_in(prison, "head_of_unit")
    looks_at(client, person)
    return client


def looks() -> list[tuple[str, str]]:
    """Purpose and object of every look behind a wall."""
    rows = Consultation.objects.filter(about__startswith="wall:").order_by("recorded_at")
    return list(rows.values_list("purpose", "about"))


def test_the_proceedings_offer_the_key_and_not_the_words(head, offence):
    html = page(head, "one", offence.proceeding_id)
    assert (FORM in html, WORDS in html) == (True, False)
    assert looks() == []


def test_for_a_purpose_the_wall_opens_and_the_look_is_written(head, offence):
    status, html = send(head, "circumstances", offence.pk, purpose="check")
    assert (status, WORDS in html) == (200, True)
    assert looks() == [("check", "wall:sexual-offences")]


def test_the_words_stay_on_no_page(head, offence):
    send(head, "circumstances", offence.pk, purpose="check")
    html = page(head, "circumstances", offence.pk)
    assert (WORDS in html, "For what purpose" in html) == (False, True)
    assert len(looks()) == 1


@pytest.mark.parametrize("purpose", ["", "curiosity"])
def test_without_a_purpose_it_stays_closed(head, offence, purpose):
    status, html = send(head, "circumstances", offence.pk, purpose=purpose)
    assert (status, WORDS in html) == (422, False)
    assert looks() == []


def test_the_person_is_on_the_page(head, offence, person):
    html = page(head, "circumstances", offence.pk)
    assert (person.file_number in html, "Circumstances of Sexual violence" in html) == (
        True,
        True,
    )


def test_that_nothing_is_recorded_is_said(head, person, prison):
    empty = sexual(opened(person, prison), "")
    status, html = send(head, "circumstances", empty.pk, purpose="check")
    assert (status, "No circumstances are recorded." in html) == (200, True)


def test_who_may_not_open_it_sees_no_key_and_no_words(offence, person, prison):
    clerk = signed_in(prison, "clerk")
    looks_at(clerk, person)
    assert FORM not in page(clerk, "one", offence.proceeding_id)
    status, html = send(clerk, "circumstances", offence.pk, purpose="check")
    assert (status, WORDS in html, looks()) == (403, False, [])


def test_an_officer_opens_it_for_their_own_people_alone(offence, person, prison):
    officer = signed_in(prison, "prison_officer")
    staff = Staff.objects.get(email="prison_officer.riga@example.org")
    looks_at(officer, person)
    assert FORM not in page(officer, "one", offence.proceeding_id)
    status, html = send(officer, "circumstances", offence.pk, purpose="check")
    assert (status, "You may see this person, but not do this for them." in html) == (403, True)
    give_role(by=SERVICE, staff=staff, role="facilitator", unit=prison, since=OPENED)
    how = Handover(on=today(), reason="the first officer")
    allocate(by=SERVICE, person=person.pk, to=staff, how=how)
    assert FORM in page(officer, "one", offence.proceeding_id)
    status, html = send(officer, "circumstances", offence.pk, purpose="check")
    assert (status, WORDS in html) == (200, True)


def test_a_stranger_cannot_tell_it_from_nothing(offence, probation):
    stranger = signed_in(probation, "head_of_unit")
    page(stranger, "circumstances", offence.pk, status=404)
    page(stranger, "circumstances", missing(), status=404)
    assert looks() == []


def test_without_a_purpose_for_the_record_it_is_asked_first(offence, prison):
    head = signed_in(prison, "head_of_unit")
    html = page(head, "circumstances", offence.pk, status=403)
    assert "Why do you open this record?" in html


def test_an_open_offence_has_no_wall(head, person, prison):
    values: dict[str, Any] = {"by": SERVICE, "code": "175"}
    values["proceeding"] = opened(person, prison)
    plain = add_offence(**values, committed_on=days_ago(900), circumstances="at a market")
    status, html = send(head, "circumstances", plain.pk, purpose="check")
    assert (status, "at a market" in html, looks()) == (200, True, [])


def test_three_walled_offences_cost_as_much_as_one(head, offence):
    url = reverse("proceedings:one", args=[offence.proceeding_id])

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert head.get(url).content.decode().count("Circumstances are protected.") == there
        return len(made)

    there = 1
    queries()  # caches of the process
    once = queries()
    for _ in range(2):
        sexual(offence.proceeding)
    there = 3
    assert queries() == once
