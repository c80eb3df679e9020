"""What somebody reads when something goes wrong: what now, and nothing of anybody."""

import re

import pytest
from django.test import Client, RequestFactory
from structlog.testing import capture_logs

from tilts.doors.web.errors import server_error

from .failing import SECRET
from .visitors import visitor

pytestmark = pytest.mark.urls("tilts.doors.web.tests.failing")
REFERENCE = re.compile(r"[0-9A-F]{8}")
PAGES = {
    "/cannot-read/": (400, "This could not be read"),
    "/forbids/": (403, "You may not do this"),
    "/nowhere/": (404, "There is nothing here"),
    "/fails/": (500, "Something failed here"),
}


@pytest.fixture
def anybody(settings):
    """A browser that is answered when the service fails, as browsers are."""
    settings.LANGUAGE_CODE, settings.DEBUG = "en", False
    return Client(raise_request_exception=False)


@pytest.fixture
def clerk(house, settings):
    settings.DEBUG = False
    who = visitor(house)
    who.client.raise_request_exception = False
    return who


def heading(answer):
    return re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_who_is_signed_out_reads_what_happened(anybody, path):
    answer = anybody.get(path)
    status, title = PAGES[path]
    assert (answer.status_code, heading(answer)) == (status, [title])


@pytest.mark.parametrize("path", PAGES)
def test_who_is_signed_in_reads_it_in_the_shell_with_a_way_back(clerk, path):
    answer = clerk.get(path)
    status, title = PAGES[path]
    assert (answer.status_code, heading(answer)) == (status, [title])
    said = answer.content.decode()
    assert ('<a class="ds-button" data-variant="secondary" href="/">' in said) is True
    in_the_shell = 'action="/accounts/logout/"' in said
    assert in_the_shell == (status != 500)  # a failure asks nothing of the database


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_anybody_is_told(clerk, path):
    with capture_logs() as logs:
        said = clerk.get(path).content.decode()
    assert [part for part in SECRET.split() if part in said or part in repr(logs)] == []
    assert ("Traceback" in said, "ValueError" in said) == (False, False)


@pytest.mark.django_db
def test_a_failure_has_a_reference_by_which_it_is_found_in_the_log(anybody):
    with capture_logs() as logs:
        said = anybody.get("/fails/").content.decode()
    (entry,) = logs
    assert REFERENCE.fullmatch(entry["reference"])
    assert re.findall(r'<strong class="numbers">(.*?)</strong>', said) == [entry["reference"]]
    assert (entry["event"], entry["error"], entry["log_level"]) == (
        "page failed",
        "ValueError",
        "error",
    )
    assert re.search(r"/tests/failing\.py:\d+$", entry["at"][-1])


@pytest.mark.django_db
def test_two_failures_have_two_references(anybody):
    with capture_logs() as logs:
        anybody.get("/fails/")
        anybody.get("/fails/")
    assert len({entry["reference"] for entry in logs}) == 2


def test_a_failure_asks_no_database(settings):
    """This test has none: a query would raise."""
    settings.LANGUAGE_CODE = "en"
    request = RequestFactory().get("/")
    answer = server_error(request)
    assert (answer.status_code, heading(answer)) == (500, ["Something failed here"])


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_every_method_is_answered(anybody, method):
    assert getattr(anybody, method)("/nowhere/").status_code == 404


def test_a_form_without_its_token_says_what_to_do(house, settings):
    settings.DEBUG = False
    who = visitor(house)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = who.client.cookies
    answer = strict.post("/takes/", {"text": "of Jānis"})
    assert (answer.status_code, heading(answer)) == (403, ["The form was too old to be taken"])
    assert "Jānis" not in answer.content.decode()


def test_a_form_with_its_token_is_taken(house):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor(house).client.cookies
    page = strict.get("/nowhere/").content.decode()
    token = re.findall(r'name="csrf-token" content="(\w+)"', page)[0]
    assert strict.post("/takes/", headers={"X-CSRFToken": token}).content == b"taken"


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_the_api_is_answered_with_a_problem(anybody, path):
    with capture_logs():
        answer = anybody.get(f"/api/v1{path}")
    body = answer.json()
    status = PAGES[path][0]
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (body["status"], REFERENCE.fullmatch(body.get("reference", "")) is not None) == (
        status,
        status == 500,
    )
    assert SECRET not in answer.content.decode()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused(anybody):
    answer = anybody.get("/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, heading(answer)) == (400, ["This could not be read"])


@pytest.mark.django_db
def test_in_the_readers_language(anybody):
    answer = anybody.get("/nowhere/", headers={"Accept-Language": "lv"})
    assert '<html lang="lv"' in answer.content.decode()


def test_a_cursor_of_another_list_is_told_so(house, settings):
    settings.DEBUG = False
    answer = visitor(house, "inspector").get("/inspection/", what="changes", cursor="made-up")
    assert (answer.status_code, heading(answer)) == (400, ["This could not be read"])
