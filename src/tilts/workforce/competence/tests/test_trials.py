"""A form on trial gathers what its users say, and how reliable it is, before it is decided."""

from typing import Any

import pytest

from tilts.doors.api.tests.callers import browser, reasons
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.parties.actors import SERVICE
from tilts.workforce.competence.actions import note_trial
from tilts.workforce.competence.presenting import trials
from tilts.workforce.competence.queries import trial_feedback

from .conftest import TODAY, USED, Service, used

AT = "/competence/trials/miti4/4.2.1/"
TRIED = Decision("trial", "The commission", "To be found out.", TODAY)


@pytest.fixture
def trying(service: Service) -> Service:
    """MITI 4 is on trial in the prison service, which uses the form about forms."""
    decide(by=SERVICE, agency="ievp", of=used("miti4"), decision=TRIED)
    decide(by=SERVICE, agency="ievp", of=used("trial-feedback"), decision=USED)
    return service


def tell(service: Service, **said: Any) -> None:
    """The first observer says what they think."""
    note_trial(by=service.actor(service.first), on_trial=used("miti4"), said=said)


def test_what_users_say_is_counted_and_quoted(trying: Service):
    tell(trying, clear=4, fits=2, change="Fewer counts.")
    tell(trying, clear=3)
    (row,) = trials(trying.house.agencies["ievp"])
    assert (row["of"], row["since"], row["answers"]) == (used("miti4"), TODAY, 2)
    assert [one["shown"] for one in row["rows"]] == ["3.5", "2.0", "–", "–"]
    assert row["wishes"] == ["Fewer counts."]


def test_only_what_is_on_trial_is_asked_about(trying: Service):
    by, said = trying.actor(trying.first), {"clear": 4}
    with pytest.raises(Refused) as caught:
        note_trial(by=by, on_trial=used("facilitator-observation"), said=said)
    assert [reason.code for reason in caught.value.reasons] == ["not-on-trial"]
    assert trials(trying.house.agencies["vpd"]) == []


def test_nothing_said_is_not_kept(trying: Service):
    with pytest.raises(Refused) as caught:
        tell(trying, clear="", change="")
    assert [reason.code for reason in caught.value.reasons] == ["nothing-said"]
    assert trial_feedback("ievp", used("miti4")) == []


def test_without_the_form_nobody_is_asked(service: Service):
    decide(by=SERVICE, agency="ievp", of=used("miti4"), decision=TRIED)
    with pytest.raises(Refused) as caught:
        tell(service, clear=4)
    assert [reason.code for reason in caught.value.reasons] == ["no-form"]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_pages_gather_and_show_it(trying: Service):
    client = browser(trying.first).client
    assert "Its questions are clear" in text(client.get(AT))
    assert client.post(AT, {"clear": "4", "change": "Shorter."}).status_code == 302
    told = text(browser(trying.lead).client.get("/competence/reliability/"))
    assert ("1 user told" in told, "“Shorter.”" in told, "Decide about it" in told) == (True,) * 3
    assert client.get("/competence/trials/none/1/").status_code == 404


def test_an_observation_by_it_says_so_and_asks(trying: Service):
    with seen_by(SERVICE):
        observation = trying.planned("miti4")
    assert observation.trial
    told = text(browser(trying.first).client.get(f"/competence/observations/{observation.pk}/"))
    assert ("The instrument is on trial here" in told, AT in told) == (True, True)


def test_the_api_takes_it_as_well(trying: Service):
    first = browser(trying.first)
    assert first.post("/trials/miti4/4.2.1", {"said": {"clear": 4}}).status_code == 201
    wrong = first.post("/trials/psa/2018", {"said": {"clear": 4}})
    assert reasons(wrong) == (422, ["not-on-trial"])
    assert first.post("/trials/none/1", {"said": {}}).status_code == 404
