"""What a form is answered that a page sends by itself: where it leads, or that it was refused."""

import json

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from tilts.casework.people.steps import answered
from tilts.platform.access.reasons import Reason

AJAX = {"accept": "application/json"}


def request(**headers):
    return RequestFactory().post("/people/7/", headers=headers)


def test_a_page_is_answered_as_it_is():
    page, moved = HttpResponse("the page", status=422), HttpResponseRedirect("/next/")
    assert answered(request(), page) is page
    assert answered(request(accept="text/html"), moved) is moved


def test_what_was_done_says_where_it_leads():
    answer = answered(request(**AJAX), HttpResponseRedirect("/people/7/"))
    assert (answer.status_code, json.loads(answer.content)) == (200, {"next": "/people/7/"})


@pytest.mark.parametrize("status", [403, 404, 422])
def test_a_refusal_keeps_its_status_and_says_nothing_of_the_person(status):
    answer = answered(request(**AJAX), HttpResponse("Ozola, Anna", status=status))
    assert (answer.status_code, answer.content) == (status, b"{}")


@pytest.mark.parametrize(("status", "said"), [(422, 410), (403, 403), (302, 200)])
def test_what_nothing_can_come_of_any_more_is_said_to_be_lost(status, said):
    lost = [Reason("taken", "Taken already."), Reason("over", "And over.")]
    page = HttpResponse(status=status, headers={"Location": "/next/"})
    answer = answered(request(**AJAX), page, lambda: lost)
    told = {410: {"lost": "Taken already. And over."}, 403: {}, 200: {"next": "/next/"}}
    assert (answer.status_code, json.loads(answer.content)) == (said, told[said])
    assert answered(request(), page, lambda: lost) is page
