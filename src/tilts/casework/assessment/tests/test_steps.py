"""Rare ways through the pages: given up, annulled, another's scoring, a result from elsewhere."""

from datetime import date

import pytest
from django.urls import reverse

from tilts.casework.assessment.actions import (
    begin_assessment,
    begin_second_scoring,
    finish_second_scoring,
)
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.queries import going_on, latest_final, one_assessment
from tilts.casework.assessment.tests.results import result
from tilts.casework.people.tests.desk import browser, with_purpose
from tilts.platform.access.scoped import seen_by
from tilts.platform.forms.actions import answer
from tilts.platform.forms.answering import Answer
from tilts.platform.parties.actors import SERVICE

from .conftest import reply


@pytest.fixture
def client(desk):
    return browser(desk.officer)


@pytest.fixture
def head(desk, edgars):
    return with_purpose(browser(desk.head), edgars)


@pytest.fixture
def begun(desk, edgars):
    with seen_by(SERVICE):
        return begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)


@pytest.fixture
def final(desk, edgars):
    with seen_by(SERVICE):
        return desk.final(edgars)


@pytest.fixture
def imported(edgars):
    """A result of another system, without its answers."""
    given = {"instrument": "OLD-7", "version": "3", "system": "old", "source_row": "a1"}
    return result(edgars, "medium", date(2025, 3, 7), **given)


def url(name, *args):
    return reverse(f"assessment:{name}", args=args)


def text(response):
    return response.content.decode()


def now(assessment) -> Assessment:
    with seen_by(SERVICE):
        return one_assessment(assessment.pk)


def moved(client, assessment, code, **sent):
    return client.post(url("move", assessment.pk, code), {"sent": 1, **sent})


def test_what_cannot_be_completed_is_given_up_with_the_reason(client, begun, edgars):
    refused = moved(client, begun, "give_up", reason="")
    assert (refused.status_code, now(begun).state) == (422, "draft")
    done = moved(client, begun, "give_up", reason="He was released.")
    assert (done.status_code, now(begun).state) == (302, "given_up")
    with seen_by(SERVICE):
        assert going_on(edgars, begun.instrument) is None


def test_a_head_annuls_and_nobody_is_treated_by_it_any_more(head, client, final, edgars):
    assert moved(client, final, "annul", reason="A mistake.").status_code in (403, 422)
    assert now(final).state == "final"
    assert moved(head, final, "annul", reason="The wrong person was asked.").status_code == 302
    with seen_by(SERVICE):
        assert (now(final).state, latest_final([edgars.pk])) == ("annulled", {})
    assert "annulled" in text(client.get(url("one", final.pk)))


@pytest.mark.parametrize("code", ["score", "decide", "supersede", "nonsense"])
def test_steps_with_a_form_of_their_own_are_no_plain_moves(client, begun, code):
    assert moved(client, begun, code).status_code == 404
    assert now(begun).state == "draft"


def test_one_goes_on_where_one_was(client, begun, edgars):
    latest = client.get(url("latest", edgars.pk), follow=True)
    assert latest.redirect_chain[-1][0].startswith(url("resume", begun.pk))


def test_where_nothing_is_under_way_the_list_stands(client, final, edgars):
    assert client.get(url("latest", edgars.pk)).url == url("list", edgars.pk)


def test_no_second_scoring_is_there(client, begun):
    asked = [
        client.get(url("resume_second", begun.pk)),
        client.get(url("second_section", begun.pk, "work")),
        client.get(url("finish_second", begun.pk)),
    ]
    assert [answered.status_code for answered in asked] == [404, 404, 404]


def test_a_second_scoring_is_its_own_assessors(client, head, desk, begun):
    with seen_by(SERVICE):
        second = begin_second_scoring(by=desk.chief, assessment=begun)
    page = url("second_section", begun.pk, "work")
    assert "This is another assessor&#x27;s scoring." in text(client.get(page))
    assert head.get(page).status_code == 200
    with seen_by(SERVICE):
        for item in desk.rvn.items.values():
            if item.known is None:
                given = Answer(reply(item, 0.0), saved=0)
                answer(by=desk.chief, sheet=second.sheet, item=item.id, given=given)
        second.refresh_from_db()
        finish_second_scoring(by=desk.chief, second=second)
    assert "This assessment takes no more answers." in text(head.get(page))


def test_a_result_from_elsewhere_is_read_without_its_answers(client, imported):
    page = text(client.get(url("one", imported.pk)))
    assert ("OLD-7 3" in page, "medium" in page, "What drives it" in page) == (True, True, False)
    resumed = text(client.get(url("resume", imported.pk)))
    assert "This assessment came from elsewhere, without its answers." in resumed


def test_a_result_from_elsewhere_stands_in_the_list(client, imported, edgars):
    page = text(client.get(url("list", edgars.pk)))
    assert ("OLD-7 3" in page, "medium" in page) == (True, True)
