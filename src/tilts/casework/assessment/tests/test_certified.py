"""Where an instrument takes a certificate, only who holds it now begins and completes it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tilts.casework.assessment.actions import (
    begin_assessment,
    begin_second_scoring,
    finalise,
    finish_second_scoring,
    record_interview,
    score,
)
from tilts.casework.assessment.models import Assessment, SecondScoring
from tilts.casework.people.tests.desk import browser
from tilts.doors.api.tests.callers import browser as caller
from tilts.platform.access.reasons import Refused
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import Decision, decide
from tilts.platform.organisation.actions import cut_qualification, note_qualification
from tilts.platform.organisation.models import Qualification, Staff
from tilts.platform.parties.actors import SERVICE

from .conftest import Desk

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=900)
COURSE = "The course “Assessing risks and needs” gives it."


def certified(staff: Staff, until: Any = None) -> Qualification:
    """Somebody is an assessor since long ago."""
    code = "risk_assessor"
    return note_qualification(by=SERVICE, staff=staff, code=code, since=LONG_AGO, until=until)


def wanted(desk: Desk) -> None:
    """From today on the instrument takes the certificate of an assessor."""
    decision = Decision("use", "The director, order 15", "Errors.", TODAY, requires="risk_assessor")
    decide(by=SERVICE, agency="ievp", of=desk.rvn, decision=decision)


def lacks(do: Any, **given: Any) -> list[str]:
    """Codes of the reasons for which it is refused; empty when it is done."""
    try:
        do(**given)
    except Refused as refused:
        return [reason.code for reason in refused.reasons]
    return []


def answered(desk: Desk, whom: Any) -> Assessment:
    """An interview was recorded and every question answered."""
    made = begin_assessment(by=desk.actor, person_id=whom.pk, of=desk.rvn)
    desk.answer_all(made)
    return record_interview(by=desk.actor, assessment=made, on=TODAY)


def test_only_the_certified_begin(desk, edgars, all_seen):
    wanted(desk)
    begins = {"by": desk.actor, "person_id": edgars.pk, "of": desk.rvn}
    assert lacks(begin_assessment, **begins) == ["not-certified"]
    assert Assessment.objects.count() == 0
    certified(desk.officer)
    assert lacks(begin_assessment, **begins) == []


def test_only_the_certified_complete(desk, edgars, all_seen):
    """Begun while nobody asked, or before the certificate ended: the answers stay, unscored."""
    made = answered(desk, edgars)
    wanted(desk)
    assert lacks(score, by=desk.actor, assessment=made) == ["not-certified"]
    held = certified(desk.officer)
    cut_qualification(by=SERVICE, qualification=held, until=TODAY)
    assert lacks(score, by=desk.actor, assessment=made) == ["certificate-ended"]
    kept = Assessment.objects.select_related("sheet").get()
    assert (kept.state, kept.level, kept.sheet.fixed_at) == ("interviewed", "", None)
    certified(desk.officer)
    assert lacks(score, by=desk.actor, assessment=made) == []
    assert lacks(finalise, by=desk.actor, assessment=made) == []


def test_a_second_assessor_is_certified_as_well(desk, edgars, all_seen):
    made = answered(desk, edgars)
    wanted(desk)
    assert lacks(begin_second_scoring, by=desk.chief, assessment=made) == ["not-certified"]
    assert SecondScoring.objects.count() == 0
    held = certified(desk.head)
    second = begin_second_scoring(by=desk.chief, assessment=made)
    cut_qualification(by=SERVICE, qualification=held, until=TODAY)
    finishing = lacks(finish_second_scoring, by=desk.chief, second=second)
    assert finishing in (["unanswered"], ["certificate-ended"])


def test_a_certificate_for_something_else_is_none(desk, edgars, all_seen):
    wanted(desk)
    note_qualification(by=SERVICE, staff=desk.officer, code="observer", since=LONG_AGO)
    begins = {"by": desk.actor, "person_id": edgars.pk, "of": desk.rvn}
    assert lacks(begin_assessment, **begins) == ["not-certified"]


def test_another_agency_asks_for_its_own(desk, edgars, all_seen):
    decision = Decision("use", "x", "y", TODAY, requires="risk_assessor")
    decide(by=SERVICE, agency="vpd", of=desk.rvn, decision=decision)
    begins = {"by": desk.actor, "person_id": edgars.pk, "of": desk.rvn}
    assert lacks(begin_assessment, **begins) == []


def test_the_page_says_what_is_missing_and_which_course_gives_it(desk, edgars):
    wanted(desk)
    client = browser(desk.officer)
    sent = {"instrument": f"{desk.rvn.id}:{desk.rvn.version}"}
    answer = client.post(f"/people/{edgars.pk}/assessments/begin/", sent)
    assert answer.status_code == 422
    assert COURSE in answer.content.decode()
    certified(desk.officer)
    assert client.post(f"/people/{edgars.pk}/assessments/begin/", sent).status_code == 302


def test_the_page_of_the_score_says_it_too_and_nothing_is_lost(desk, edgars):
    with seen_by(SERVICE):
        made = answered(desk, edgars)
    wanted(desk)
    at = f"/people/assessments/{made.pk}/score/"
    answer = browser(desk.officer).post(at, {"sent": "1"})
    assert answer.status_code == 422
    assert COURSE in answer.content.decode()
    with seen_by(SERVICE):
        kept = Assessment.objects.select_related("sheet").get()
    assert (kept.state, len(kept.sheet.answers)) == ("interviewed", len(desk.rvn.items))


def test_the_api_gives_the_reason_by_its_code(desk, edgars):
    wanted(desk)
    officer = caller(desk.officer)
    at = f"/people/{edgars.pk}/assessments"
    answer = officer.post(at, {"instrument": f"{desk.rvn.id}:{desk.rvn.version}"})
    (reason,) = answer.json()["reasons"]
    assert (answer.status_code, reason["code"]) == (422, "not-certified")
    assert COURSE in reason["text"]


def test_the_api_completes_nothing_without_it(desk, edgars):
    with seen_by(SERVICE):
        made = answered(desk, edgars)
    wanted(desk)
    officer = caller(desk.officer)
    answer = officer.post(f"/assessments/{made.pk}/score", {})
    assert (answer.status_code, answer.json()["reasons"][0]["code"]) == (422, "not-certified")
    certified(desk.officer)
    assert officer.post(f"/assessments/{made.pk}/score", {}).status_code == 201


@pytest.mark.parametrize(("days", "told"), [(1, []), (0, ["certificate-ended"])])
def test_the_day_on_which_it_ends_is_the_first_without_it(desk, edgars, all_seen, days, told):
    wanted(desk)
    certified(desk.officer, until=TODAY + timedelta(days=days))
    begins = {"by": desk.actor, "person_id": edgars.pk, "of": desk.rvn}
    assert lacks(begin_assessment, **begins) == told
