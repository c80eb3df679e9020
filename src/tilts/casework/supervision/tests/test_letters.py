"""The letters of supervision: when there is one, what stands in it, and that it can be printed."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tilts.casework.supervision.actions.breaches import ask, go_to_court, hear, warn
from tilts.casework.supervision.breach_letters import MotionSheet, WarningSheet
from tilts.casework.supervision.duties_sheet import DutiesSheet
from tilts.casework.supervision.letters import Section, letter
from tilts.casework.supervision.models import Answer, Breach
from tilts.doors.api.tests.callers import browser as caller
from tilts.doors.api.tests.callers import reasons
from tilts.platform.access.reasons import Refused
from tilts.platform.documents.models import Document
from tilts.platform.documents.typesetting import typeset

from .ordered import TODAY, Orders, again, codes, day, text
from .test_breaches import MOTION, heard, noted
from .test_duties import imposed


def before_court(orders: Orders) -> Breach:
    case = heard(orders, noted(orders))
    warn(by=orders.by, case=case, on=TODAY)
    return go_to_court(by=orders.by, case=case, what=replace(MOTION, because="He hides."))


def titles(sheet: Any, language: str = "en") -> list[str]:
    data = sheet.data(language, number="D-1", made_at="1")
    return [section["title"] for section in data["sections"]]


def test_nobody_is_sent_a_letter_about_a_step_that_was_not_taken(orders: Orders) -> None:
    case = heard(orders, noted(orders))
    for sheet, code in ((WarningSheet, "not-warned"), (MotionSheet, "no-motion")):
        with pytest.raises(Refused) as refused:
            sheet(case)
        assert codes(refused) == [code]


def test_nor_through_the_api_or_a_page(orders: Orders, desk: Client) -> None:
    case, client = noted(orders), caller(orders.caseload.officer)
    path = f"/breaches/{case.pk}"
    said = {"language": "lv"}
    assert reasons(client.post(f"{path}/warning-letter", said)) == (422, ["not-warned"])
    assert reasons(client.post(f"{path}/motion-letter", said)) == (422, ["no-motion"])
    for name in ("warning_letter", "motion_letter"):
        answer = desk.post(reverse(f"supervision:{name}", args=[case.pk]), said)
        assert answer.status_code >= 400
    page = text(desk.get(reverse("supervision:breach", args=[case.pk])))
    assert "Nothing so far." in page
    assert Document.objects.count() == 0


def test_the_warning_has_what_was_said_only_when_something_was(orders: Orders) -> None:
    case = noted(orders)
    warn(by=orders.by, case=case, on=TODAY, because="He hides.")
    assert titles(WarningSheet(case)) == ["What happened", "What follows", "Your rights"]
    other = heard(orders, noted(orders))
    warn(by=orders.by, case=other, on=TODAY)
    assert titles(WarningSheet(other)) == [
        "What happened", "What you said", "What follows", "Your rights",
    ]  # fmt: skip


def test_silence_is_told_as_silence(orders: Orders) -> None:
    case = noted(orders, on=day(3))
    ask(by=orders.by, case=case, on=day(3))
    case.answer_by = day(1)
    hear(by=orders.by, case=case, on=TODAY, answer=Answer.NONE)
    warn(by=orders.by, case=case, on=TODAY)
    data = WarningSheet(again(case)).data("en", number="D-1", made_at="1")
    assert data["sections"][1]["texts"] == ("No explanation came by the day.",)


def test_the_motion_is_for_the_court(orders: Orders) -> None:
    data = MotionSheet(before_court(orders)).data("en", number="D-1", made_at="1")
    assert [section["title"] for section in data["sections"]] == [
        "Why", "What happened", "What the person said", "What was done before",
        "Why milder steps are not enough",
    ]  # fmt: skip
    assert (data["signatures"], data["words"]["title"]) == (
        ["Officer", "Head of the unit"], "Motion about a breach of an order",
    )  # fmt: skip


def test_empty_sections_are_left_out_and_the_head_says_whose_it_is(orders: Orders) -> None:
    case = orders.received()
    data = letter(
        case,
        "en",
        title="A letter",
        opening=["First."],
        sections=[Section("Empty"), Section("Full", ("One.",)), Section("List", items=("a", "b"))],
        signatures=["You"],
    )
    assert data == {
        "language": "en",
        "agency": "vpd · Jelgava",
        "name": case.person.name,
        "born": case.person.birth_shown,
        "file_number": case.person.file_number,
        "order": "Probation supervision",
        "opening": ["First."],
        "sections": [
            {"title": "Full", "texts": ("One.",), "items": ()},
            {"title": "List", "texts": (), "items": ("a", "b")},
        ],
        "signatures": ["You"],
        "words": {
            "title": "A letter",
            "born": "born",
            "file": "File number",
            "document": "Document",
            "made": "Made",
            "page": "Page",
        },
    }


def test_the_sheet_of_an_order_without_duties_says_so(orders: Orders) -> None:
    case = orders.received()
    data = DutiesSheet(case).data("en", number="D-1", made_at="1")
    assert data["sections"][0]["items"] == (
        "No special duties were imposed. Keep to what your officer agrees with you.",
    )
    assert data["opening"][0] == (
        "You are under supervision: Probation supervision. It is carried out by Jelgava."
    )
    assert data["opening"][1].startswith("It is expected to end on ")


def test_of_an_order_without_an_end_on_record_no_end_is_said(orders: Orders) -> None:
    case = orders.received()
    case.measure.years = 0
    data = DutiesSheet(case).data("en", number="D-1", made_at="1")
    assert data["opening"] == [
        "You are under supervision: Probation supervision. It is carried out by Jelgava."
    ]


def test_a_lifted_duty_stands_in_no_new_sheet(orders: Orders) -> None:
    case = orders.received()
    imposed(orders, case, "cooperate")
    gone = imposed(orders, case, "no_alcohol")
    sheet = DutiesSheet(case)
    assert len(sheet.duties) == 2
    from_now = {"imposed_by": "court", "basis": "a law", "decision": "K-8", "on": str(TODAY)}
    client = caller(orders.caseload.officer)
    assert client.post(f"/duties/{gone.pk}/lift", from_now).status_code == 201
    assert [duty.code for duty in DutiesSheet(case).duties] == ["cooperate"]


def test_every_letter_can_be_printed(orders: Orders) -> None:
    case = before_court(orders)
    for sheet, language in ((WarningSheet(case), "ru"), (MotionSheet(case), "lt")):
        data = sheet.data(language, number="D-1", made_at="1")
        assert typeset(sheet.template, data, made_at=timezone.now()).startswith(b"%PDF")
