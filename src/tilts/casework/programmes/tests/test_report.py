"""What stands on the report of a programme, read back from the PDF, in four languages."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import gettext, ngettext, override
from pypdf import PdfReader

from tilts.casework.programmes.actions import advance_participation
from tilts.casework.programmes.delivery.report import CompletionSheet, language_of
from tilts.platform.design.display import local
from tilts.platform.documents.models import Kind
from tilts.platform.documents.typesetting import typeset

from .delivery import TODAY, now

MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
LANGUAGES = pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])


@pytest.fixture
def completed(delivery, licensed):
    """Somebody who attended all twelve sessions, one of them later."""
    series = delivery.group()
    case = delivery.placed(series)
    missed = delivery.past(series, 1)
    delivery.mark(missed, case, outcome="not-brought")
    case = delivery.attended(series, case, range(2, 13))
    again = delivery.past(series, 1, catches_up=missed)
    delivery.mark(again, case, catches_up=missed.attendances.get().pk)
    return now(case)


def opened(case: Any, language: str, *, plain: bool) -> PdfReader:
    sheet = CompletionSheet(case, plain=plain)
    data = sheet.data(language, number="D-2026-000001", made_at="25.11.2026.")
    return PdfReader(BytesIO(typeset("completion", data, made_at=MOMENT)))


def missing(reader: PdfReader, wanted: list[str]) -> list[str]:
    """Which of these texts do not stand on the paper; blanks and broken lines aside."""
    text = "".join("".join(page.extract_text() for page in reader.pages).split())
    text = text.replace("\u00ad", "").replace("-", "")
    return [one for one in wanted if "".join(one.split()).replace("-", "") not in text]


@LANGUAGES
def test_it_says_whose_it_is_and_which_programme(completed, language):
    case = completed
    with override(language):
        frame = [
            "You and your programme",
            "born",
            "File number",
            "Document",
            "Made",
            "Signature of the leader",
            "Signature of the officer",
        ]
        wanted = [gettext(text) for text in frame] + [
            case.person.name,
            case.person.file_number,
            case.title,
            case.unit.agency.name_in(language),
            "D-2026-000001",
        ]
    assert missing(opened(case, language, plain=True), wanted) == []


@LANGUAGES
def test_the_person_is_spoken_to_in_plain_words(completed, language):
    with override(language):
        told = {
            "programme": completed.title,
            "day": local(TODAY),
            "sessions": 12,
            "hours": "18",
        }
        came = ngettext(
            "You came to %(sessions)s session, %(hours)s hours in all.",
            "You came to %(sessions)s sessions, %(hours)s hours in all.",
            12,
        )
        wanted = [
            gettext("You have completed the programme “%(programme)s” on %(day)s.") % told,
            came % told,
            gettext("Keep this paper. It shows what you have done."),
        ]
    assert missing(opened(completed, language, plain=True), wanted) == []


@LANGUAGES
def test_the_case_gets_the_facts_and_each_session(completed, language):
    with override(language):
        wanted = [
            gettext("Report on a programme"),
            gettext("Referred on"),
            gettext("First session"),
            gettext("Ended on"),
            "12 / 12",
            "18 / 18",
            gettext("Acceptable absences"),
            gettext("Not brought, or no place"),
            gettext("Unacceptable absences"),
            gettext("Made good later"),
            gettext("What came of it"),
            gettext("attended and complied"),
            gettext("not brought, or no place (the service's fault)"),
        ]
    assert missing(opened(completed, language, plain=False), wanted) == []


def test_what_is_for_the_case_only_the_person_does_not_get(completed):
    sheet = CompletionSheet(completed, plain=True).data("en", number="D", made_at="now")
    assert (sheet["facts"], sheet["rows"]) == ([], [])


def test_the_facts_add_up(completed):
    sheet = CompletionSheet(completed, plain=False).data("en", number="D", made_at="now")
    day = local(TODAY)
    assert sheet["facts"] == [
        ["Referred on", day],
        ["First session", day],
        ["Ended on", day],
        ["Sessions", "12 / 12"],
        ["Hours", "18 / 18"],
        ["Acceptable absences", "0"],
        ["Not brought, or no place", "1"],
        ["Unacceptable absences", "0"],
        ["Made good later", "1"],
    ]
    assert len(sheet["rows"]) == 13
    assert sheet["rows"][0] == [
        day,
        "Where I am 1",
        "not brought, or no place (the service's fault)",
        "–",
    ]


@LANGUAGES
def test_who_did_not_finish_hears_what_they_did_and_how_to_go_on(delivery, licensed, language):
    series = delivery.group()
    case = delivery.attended(series, delivery.placed(series), [1, 2])
    advance_participation(by=delivery.officer, case=case, code="take_out", reason="Ill.")
    with override(language):
        told = {"programme": case.title, "hours": "3"}
        text = "You took part in the programme “%(programme)s” for %(hours)s hours."
        wanted = [
            gettext(text) % told,
            gettext("If you want to go on, talk to your officer."),
        ]
    reader = opened(now(case), language, plain=True)
    assert missing(reader, wanted) == []
    assert missing(reader, ["Ill."]) == ["Ill."]


@LANGUAGES
def test_it_can_be_heard_in_its_language(completed, language):
    reader: Any = opened(completed, language, plain=True)
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"] is not False) == (language, True)


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        (["ru", "lv"], "ru"),
        (["lv"], "lv"),
        (["uk", "lt"], "lt"),
        (["uk"], "en"),
        ([], "en"),
    ],
)
def test_it_is_printed_in_the_first_language_that_the_service_speaks(delivery, spoken, printed):
    case = delivery.referred(delivery.somebody(languages=spoken))
    assert language_of(case) == printed


def test_its_kind_and_template_are_those_of_the_register():
    assert (CompletionSheet.kind, CompletionSheet.template) == (
        Kind.COMPLETION_REPORT,
        "completion",
    )
