"""Every write of an observation as everybody whom it does not concern: refused, nothing written."""

from datetime import timedelta
from typing import Any

import pytest

from tilts.doors.api.tests.callers import browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.organisation.actions import give_role
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Act
from tilts.workforce.competence.actions import develop
from tilts.workforce.competence.actions.developing import Agreed
from tilts.workforce.competence.models import Development, Observation, Part

from .conftest import TODAY, Service
from .test_walk import WEAK

DUE = TODAY + timedelta(days=30)


def session(service: Service) -> dict[str, Any]:
    """A session as a client sends it."""
    return {
        "on": TODAY.isoformat(),
        "session": "Session 4",
        "unit": str(service.house.units["riga"].pk),
        "first": str(service.first.pk),
        "second": str(service.second.pk),
    }


@pytest.fixture
def stages(service: Service) -> dict[str, Observation]:
    """An observation at each stage at which somebody decides."""
    with seen_by(SERVICE):
        rated = service.rated({}, {})
        told = service.moderated(**WEAK)
        fed_back = service.fed_back(**WEAK)
        developing = service.fed_back(**WEAK)
        agreed = Agreed("practice", "Praise by name.", DUE)
        develop(by=service.leader, observation=developing, agreed=agreed)
    return {"rated": rated, "told": told, "fed_back": fed_back, "developing": developing}


def writes(service: Service, at: dict[str, Observation]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each write of whoever leads: its address and what is sent."""
    day = TODAY.isoformat()
    area = {"area": "practice", "what": "Ask openly.", "due": DUE.isoformat()}
    return {
        "moderate": (f"/observations/{at['rated'].pk}/moderation", {}),
        "talk": (f"/observations/{at['told'].pk}/talk", {"on": day, "words": "True."}),
        "develop": (f"/observations/{at['fed_back'].pk}/developments", area),
        "more": (f"/observations/{at['developing'].pk}/developments", area),
        "again": (f"/observations/{at['developing'].pk}/again", session(service)),
        "error": (f"/observations/{at['rated'].pk}/moves/mark_error", {"reason": "Typed twice."}),
    }


def outsider(service: Service, who: str) -> Staff:
    """Somebody who does not lead the facilitator's observations."""
    return {
        "observer": lambda: service.first,
        "observed": lambda: service.facilitator,
        "colleague": lambda: service.house.member("prison_officer"),
        "other head": lambda: service.house.member("head_of_unit", "olaine"),
        "other agency": lambda: service.house.member("quality_manager", "vilnius"),
    }[who]()


@pytest.mark.parametrize("who", ["observer", "observed", "colleague", "other head", "other agency"])
def test_nobody_else_writes_anything(service: Service, stages, who: str):
    caller = browser(outsider(service, who))
    before = Act.objects.count()
    for name, (address, body) in writes(service, stages).items():
        answer = caller.post(address, body)
        expected = 404 if who in ("other head", "other agency") else 403
        assert (name, answer.status_code) == (name, expected)
    assert Act.objects.filter(kind__startswith="competence.").count() <= before
    with seen_by(SERVICE):
        assert Development.objects.count() == 1
        found = {row.pk: row.state for row in Observation.objects.all()}
    assert found == {row.pk: row.state for row in stages.values()}


@pytest.mark.parametrize("name", ["moderate", "talk", "develop", "more", "again", "error"])
def test_whoever_leads_does_each(service: Service, stages, name: str):
    address, body = writes(service, stages)[name]
    assert browser(service.lead).post(address, body).status_code == 201


@pytest.mark.parametrize("name", ["moderate", "talk", "develop", "more", "again"])
def test_nobody_decides_on_their_own_work_whatever_they_are_besides(service, stages, name: str):
    """The facilitator has become the manager who leads observations."""
    unit = service.house.units["riga"]
    give_role(by=SERVICE, staff=service.facilitator, role="quality_manager", unit=unit, since=TODAY)
    address, body = writes(service, stages)[name]
    answer = browser(service.facilitator).post(address, body)
    told = [reason["code"] for reason in answer.json()["reasons"]]
    assert (answer.status_code, told) == (422, ["own-observation"])


def test_what_raters_say_reaches_nobody_before_its_time(service: Service):
    """Of an observation that one observer has rated not even the manager is told a number."""
    with seen_by(SERVICE):
        observation = service.planned()
        service.rate(observation, Part.FIRST, time_kept=1)
    at = f"/competence/observations/{observation.pk}/"
    for staff in (service.lead, service.second, service.facilitator):
        page = browser(staff).client.get(at)
        assert (page.context["told"], page.context["compared"], page.context["results"]) == (
            False,
            {},
            [],
        )


def test_a_substitute_for_nobody_reads_no_rating_of_another(service: Service):
    """A rating is answered by its rater alone: no role stands in for them."""
    with seen_by(SERVICE):
        rating = service.rating(service.planned(), Part.FIRST)
    for staff in (service.lead, service.second, service.facilitator):
        client = browser(staff).client
        answer = client.post(f"/competence/ratings/{rating.pk}/", {"sent": "1"})
        assert answer.status_code == 422
        assert "This is for another rater to fill in." in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "unit", "certifies"),
    [
        ("quality_manager", "olaine", True),
        ("head_of_unit", "riga", True),
        ("head_of_unit", "olaine", False),
        ("quality_manager", "vilnius", False),
        ("training_officer", "riga", False),
    ],
)
def test_who_certifies_whom(service: Service, role: str, unit: str, certifies: bool):
    body = {
        "staff": str(service.first.pk),
        "code": "observer",
        "since": TODAY.isoformat(),
        "evidence": "Course of October.",
    }
    answer = browser(service.house.member(role, unit)).post("/certificates", body)
    assert (answer.status_code == 201) is certifies
    assert answer.status_code in (201, 403, 422)
    assert service.first.qualifications.count() == (1 if certifies else 0)
