"""Only who is certified now completes an instrument, by page and by API; it names the course."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tilts.doors.api.tests.callers import browser, reasons
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, answer, decide
from tilts.platform.forms.answering import Answer
from tilts.platform.organisation.actions import cut_qualification, note_qualification
from tilts.platform.organisation.models import Qualification, Staff
from tilts.platform.parties.actors import SERVICE
from tilts.workforce.competence.actions import begin_rating
from tilts.workforce.competence.models import Observation, Part, Rating
from tilts.workforce.competence.queries import definition_of

from .conftest import TODAY, Service, used

GIVES = "The course “Observing and giving feedback” gives it."
RENEWS = "The course “Observing and giving feedback” renews it."
LONG_AGO = TODAY - timedelta(days=700)


@pytest.fixture(autouse=True)
def everybody(db: None) -> Iterator[None]:
    with seen_by(SERVICE):
        yield


def gated() -> None:
    """From today on only observers answer the form."""
    wants = Decision("use", "The director", "Errors were made.", TODAY, requires="observer")
    decide(by=SERVICE, agency="ievp", of=used("facilitator-observation"), decision=wants)


def certified(staff: Staff) -> Qualification:
    return note_qualification(by=SERVICE, staff=staff, code="observer", since=LONG_AGO)


def filled(service: Service, observation: Observation, part: Part = Part.FIRST) -> Rating:
    """A rating with every answer, not finished."""
    rating = service.rating(observation, part)
    by = service.actor(rating.rater)
    begun = begin_rating(by=by, rating=rating)
    assert begun.sheet
    for item in definition_of(observation).items.values():
        given = Answer(3 if item.type == "scale" else "Well led.")
        answer(by=by, sheet=begun.sheet, item=item.id, given=given)
    return begun


def finish_page(rating: Rating, staff: Staff) -> tuple[int, str]:
    """Status and text of the page on which a rating is finished."""
    at = f"/competence/ratings/{rating.pk}/finish/"
    told = browser(staff).client.post(at, {"sent": "1"})
    return told.status_code, " ".join(told.content.decode().split())


def is_done(rating: Rating) -> bool:
    return Rating.objects.select_related("sheet").get(pk=rating.pk).is_done


def test_the_page_finishes_nothing_without_the_certificate(service: Service):
    rating = filled(service, service.planned())
    gated()
    status, told = finish_page(rating, service.first)
    assert (status, GIVES in told, is_done(rating)) == (422, True, False)
    certified(service.first)
    assert finish_page(rating, service.first)[0] == 302
    assert is_done(rating)


def test_a_certificate_that_ended_meanwhile_says_when_and_what_renews_it(service: Service):
    gated()
    held = certified(service.first)
    rating = filled(service, service.planned())
    cut_qualification(by=SERVICE, qualification=held, until=TODAY)
    status, told = finish_page(rating, service.first)
    assert (status, RENEWS in told, is_done(rating)) == (422, True, False)


def test_the_api_finishes_nothing_without_it_and_names_the_course(service: Service):
    rating = filled(service, service.planned())
    gated()
    first = browser(service.first)
    refused = first.post(f"/ratings/{rating.pk}/finish", {})
    (reason,) = refused.json()["reasons"]
    assert (refused.status_code, reason["code"]) == (422, "not-certified")
    assert reason["text"].endswith(GIVES)
    certified(service.first)
    assert first.post(f"/ratings/{rating.pk}/finish", {}).status_code == 201
    assert is_done(rating)


def test_nothing_moves_on_while_one_of_two_is_not_certified(service: Service):
    observation = service.planned()
    one, other = (filled(service, observation, part) for part in (Part.FIRST, Part.SECOND))
    gated()
    certified(service.first)
    assert finish_page(one, service.first)[0] == 302
    assert finish_page(other, service.second)[0] == 422
    observation.refresh_from_db()
    assert observation.state == "planned"
    certified(service.second)
    assert finish_page(other, service.second)[0] == 302
    observation.refresh_from_db()
    assert observation.state == "rated"


def test_the_observed_speaks_of_themself_without_one(service: Service):
    gated()
    rating = filled(service, service.planned(), Part.OWN)
    assert finish_page(rating, service.facilitator)[0] == 302


@pytest.mark.parametrize("code", ["risk_assessor", "programme_facilitator", "first-aid"])
def test_a_certificate_for_something_else_is_none(service: Service, code: str):
    rating = filled(service, service.planned())
    gated()
    note_qualification(by=SERVICE, staff=service.first, code=code, since=LONG_AGO)
    assert finish_page(rating, service.first)[0] == 422


@pytest.mark.parametrize(
    ("since", "until", "done"),
    [(0, None, True), (1, None, False), (-9, 1, True), (-9, 0, False)],
)
def test_it_counts_from_its_first_day_until_its_last(service, since, until, done):
    rating = filled(service, service.planned())
    gated()
    note_qualification(
        by=SERVICE,
        staff=service.first,
        code="observer",
        since=TODAY + timedelta(days=since),
        until=None if until is None else TODAY + timedelta(days=until),
    )
    assert (finish_page(rating, service.first)[0] == 302) is done


def test_where_the_agency_asks_for_none_nobody_needs_one(service: Service):
    rating = filled(service, service.planned())
    assert finish_page(rating, service.first)[0] == 302


def test_what_another_agency_asks_for_holds_there_alone(service: Service):
    wants = Decision("use", "The director", "Errors.", TODAY, requires="observer")
    decide(by=SERVICE, agency="vpd", of=used("facilitator-observation"), decision=wants)
    assert finish_page(filled(service, service.planned()), service.first)[0] == 302


def test_the_reason_is_in_the_raters_language(service: Service):
    rating = filled(service, service.planned())
    gated()
    client = browser(service.first).client
    client.cookies["django_language"] = "lv"
    told = client.post(f"/competence/ratings/{rating.pk}/finish/", {"sent": "1"})
    assert "Novērošana un atgriezeniskā saite" in told.content.decode()


def test_a_certificate_without_an_end_is_not_doubled(service: Service):
    """As an administrator may have noted one from before."""
    certified(service.first)
    body: dict[str, Any] = {
        "staff": str(service.first.pk),
        "code": "observer",
        "since": TODAY.isoformat(),
        "evidence": "Course of October.",
    }
    lead = browser(service.lead)
    assert reasons(lead.post("/certificates", body)) == (422, ["certified-already"])
    assert Qualification.objects.count() == 1
