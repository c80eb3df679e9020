"""Certificates: what they rest on, when they end, and what nobody does without one."""

from datetime import date, timedelta
from typing import Any

import pytest

from tilts.doors.api.tests.callers import browser, reasons
from tilts.engines.calendars.months import add_months
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.organisation.certified import why_not_certified
from tilts.platform.organisation.models import Qualification, Staff
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.boxes import open_all
from tilts.platform.record.models import Payload
from tilts.workforce.competence.actions import begin_rating, certify, finish_rating, withdraw
from tilts.workforce.competence.models import Part
from tilts.workforce.competence.queries import certificates

from .conftest import TODAY, Service, used
from .test_walk import WEAK

COURSE = "Course of October, examination passed."


@pytest.fixture(autouse=True)
def everybody(db: None):
    with seen_by(SERVICE):
        yield


def given(service: Service, staff: Staff, code: str = "observer", since: date = TODAY):
    """Certified by the manager."""
    return certify(by=service.leader, staff=staff, code=code, since=since, evidence=COURSE)


def refused(action: Any, **said: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        action(**said)
    return [reason.code for reason in caught.value.reasons]


def only_observers(service: Service) -> None:
    """From today the form takes the certificate of an observer."""
    how = Decision("use", "Order 15", "Observers are trained now.", TODAY, requires="observer")
    decide(by=SERVICE, agency="ievp", of=used("facilitator-observation"), decision=how)


def test_a_certificate_is_a_dated_qualification(service: Service):
    made = given(service, service.first)
    (row,) = Qualification.objects.filter(staff=service.first)
    assert (row, row.code, row.since, row.until) == (made, "observer", TODAY, add_months(TODAY, 36))


def test_the_record_keeps_on_what_it_rests(service: Service):
    given(service, service.first)
    row = Payload.objects.get(act__kind="competence.certify", subject_id=service.first.pk)
    (body,) = open_all([row]).values()
    assert body is not None
    assert body["reason"] == COURSE


def said(service: Service, **other: Any) -> dict[str, Any]:
    return {
        "by": service.leader,
        "staff": service.first,
        "code": "observer",
        "since": TODAY,
        "evidence": COURSE,
        **other,
    }


def test_nobody_certifies_themself_or_for_what_nobody_knows(service: Service):
    assert refused(certify, **said(service, staff=service.lead)) == ["certifies-self"]
    assert refused(certify, **said(service, code="juggling")) == ["unknown-competence"]


def test_a_certificate_is_renewed_from_its_end_on(service: Service):
    made = given(service, service.first)
    assert refused(certify, **said(service)) == ["certified-already"]
    assert given(service, service.first, since=made.until).since == made.until


def test_what_is_seen_at_work_wants_an_observation(service: Service):
    leads = {"staff": service.facilitator, "code": "programme_facilitator"}
    assert refused(certify, **said(service, **leads)) == ["not-seen-at-work"]
    service.moderated(**WEAK)
    assert refused(certify, **said(service, **leads)) == ["not-seen-at-work"]
    service.moderated()
    assert certify(**said(service, **leads)).until == add_months(TODAY, 24)


def test_the_last_observation_counts(service: Service):
    leads = {"staff": service.facilitator, "code": "programme_facilitator"}
    service.moderated()
    service.moderated(**WEAK)
    assert refused(certify, **said(service, **leads)) == ["not-seen-at-work"]


def test_a_certificate_is_withdrawn_with_a_reason(service: Service):
    made = given(service, service.first)
    gone = {"by": service.leader, "certificate": made, "on": TODAY}
    assert refused(withdraw, **gone, reason=" ") == ["reason-missing"]
    assert withdraw(**gone, reason="Given by mistake.").until == TODAY
    assert why_not_certified(service.actor(service.first), "observer") != []


def lacks(by: Actor, code: str = "observer") -> list[tuple[str, str]]:
    return [(one.code, str(one.text)) for one in why_not_certified(by, code)]


def test_what_is_missing_is_said_and_which_course_gives_it(service: Service):
    first = service.actor(service.first)
    text = (
        "This wants the certificate “Observer of facilitators”. "
        "The course “Observing and giving feedback” gives it."
    )
    assert lacks(first) == [("not-certified", text)]
    given(service, service.first)
    assert lacks(first) == []
    assert lacks(SERVICE) == []
    assert lacks(first, "") == []


def test_one_that_ended_is_said_to_have(service: Service):
    since = add_months(TODAY, -37)
    ended = given(service, service.first, since=since)
    ((code, text),) = lacks(service.actor(service.first))
    assert (code, str(ended.until and ended.until.year) in text) == ("certificate-ended", True)
    assert text.endswith("The course “Observing and giving feedback” renews it.")


def test_only_the_certified_begin(service: Service):
    only_observers(service)
    rating = service.rating(service.planned(), Part.FIRST)
    first = service.actor(service.first)
    assert refused(begin_rating, by=first, rating=rating) == ["not-certified"]
    given(service, service.first)
    assert begin_rating(by=first, rating=rating).sheet_id


def test_only_the_certified_complete(service: Service):
    """Begun before the certificate was asked for, or before it ended."""
    observation = service.planned()
    rating = service.rating(observation, Part.FIRST)
    first = service.actor(service.first)
    begun = begin_rating(by=first, rating=rating)
    only_observers(service)
    service.first.refresh_from_db()
    assert refused(finish_rating, by=first, rating=begun)[-1] in ("unanswered", "not-certified")
    assert refused(service.rate, observation=observation, part=Part.FIRST) == ["not-certified"]


def test_of_themself_everybody_speaks(service: Service):
    only_observers(service)
    assert service.rate(service.planned(), Part.OWN).is_done


def test_who_sees_which_certificates(service: Service):
    made = given(service, service.first)
    others = service.house.actor("prison_officer")
    seen = [
        list(certificates(one)) for one in (service.leader, service.actor(service.first), others)
    ]
    assert seen == [[made], [made], []]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_pages_certify_and_withdraw(service: Service):
    client = browser(service.lead).client
    sent = {"staff": service.first.pk, "code": "observer", "since": TODAY, "evidence": COURSE}
    assert client.post("/competence/certificates/add/", sent).status_code == 302
    told = text(client.get("/competence/certificates/"))
    assert ("Observer of facilitators" in told, "holds" in told) == (True, True)
    (row,) = Qualification.objects.all()
    at = f"/competence/certificates/{row.pk}/withdraw/"
    assert client.post(at, {"on": TODAY, "reason": "By mistake."}).status_code == 302
    assert "ended" in text(client.get("/competence/certificates/"))


def test_the_page_of_a_rating_says_which_course(service: Service):
    only_observers(service)
    rating = service.rating(service.planned(), Part.FIRST)
    answer = browser(service.first).client.post(f"/competence/ratings/{rating.pk}/", {"sent": "1"})
    assert (answer.status_code, "Observing and giving feedback" in text(answer)) == (422, True)


@pytest.mark.parametrize(
    ("days", "word"), [(-1, "ended"), (30, "ends soon"), (200, "holds"), (2000, "not begun")]
)
def test_how_a_certificate_stands(service: Service, days: int, word: str):
    until = TODAY + timedelta(days=days)
    since = until - timedelta(days=400)
    row = given(service, service.first, since=since)
    withdraw(by=service.leader, certificate=row, on=until, reason="For the test.")
    told = text(browser(service.first).client.get("/competence/certificates/"))
    assert f">{word}<" in told


def test_the_api_certifies_and_withdraws(service: Service):
    lead, first = browser(service.lead), browser(service.first)
    body = {
        "staff": str(service.first.pk),
        "code": "observer",
        "since": TODAY.isoformat(),
        "evidence": COURSE,
    }
    assert lead.post("/certificates", body).status_code == 201
    assert reasons(lead.post("/certificates", body)) == (422, ["certified-already"])
    (row,) = first.get("/certificates").json()["items"]
    assert (row["code"], row["staff"]) == ("observer", body["staff"])
    at = f"/certificates/{row['id']}/withdrawal"
    gone = {"on": TODAY.isoformat(), "reason": "By mistake."}
    assert reasons(first.post(at, gone)) == (403, ["no-role"])
    assert lead.post(at, gone).status_code == 201


def test_how_reliable_a_form_is_over_all_sessions(service: Service):
    client = browser(service.lead).client
    empty = text(client.get("/competence/reliability/"))
    assert "No session was rated by two observers yet." in empty
    service.rated({"time_kept": 4}, {"time_kept": 4})
    service.rated({"evokes_change": 1}, {"evokes_change": 1})
    told = text(client.get("/competence/reliability/"))
    assert told.count('<td class="number">1.00</td>') == 2
    assert '<td class="number">2</td>' in told
