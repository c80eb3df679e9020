"""What pages make of programmes, licences and opinions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tilts.casework.people.tests.desk import browser
from tilts.casework.programmes import actions
from tilts.casework.programmes.catalogue import programme_on
from tilts.casework.programmes.models import Accreditation, Meeting
from tilts.casework.programmes.presenting import (
    TONES,
    Listed,
    form_title,
    part_rows,
    told,
)
from tilts.casework.programmes.queries import licences, meetings_on, opinions_on, parts_of

from .board import TODAY, Board

DAY = timedelta(days=1)


def listed(day: date = TODAY) -> Listed:
    of = programme_on("LV", "equip", TODAY)
    assert of is not None
    return Listed(of, licences("LV", day).get("equip"), day)


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        ([], ("licensed", "success")),
        ([("ask_extension", "")], ("licensed, extension asked for", "success")),
        ([("suspend", "x")], ("suspended", "warning")),
        ([("suspend", "x"), ("lift", "x")], ("licensed", "success")),
        ([("revoke", "x")], ("revoked", "danger")),
    ],
)
def test_how_a_licence_stands(
    board: Board, steps: list[tuple[str, str]], standing: tuple[str, str]
):
    case = board.licensed()
    for code, reason in steps:
        by = board.applicant if code == "ask_extension" else board.secretary
        actions.advance(by=by, case=case, code=code, reason=reason)
    assert listed().standing == standing
    assert listed().holds == (standing[1] == "success")


def test_a_licence_that_is_over_says_so_on_the_next_day(board: Board):
    case = board.licensed()
    assert case.valid_to is not None
    days = (case.valid_to, case.valid_to + DAY)
    assert [listed(day).standing for day in days] == [
        ("licensed", "success"),
        ("licence ended", "danger"),
    ]


def test_the_licence_that_holds_says_most(board: Board):
    first = board.licensed()
    actions.advance(by=board.secretary, case=first, code="revoke", reason="x")
    assert licences("LV", TODAY)["equip"] == first
    board.use_form()
    second = board.decide(board.call(_judged_again(board)), "license", "license", "license")
    assert licences("LV", TODAY)["equip"] == second


def _judged_again(board: Board) -> Accreditation:
    case = actions.advance(by=board.secretary, case=board.submitted(), code="accept")
    opinion = actions.invite_expert(by=board.secretary, case=case, expert=board.expert_staff)
    board.answer_all(opinion)
    actions.give_opinion(by=board.expert, opinion=opinion, summary="Still sound.")
    return opinion.accreditation


def test_what_was_handed_in_and_what_was_not(board: Board):
    case = board.draft()
    board.hand_in(case, "research")
    rows = [(str(row["title"]), row["part"] is not None) for row in part_rows(parts_of(case))]
    assert rows == [
        ("text of the programme", False),
        ("self-evaluation", False),
        ("description", False),
        ("research that it rests on", True),
        ("materials that it needs", False),
    ]


def test_a_later_document_takes_the_place_of_an_earlier_one(board: Board):
    case = board.draft()
    for _ in range(2):
        board.hand_in(case, "text")
    assert case.parts.count() == 2
    assert parts_of(case)["text"].pk == case.parts.order_by("-pk")[0].pk


def test_an_opinion_in_words(board: Board):
    opinion = board.asked()
    assert told(opinion) == []
    board.answer_all(opinion, 1)
    opinion.sheet.refresh_from_db()
    rows = told(opinion)
    assert (len(rows), form_title(opinion)) == (20, "Evaluation of a programme")
    assert rows[:2] == [
        {"label": "Evidenced need", "said": "1 · Partly met"},
        {"label": "Evidence: evidenced need", "said": "Page 3 on need_evidence."},
    ]


def test_every_tone_is_of_a_state(board: Board):
    assert set(TONES) <= set(board.draft().machine.states_map)


@pytest.mark.parametrize("name", ["application", "call", "decide"])
def test_pages_ask_as_much_for_more_members(board: Board, name: str):
    case = board.judged()
    meetings: list[Meeting] = []
    client, counts = browser(board.secretary_staff), list[int]()
    target: Any = case.pk
    for members in (3, 5):
        while len(board.members) < members:
            board.members.append(board.member(f"More{len(board.members)}", "staff_supervisor"))
        if not meetings and name != "call":
            meetings.append(board.call(case))
        if name == "decide":
            target = meetings[0].pk
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"programmes:{name}", args=[target])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_opinions_and_meetings_of_a_case(board: Board):
    meeting = board.called()
    case = meeting.accreditation
    assert [one.expert for one in opinions_on(case)] == [board.expert_staff]
    assert [[seat.member for seat in one.seats.all()] for one in meetings_on(case)] == [
        board.members
    ]
