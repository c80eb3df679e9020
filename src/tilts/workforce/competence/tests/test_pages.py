"""The pages of competence, as a browser without JavaScript asks for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.doors.api.tests.callers import browser
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.answering import values_in
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.models import Shown
from tilts.workforce.competence.models import Development, Observation, Part
from tilts.workforce.competence.queries import definition_of, one_observation

from .conftest import TODAY, Service

DUE = (TODAY + timedelta(days=30)).isoformat()


def url(name: str, *args: Any) -> str:
    return reverse(f"competence:{name}", args=args)


def enter(staff: Staff) -> Client:
    """A browser in which somebody is signed in."""
    return browser(staff).client


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def now(observation: Observation) -> Observation:
    with seen_by(SERVICE):
        return one_observation(observation.pk)


@pytest.fixture
def planned(service: Service) -> Observation:
    with seen_by(SERVICE):
        return service.planned()


def session(service: Service, **other: Any) -> dict[str, Any]:
    """What the form of a session says."""
    return {
        "on": TODAY.isoformat(),
        "session": "Life skills, session 3",
        "unit": service.house.units["riga"].pk,
        "first": service.first.pk,
        "second": service.second.pk,
        **other,
    }


def test_an_observation_is_planned(service: Service):
    client = enter(service.lead)
    form = client.get(url("plan"))
    assert "Motivational interviewing, coded by" in text(form)
    assert "a demonstration" not in text(form)  # a risk instrument observes nobody
    sent = session(service, staff=service.facilitator.pk)
    sent["instrument"] = "facilitator-observation:2026.1"
    answer = client.post(url("plan"), sent)
    with seen_by(SERVICE):
        (made,) = Observation.objects.all()
    assert (answer.status_code, answer["Location"]) == (302, url("one", made.pk))
    assert (made.person_id, made.session) == (service.facilitator.pk, "Life skills, session 3")


def test_a_plan_that_cannot_be_says_why(service: Service):
    sent = session(service, staff=service.facilitator.pk, second=service.first.pk)
    sent["instrument"] = "facilitator-observation:2026.1"
    answer = enter(service.lead).post(url("plan"), sent)
    assert answer.status_code == 422
    assert "Two people observe, each apart. Choose two." in text(answer)


def rate(client: Client, service: Service, observation: Observation, part: Part, number: int):
    """Rate through the pages: begin, every section, finish."""
    with seen_by(SERVICE):
        rating = service.rating(observation, part)
    at = client.post(url("begin", rating.pk), {"sent": "1"})["Location"]
    for section in definition_of(observation).sections:
        page = client.get(url("section", rating.pk, section.id))
        assert page.status_code == 200
        scales = {item.id: number for item in section.items if item.type == "scale"}
        at = client.post(url("section", rating.pk, section.id), scales)["Location"]
    assert at == url("finish", rating.pk)
    return client.post(at, {"sent": "1"})


def test_from_two_observations_to_kappa_to_development_plan(service: Service, planned):
    first, second, lead = map(enter, (service.first, service.second, service.lead))
    rate(first, service, planned, Part.FIRST, 2)
    blind = text(second.get(url("one", planned.pk)))
    assert "Each rater answers apart." in blind
    assert "Weighted kappa" not in blind
    done = rate(second, service, planned, Part.SECOND, 2)
    assert done["Location"] == url("one", planned.pk)
    assert now(planned).state == "rated"
    told = text(lead.get(url("one", planned.pk)))
    assert "<dt>Weighted kappa</dt><dd>–" in told  # both gave one number throughout
    assert "12 of 12" in told
    lead.post(url("moderate", planned.pk), {"why": ""})
    lead.post(url("feed_back", planned.pk), {"on": TODAY.isoformat(), "words": "True."})
    refused = lead.post(url("move", planned.pk, "close"), {"sent": "1"})
    assert (refused.status_code, "To be developed: Preparation" in text(refused)) == (422, True)
    agreed = {"area": "practice", "what": "Praise by name.", "due": DUE, "course": ""}
    lead.post(url("develop", planned.pk), agreed)
    assert now(planned).state == "developing"
    assert "Praise by name." in text(lead.get(url("one", planned.pk)))
    lead.post(url("add", planned.pk), {**agreed, "what": "Ask openly."})
    with seen_by(SERVICE):
        rows = list(Development.objects.order_by("pk"))
    lead.post(url("reached", rows[1].pk), {"on": TODAY.isoformat()})
    again = lead.post(url("again", planned.pk), session(service))
    with seen_by(SERVICE):
        later = Observation.objects.get(former=planned)
    assert again["Location"] == url("one", later.pk)
    assert now(planned).state == "awaiting"


def test_where_the_two_differ_a_field_asks(service: Service):
    with seen_by(SERVICE):
        observation = service.rated({"time_kept": 4}, {"time_kept": 2})
    client = enter(service.lead)
    form = text(client.get(url("moderate", observation.pk)))
    assert form.count("<fieldset") == 1
    empty = client.post(url("moderate", observation.pk), {"why": "Late."})
    assert (empty.status_code, now(observation).state) == (422, "rated")
    client.post(url("moderate", observation.pk), {"time_kept": "3", "why": "Late."})
    assert now(observation).agreed["time_kept"] == 3
    told = text(client.get(url("one", observation.pk)))
    assert '<td class="number">4</td><td class="number">2</td>' in told


def test_moderating_too_soon_says_who_is_missing(service: Service, planned: Observation):
    answer = enter(service.lead).post(url("moderate", planned.pk), {"why": ""})
    assert (answer.status_code, "at the present stage" in text(answer)) == (422, True)
    assert now(planned).state == "planned"


def test_a_rating_is_nobody_elses(service: Service, planned: Observation):
    with seen_by(SERVICE):
        rating = service.rating(planned, Part.FIRST)
    begun = enter(service.first).post(url("begin", rating.pk), {"sent": "1"})
    page = enter(service.second).get(begun["Location"])
    assert (page.status_code, "This is for another rater" in text(page)) == (403, True)
    assert enter(service.facilitator).get(begun["Location"]).status_code == 403
    stranger = enter(service.house.member("prison_officer"))
    assert stranger.get(begun["Location"]).status_code == 404


def test_a_section_before_it_is_begun_is_not_there(service: Service, planned: Observation):
    with seen_by(SERVICE):
        rating = service.rating(planned, Part.FIRST)
    page = enter(service.first).get(url("section", rating.pk, "preparation"))
    assert page.status_code == 404


def test_the_observed_hears_of_it_in_the_talk(service: Service):
    with seen_by(SERVICE):
        observation = service.moderated()
    client = enter(service.facilitator)
    assert "once it is talked over with you" in text(client.get(url("one", observation.pk)))
    enter(service.lead).post(url("feed_back", observation.pk), {"on": TODAY.isoformat()})
    assert "Weighted kappa" in text(client.get(url("one", observation.pk)))


def test_a_look_at_a_colleague_is_written_down_and_at_oneself_is_not(service, planned):
    enter(service.lead).get(url("one", planned.pk))
    enter(service.facilitator).get(url("one", planned.pk))
    looks = Shown.objects.filter(person_id=service.facilitator.pk)
    found = [(row.consultation.actor_id, row.consultation.purpose) for row in looks]
    assert found == [(service.lead.pk, "check")]


def test_papers_are_entered_one_after_the_other(service: Service, planned: Observation):
    client = enter(service.first)
    at = url("paper", planned.pk)
    for _number in range(5):
        answer = client.post(at, {"understood": "4", "useful": "3"})
        assert answer["Location"] == at
    told = text(client.get(url("one", planned.pk)))
    assert ("5 papers" in told, "As a table" in told) == (True, True)
    empty = client.post(at, {"sent": "1"})
    assert (empty.status_code, "Nothing is answered" in text(empty)) == (422, True)


def test_the_list_shows_what_is_to_be_rated(service: Service, planned: Observation):
    told = text(enter(service.first).get(url("list")))
    assert ("For you to rate" in told, "Life skills, session 3" in told) == (True, True)
    nobody = text(enter(service.house.member("clerk")).get(url("list")))
    assert "Nobody is observed yet." in nobody
    assert "Plan an observation" not in nobody


def test_my_day_names_it(service: Service, planned: Observation):
    day = text(enter(service.first).get("/"))
    assert "Observe I. Kalna: Life skills, session 3" in day
    own = text(enter(service.facilitator).get("/"))
    assert "Rate yourself: Life skills, session 3" in own


@pytest.mark.parametrize("page", ["list", "one"])
def test_pages_ask_as_much_for_three_as_for_one(service: Service, page: str):
    client, counts = enter(service.lead), []
    for many in (1, 3):
        with seen_by(SERVICE):
            while Observation.objects.count() < many:
                service.fed_back()
            shown = Observation.objects.first()
        at = url("list") if page == "list" else url("one", shown.pk)
        client.get(at)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at).status_code == 200
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries))
    assert counts[0] == counts[1]


def test_answers_stay_the_raters_own(service: Service, planned: Observation):
    rate(enter(service.first), service, planned, Part.FIRST, 4)
    rate(enter(service.facilitator), service, planned, Part.OWN, 1)
    with seen_by(SERVICE):
        kept = [service.rating(planned, part).sheet for part in (Part.FIRST, Part.OWN)]
    assert [values_in(one.answers)["evokes_change"] for one in kept if one] == [4, 1]


def test_a_move_that_is_the_services_own_has_no_page(service: Service, planned: Observation):
    client = enter(service.lead)
    codes = ("both_done", "observed_again", "moderate", "nothing")
    found = [client.get(url("move", planned.pk, code)).status_code for code in codes]
    assert found == [404] * 4
