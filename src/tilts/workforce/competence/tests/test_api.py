"""The API of observations: the same forms, actions and reasons as the pages."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.doors.api.tests.callers import Caller, browser, reasons, told
from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Consultation
from tilts.workforce.competence.models import Part
from tilts.workforce.competence.queries import one_observation

from .conftest import TODAY, Service

DUE = (TODAY + timedelta(days=30)).isoformat()


@pytest.fixture
def lead(service: Service) -> Caller:
    return browser(service.lead)


def session(service: Service) -> dict[str, Any]:
    """A session as a client sends it."""
    return {
        "on": TODAY.isoformat(),
        "session": "Session 3",
        "unit": str(service.house.units["riga"].pk),
        "first": str(service.first.pk),
        "second": str(service.second.pk),
    }


def plan(service: Service, lead: Caller) -> str:
    """Plan one; its address."""
    whom = {"staff": str(service.facilitator.pk), "instrument": "facilitator-observation:2026.1"}
    made = lead.post("/observations", {**session(service), **whom})
    assert made.status_code == 201
    return f"/observations/{made.json()['id']}"


def state(at: str) -> str:
    """Where it stands."""
    with seen_by(SERVICE):
        found = one_observation(at.rpartition("/")[2])  # type: ignore[arg-type] # an id as text
    return found.state


def test_an_observation_goes_all_the_way_by_the_api(service: Service, lead: Caller):
    at = plan(service, lead)
    with seen_by(SERVICE):
        observation = one_observation(at.rpartition("/")[2])  # type: ignore[arg-type] # as above
        service.rate(observation, Part.FIRST, time_kept=2)
        service.rate(observation, Part.SECOND, time_kept=3)
    body: dict[str, Any] = {"chosen": {"time_kept": 2}, "why": "Sat far apart."}
    assert lead.post(f"{at}/moderation", body).status_code == 201
    assert lead.post(f"{at}/talk", {"on": TODAY.isoformat(), "words": "True."}).status_code == 201
    agreed = {"area": "fidelity", "what": "Keep the time.", "due": DUE}
    assert lead.post(f"{at}/developments", agreed).status_code == 201
    assert lead.post(f"{at}/developments", {**agreed, "what": "Plan it."}).status_code == 201
    assert lead.post(f"{at}/again", session(service)).status_code == 201
    assert state(at) == "awaiting"
    found = lead.get(at).json()
    assert found["agreed"]["time_kept"] == 2
    assert found["results"]["fidelity"] == {"value": 2.5, "band": "competent"}
    listed = lead.get("/observations").json()["items"]
    assert [row["state"] for row in listed] == ["planned", "awaiting"]


def test_moderation_needs_what_the_page_needs(service: Service, lead: Caller):
    at = plan(service, lead)
    answer = lead.post(f"{at}/moderation", {})
    assert reasons(answer) == (422, ["not-from-here"])
    assert state(at) == "planned"


def test_a_rater_finishes_their_own(service: Service, lead: Caller):
    at = plan(service, lead)
    found = lead.get(at).json()
    rows = {row["part"]: row["id"] for row in found["ratings"]}
    status, codes = reasons(lead.post(f"/ratings/{rows['first']}/finish", {}))
    assert (status, codes) == (422, ["not-your-rating"])
    first = browser(service.first)
    assert reasons(first.post(f"/ratings/{rows['first']}/finish", {}))[1] == ["unanswered"]
    assert (found["agreed"], found["results"]) == ({}, {})


def test_the_observed_is_told_no_sooner_by_the_api(service: Service, lead: Caller):
    with seen_by(SERVICE):
        observation = service.moderated()
    at = f"/observations/{observation.pk}"
    own = browser(service.facilitator)
    assert own.get(at).json()["results"] == {}
    lead.post(f"{at}/talk", {"on": TODAY.isoformat()})
    assert own.get(at).json()["results"]["conduct"] == {"value": 3, "band": "competent"}


def test_papers_come_in_without_names(service: Service, lead: Caller):
    at = plan(service, lead)
    first = browser(service.first)
    assert first.post(f"{at}/papers", {"said": {"useful": 4}}).status_code == 201
    own = browser(service.facilitator)
    assert reasons(own.post(f"{at}/papers", {"said": {"useful": 4}}))[1] == ["own-observation"]


def test_other_moves(service: Service, lead: Caller):
    at = plan(service, lead)
    assert lead.post(f"{at}/moves/cancel", {"reason": "Fell out."}).status_code == 201
    assert state(at) == "cancelled"
    assert lead.post(f"{at}/moves/both_done", {}).status_code == 404


def test_who_does_not_lead_does_not_write(service: Service, lead: Caller):
    at = plan(service, lead)
    officer = browser(service.house.member("prison_officer"))
    assert reasons(officer.post("/observations", {}))[1] == ["no-role"]
    assert reasons(officer.get(at)) == (404, ["not-yours"])
    assert told(officer.get("/observations")) == (
        200,
        {"items": [], "next": None, "previous": None},
    )


def test_a_look_by_the_api_is_written_down(service: Service, lead: Caller):
    at = plan(service, lead)
    lead.get(at)
    ways = Consultation.objects.filter(actor_id=service.lead.pk).values_list("way", flat=True)
    assert set(ways) == {"api"}
