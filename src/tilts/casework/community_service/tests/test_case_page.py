"""The page of a case: what it offers at each stage, and to whom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tilts.casework.community_service.actions import advance, keep_away, postpone
from tilts.casework.community_service.models import Service
from tilts.casework.people.tests.desk import browser

from .at_work import AtWork, days_ago, now, url
from .test_case import motion
from .test_pages import shown, text

pytestmark = pytest.mark.django_db


def working(at_work: AtWork) -> Service:
    placement = at_work.placed()
    at_work.approved(placement, days_ago(3))
    return now(placement.service)


def put_off(at_work: AtWork) -> Service:
    case = working(at_work)
    postpone(by=at_work.officer, case=case, until=days_ago(-9), reason="Ill.")
    return case


def ended(at_work: AtWork) -> Service:
    case = working(at_work)
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    return case


ERRORS = ["mark_error", "mark_wrong_person"]
STAGES: dict[str, tuple[Callable[[AtWork], Service], list[str], list[str]]] = {
    "received": (AtWork.received, ["register"], ["cancel"]),
    "registered": (
        AtWork.registered, ["place", "postpone", "send_motion"], ["cancel", "replace"],
    ),
    "placed": (
        lambda at_work: at_work.placed().service,
        ["leave_place", "postpone", "send_motion"],
        ["cancel", "replace"],
    ),
    "working": (working, ["leave_place", "postpone", "send_motion"], ["cancel", "replace"]),
    "postponed": (put_off, ["take_up"], ["cancel", "replace"]),
    "evaded": (lambda at_work: motion(at_work).service, ["go_on"], ["cancel", "replace"]),
    "cancelled": (ended, [], ["reopen"]),
}  # fmt: skip


def offered(answer: Any) -> tuple[list[str], list[str]]:
    """Codes of the moves offered at once, and of those rarely needed."""
    listed = (answer.context["ways"], answer.context["rare"])
    usual, rare = (sorted(way.code for way in ways) for ways in listed)
    return usual, rare


def asking(at_work: AtWork, role: str, case: Service) -> Client:
    """Somebody else of the unit, who said why they open the record."""
    client = browser(at_work.house.member(role, "jelgava"))
    session = client.session
    session["purposes"] = {str(case.person_id): ["check", "helps"]}
    session.save()
    return client


@pytest.mark.parametrize("state", STAGES)
def test_what_the_head_of_the_unit_is_offered_at_each_stage(at_work: AtWork, state: str) -> None:
    made, usual, rare = STAGES[state]
    case = now(made(at_work))
    answer = asking(at_work, "head_of_unit", case).get(url("case", case))
    assert (case.state, answer.status_code) == (state, 200)
    assert offered(answer) == (sorted(usual), sorted([*rare, *ERRORS]))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("received", (False, False, False)),
        ("registered", (False, True, True)),
        ("placed", (True, True, True)),
        ("postponed", (False, True, True)),
        ("cancelled", (False, False, True)),
    ],
)
def test_hours_answers_and_papers_are_offered_when_there_can_be_some(
    at_work: AtWork, state: str, expected: tuple[bool, bool, bool]
) -> None:
    case = STAGES[state][0](at_work)
    page = shown(browser(at_work.staff), "case", case)
    buttons = ("Record hours", "Warn the person", "Make a paper")
    assert tuple(button in page for button in buttons) == expected


def test_a_day_is_corrected_only_while_the_case_goes_on(at_work: AtWork) -> None:
    client, case = browser(at_work.staff), working(at_work)
    assert "Correct : " in shown(client, "case", case)
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    page = shown(client, "case", case)
    assert ("Correct : " in page, "4 h" in page) == (False, True)


def test_until_when_it_is_postponed_is_said_only_while_it_is(at_work: AtWork) -> None:
    client, case = browser(at_work.staff), put_off(at_work)
    assert "postponed until" in shown(client, "case", case)
    advance(by=at_work.officer, case=case, code="cancel", reason="Pardoned.")
    assert "postponed until" not in shown(client, "case", case)


def test_the_history_says_that_the_place_ended_meanwhile(at_work: AtWork) -> None:
    placement = at_work.placed()
    given: dict[str, Any] = {
        "case": placement.service,
        "provider": placement.provider,
        "why": "A. Vītola.",
    }
    keep_away(by=at_work.head, **given)
    page = shown(browser(at_work.staff), "case", placement.service)
    assert "Has no place of work any more" in page
    assert "Vītola" not in page


def test_who_reads_without_running_it_changes_nothing(at_work: AtWork) -> None:
    case = working(at_work)
    answer = asking(at_work, "clerk", case).get(url("case", case))
    ways = [*answer.context["ways"], *answer.context["rare"]]
    assert (answer.status_code, [way.code for way in ways if way.possible]) == (200, [])
    page = text(answer)
    assert "4 h" in page
    for button in ("Record hours", "Warn the person", "Correct : ", "Judge"):
        assert button not in page


def test_what_is_possible_stands_there_in_words(at_work: AtWork) -> None:
    what: dict[str, Any] = {"weekdays": [0, 5], "must_not": ["heavy"], "must": ["indoors"]}
    page = shown(browser(at_work.staff), "case", at_work.registered(**what))
    assert "Can work on Mon, Sat" in page
    assert "The work must not be heavy work" in page
    assert "The work must be indoors" in page
