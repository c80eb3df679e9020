"""Lists, pages and the API ask the database as often for one row as for three."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tilts.casework.court_reports.actions import (
    Remarks,
    add_paragraph,
    invite_victim,
    note_attempt,
    review,
)
from tilts.casework.court_reports.prefilling import known_for
from tilts.casework.court_reports.queries import (
    attempts_of,
    paragraphs_of,
    readings_of,
    reports_due,
    reports_of,
    written_by_staff,
)
from tilts.casework.court_reports.units import units_asked, writers_for
from tilts.casework.people.models.around import VICTIMS
from tilts.platform.access.scoped import behind

from .desk import FACT, TODAY, VICTIM, because, url

NAMES = ("Kalna", "Liepa", "Priede")


def asked(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        call()
    return len(found)


def fetched(client: Any, path: str) -> int:
    """How many queries a page takes that was opened before: the session is known."""
    assert client.get(path).status_code == 200
    return asked(lambda: client.get(path))


@pytest.fixture
def grows(desk):
    """Measures a call with one row, and again when two more are there."""

    def grows(call: Callable[[], int], add: Callable[[int], Any]) -> tuple[int, int]:
        add(0)
        one = call()
        add(1)
        add(2)
        return one, call()

    return grows


def test_the_list_of_the_unit(desk, grows):
    add = lambda n: desk.assigned(desk.add(NAMES[n]), reference=NAMES[n])  # noqa: E731 - a step
    one, three = grows(lambda: fetched(desk.browser, url("list")), add)
    assert one == three


def test_the_list_of_the_unit_through_the_api(desk, grows):
    add = lambda n: desk.assigned(desk.add(NAMES[n]), reference=NAMES[n])  # noqa: E731 - a step
    one, three = grows(lambda: fetched(desk.browser, "/api/v1/court-reports"), add)
    assert one == three


@pytest.mark.parametrize("path", ["page", "api"])
def test_the_reports_of_a_person(desk, grows, path):
    client = because(desk.heads_browser, desk.anna)
    api = f"/api/v1/people/{desk.anna.pk}/court-reports"
    there = url("of", desk.anna) if path == "page" else api
    one, three = grows(lambda: fetched(client, there), lambda n: desk.assigned(reference=str(n)))
    assert one == three


@pytest.mark.parametrize("name", ["one", "whole"])
def test_a_report_with_its_paragraphs(desk, grows, name):
    case = desk.drafting()
    one, three = grows(
        lambda: fetched(desk.browser, url(name, case)),
        lambda n: add_paragraph(by=desk.writer, case=case, section="family", what=FACT),
    )
    assert one == three


def test_a_section_with_its_paragraphs(desk, grows):
    case = desk.drafting()
    there = url("section", case, "family")
    one, three = grows(
        lambda: fetched(desk.browser, there),
        lambda n: add_paragraph(by=desk.writer, case=case, section="family", what=FACT),
    )
    assert one == three


def test_the_step_without_an_interview_with_what_was_tried(desk, grows):
    case = desk.assigned()
    tried = {"by": desk.writer, "case": case, "on": TODAY, "how": "phone", "came_of": ""}
    there = url("no_interview", case)
    one, three = grows(lambda: fetched(desk.browser, there), lambda n: note_attempt(**tried))
    assert one == three


@pytest.mark.parametrize("path", ["page", "api"])
def test_the_victims_of_a_report(desk, grows, path):
    case = desk.interviewed()
    there = url("victims", case) if path == "page" else f"/api/v1/court-reports/{case.pk}/victims"
    one, three = grows(
        lambda: fetched(desk.browser, there),
        lambda n: invite_victim(by=desk.writer, case=case, what=VICTIM),
    )
    assert one == three


def test_each_read_is_one_query(desk):
    people = [desk.add(name) for name in NAMES]
    cases = [desk.written(whom) for whom in people[:1]]
    cases += [desk.assigned(whom, reference="K-2") for whom in people[1:]]
    case, ids = cases[0], [whom.pk for whom in people]
    found = {
        "due": asked(lambda: list(reports_due())),
        "written by": asked(lambda: written_by_staff([desk.staff.pk])),
        "attempts": asked(lambda: attempts_of(case)),
        "paragraphs": asked(lambda: paragraphs_of(case)),
        "readings": asked(lambda: readings_of(case)),
    }
    assert found == dict.fromkeys(found, 1)
    assert asked(lambda: list(reports_of(ids[:1]))) == asked(lambda: list(reports_of(ids)))


def test_readings_name_their_readers_without_asking_more(desk):
    case = desk.handed_in()
    review(by=desk.colleague, case=case, what=Remarks(passed=False, said="Once more."))
    assert asked(lambda: [one.reader.short_name for one in readings_of(case)]) == 1


def test_the_lines_of_a_list_need_nothing_more(desk):
    for name in NAMES:
        desk.assigned(desk.add(name), reference=name)
    shown = lambda: [(c.person.name, c.country, c.author and c.author.name) for c in reports_due()]  # noqa: E731 - a step
    assert asked(shown) == 1


def test_who_may_write_is_found_in_as_many_queries_however_many_there_are(desk):
    case, head = desk.assigned(), desk.head
    few = asked(lambda: writers_for(case))
    for _number in range(3):
        desk.house.member("probation_officer", "jelgava")
    assert asked(lambda: writers_for(case)) == few
    assert asked(lambda: units_asked(head)) == 1


def test_what_the_record_knows_is_found_in_as_many_queries_for_whoever_asks(desk):
    case, writer, head = desk.drafting(), desk.writer, desk.head
    with behind(VICTIMS):
        first = asked(lambda: known_for(writer, case))
        assert asked(lambda: known_for(head, case)) == first
