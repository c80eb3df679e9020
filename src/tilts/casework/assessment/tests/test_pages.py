"""The pages of assessment, as a browser asks for them."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tilts.casework.assessment.actions import begin_assessment, note_words, propose_level
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.queries import one_assessment
from tilts.casework.people.tests.desk import browser, looks, with_purpose
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.answering import values_in
from tilts.platform.parties.actors import SERVICE

from .conftest import reply

TODAY = timezone.localdate()


@pytest.fixture
def client(desk):
    return browser(desk.officer)


@pytest.fixture
def head(desk, edgars):
    return with_purpose(browser(desk.head), edgars)


def url(name: str, *args: Any) -> str:
    return reverse(f"assessment:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def now(assessment) -> Assessment:
    with seen_by(SERVICE):
        return one_assessment(assessment.pk)


@pytest.fixture
def seen(desk):
    """What a test does for the officer before the browser comes."""

    def does(what, *args, **values):
        with seen_by(SERVICE):
            return what(*args, **values)

    return does


def fill_in(client, desk, assessment, how=1.0):
    for section in desk.rvn.sections:
        sent = {}
        for item in section.items:
            if item.known is None:
                sent[item.id] = reply(item, how)
                sent[f"{item.id}.saved"] = 0
        client.post(url("section", assessment.pk, section.id), sent)


def test_an_officer_takes_it_from_the_first_question_to_the_last(client, desk, edgars):
    chosen = {"instrument": f"{desk.rvn.id}:{desk.rvn.version}"}
    response = client.post(url("begin", edgars.pk), chosen, follow=True)
    with seen_by(SERVICE):
        made = Assessment.objects.get()
    first = desk.rvn.sections[0].id
    assert response.redirect_chain[-1][0] == url("section", made.pk, first)
    fill_in(client, desk, made)
    client.post(url("interview", made.pk), {"on": TODAY.isoformat()})
    client.post(url("score", made.pk), {"sent": 1})
    client.post(url("finalise", made.pk), {"judgement": "He wants to change.", "sent": 1})
    row = now(made)
    assert (row.state, row.level, row.judgement) == ("final", "very_high", "He wants to change.")
    page = text(client.get(url("one", made.pk)))
    for said in ("Very high", "He wants to change.", "Wants to work.", "What drives it"):
        assert said in page
    assert page.index("Wants to work.") < page.index("What drives it")


def test_the_list_shows_every_assessment_with_its_level(client, desk, edgars, seen):
    seen(desk.final, edgars, 1.0, 200)
    seen(desk.final, edgars, 0.0)
    page = text(client.get(url("list", edgars.pk)))
    assert page.index("Low") < page.index("Very high")
    assert "superseded" in page


def test_nobody_is_assessed_yet(client, desk, edgars):
    page = text(client.get(url("list", edgars.pk)))
    assert "Nobody has assessed this person here." in page
    assert url("begin", edgars.pk) in page


def test_a_scored_one_takes_no_more_answers(client, desk, edgars, seen):
    made = seen(desk.scored, edgars)
    response = client.get(url("section", made.pk, "work"))
    assert "This assessment takes no more answers." in text(response)


def test_a_step_out_of_turn_says_why(client, desk, edgars, seen):
    made = seen(begin_assessment, by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    client.post(url("interview", made.pk), {"on": TODAY.isoformat()})
    response = client.post(url("score", made.pk), {"sent": 1})
    assert response.status_code == 422
    assert "Questions 8–40 are not answered." in text(response)
    assert "Questions 8–40 are not answered." in text(client.get(url("one", made.pk)))


def test_an_interview_tomorrow_is_refused_and_nothing_is_lost(client, desk, edgars, seen):
    made = seen(begin_assessment, by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    response = client.post(url("interview", made.pk), {"on": tomorrow})
    assert response.status_code == 422
    assert tomorrow in text(response)
    assert now(made).state == "draft"


def test_another_level_is_proposed_and_decided(client, head, desk, edgars, seen):
    made = seen(desk.scored, edgars, 1.0)
    why = "Two years without drink."
    client.post(url("override", made.pk), {"level": "high", "why": why, "judgement": ""})
    assert now(made).state == "override_proposed"
    assert why in text(head.get(url("decide", made.pk)))
    head.post(url("decide", made.pk), {"level": "high", "why": "The reports agree."})
    row = now(made)
    assert (row.state, row.level, row.computed_level) == ("final", "high", "very_high")
    page = text(client.get(url("one", made.pk)))
    for said in (why, "The reports agree.", "the score gives: Very high"):
        assert said in page


def test_an_override_without_a_reason_keeps_what_was_typed(client, desk, edgars, seen):
    made = seen(desk.scored, edgars, 1.0)
    sent = {"level": "high", "why": "", "judgement": "Calm at work."}
    response = client.post(url("override", made.pk), sent)
    assert response.status_code == 422
    assert "Calm at work." in text(response)


def test_an_officer_has_no_page_to_decide(client, desk, edgars, seen):
    made = seen(desk.scored, edgars, 1.0)
    seen(propose_level, by=desk.actor, assessment=made, level="low", because="I believe him.")
    assert client.get(url("decide", made.pk)).status_code == 403


def test_the_person_is_heard_and_answered(client, head, desk, edgars, seen):
    made = seen(desk.final, edgars)
    client.post(url("words", made.pk), {"words": "Look again.", "asks_review": "on"})
    with seen_by(SERVICE):
        (word,) = now(made).words.all()
    assert "Look again." in text(head.get(url("answer", word.pk)))
    head.post(url("answer", word.pk), {"answer": "We looked at the payslips."})
    page = text(client.get(url("one", made.pk)))
    assert "Look again." in page
    assert "We looked at the payslips." in page


def test_a_second_assessor_is_not_shown_the_first_answers(client, head, desk, edgars, seen):
    made = seen(desk.scored, edgars, 1.0)
    response = head.post(url("second", made.pk), {"sent": 1}, follow=True)
    first = desk.rvn.sections[0].id
    assert response.redirect_chain[-1][0] == url("second_section", made.pk, first)
    assert "Wants to work." not in text(response)
    for section in desk.rvn.sections:
        asked = [item for item in section.items if item.known is None]
        sent = {item.id: reply(item, 0.0) for item in asked}
        sent |= {f"{item.id}.saved": 0 for item in asked}
        head.post(url("second_section", made.pk, section.id), sent)
    assert "answered alike" not in text(head.get(url("one", made.pk)))
    head.post(url("finish_second", made.pk), {"sent": 1})
    assert "answered alike" in text(client.get(url("one", made.pk)))


def test_another_second_assessor_is_refused(client, head, desk, edgars, seen):
    made = seen(desk.scored, edgars, 1.0)
    head.post(url("second", made.pk), {"sent": 1})
    response = client.get(url("second_section", made.pk, "work"))
    assert "This is another assessor" in text(response)


def test_who_looks_is_written_down(client, desk, edgars, seen):
    made = seen(desk.final, edgars)
    client.get(url("one", made.pk))
    assert (desk.officer.pk, [str(edgars.pk)], "page", "caseload", "") in looks()


@pytest.mark.parametrize("role", ["clerk", "facilitator", "inspector"])
def test_who_may_not_see_them_does_not(desk, edgars, house, seen, role):
    made = seen(desk.final, edgars)
    stranger = browser(house.member(role))
    for name, key in (("list", edgars.pk), ("one", made.pk)):
        assert stranger.get(url(name, key)).status_code == 403


def test_somebody_else_s_people_are_not_there(desk, edgars, house, seen):
    made = seen(desk.final, edgars)
    stranger = browser(house.member("prison_officer", unit="olaine"))
    assert stranger.get(url("one", made.pk)).status_code == 404
    assert stranger.get(url("section", made.pk, "work")).status_code == 404


def test_a_page_saves_one_answer_as_it_is_given(client, desk, edgars, seen):
    made = seen(begin_assessment, by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    item = next(one for one in desk.rvn.sections[1].items if one.known is None)
    sent = {".item": item.id, item.id: reply(item, 1.0), f"{item.id}.saved": 0}
    answer = client.post(url("section", made.pk, desk.rvn.sections[1].id), sent)
    assert answer.json()["saved"] == 1
    assert "Result so far" in answer.json()["side"]
    assert values_in(now(made).answered.answers)[item.id] == reply(item, 1.0)


def test_the_last_answers_stand_beside(client, desk, edgars, seen):
    seen(desk.final, edgars, 1.0, 200)
    made = seen(begin_assessment, by=desk.actor, person_id=edgars.pk, of=desk.rvn)
    assert "Last time" in text(client.get(url("section", made.pk, "work")))


def queries(client, address, count):
    with count as asked:
        client.get(address)
    return len(asked)


def test_as_many_queries_for_three_as_for_one(
    client, desk, edgars, seen, django_assert_max_num_queries
):
    pages = {}
    for rounds in (1, 2):
        for n in range(rounds):
            made = seen(desk.final, edgars, 0.5, 300 - 100 * rounds - n)
            seen(note_words, by=desk.actor, assessment=made, words="Yes.")
        client.get(url("list", edgars.pk))
        with django_assert_max_num_queries(40) as asked:
            client.get(url("list", edgars.pk))
        pages[rounds] = len(asked)
    assert pages[1] == pages[2]
