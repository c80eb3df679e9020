"""Assessments on paper: the questions before, the result in plain words after."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from pypdf import PdfReader

from tilts.casework.assessment.actions import (
    begin_assessment,
    decide_level,
    note_words,
    propose_level,
    record_interview,
    score,
)
from tilts.casework.assessment.due import next_due
from tilts.casework.assessment.models import Assessment
from tilts.casework.assessment.paper import first_spoken, printable
from tilts.casework.assessment.paper.guide import InterviewGuide
from tilts.casework.assessment.paper.meaning import means, means_not
from tilts.casework.assessment.paper.result import ResultSheet
from tilts.casework.assessment.queries import one_assessment
from tilts.casework.people.tests.desk import browser
from tilts.casework.people.tests.people import change
from tilts.platform.access.scoped import seen_by
from tilts.platform.design.display import local
from tilts.platform.documents.models import Document
from tilts.platform.documents.queries import open_document
from tilts.platform.documents.typesetting import typeset
from tilts.platform.parties.actors import SERVICE

pytestmark = pytest.mark.usefixtures("all_seen")

LANGUAGES = ["en", "lv", "lt", "ru"]
MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
MADE = {"number": "D-2026-000001", "made_at": "today"}
OWN = {
    "own_aims": "To fish with my son.",
    "own_strengths": "I cook well.",
    "own_help": None,
    "own_wellbeing": 7,
}


@pytest.fixture
def client(desk):
    return browser(desk.officer)


@pytest.fixture
def begun(desk, edgars):
    return begin_assessment(by=desk.actor, person_id=edgars.pk, of=desk.rvn)


@pytest.fixture
def final(desk, edgars):
    return desk.final(edgars)


def url(name: str, *args: Any) -> str:
    return reverse(f"assessment:{name}", args=args)


def data(sheet, language="en") -> dict[str, Any]:
    told: dict[str, Any] = sheet.data(language, **MADE)
    return told


def reader(sheet, language="en") -> Any:
    pdf = typeset(sheet.template, data(sheet, language), made_at=MOMENT)
    assert b"pdfuaid" in pdf
    return PdfReader(BytesIO(pdf))


def text(pdf) -> str:
    """What is written, without any spaces: lines break where they may."""
    return "".join("".join(page.extract_text() for page in pdf.pages).split())


def missing(parts, pdf) -> list[str]:
    """Of the parts, those that the paper has not."""
    written = text(pdf)
    return [part for part in parts if "".join(part.split()) not in written]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_asks_every_question_in_each_language(begun, desk, language):
    pdf = reader(InterviewGuide(begun), language)
    asked = [item for item in desk.rvn.items.values() if item.known is None]
    with override(language):
        heading = gettext("Interview guide")
    titles = [section.title.to(language) for section in desk.rvn.sections]
    options = [one.label.to(language) for item in asked for one in getattr(item, "options", ())]
    labels = [f"{n}. {item.label.to(language)}" for n, item in enumerate(asked, 1)]
    guidance = [item.guidance.to(language) for item in asked]
    assert missing([heading, "Vītols", *titles, *labels, *guidance, *options], pdf) == []
    assert pdf.trailer["/Root"]["/Lang"] == language


def test_the_guide_begins_with_the_persons_own_view_and_its_room(begun):
    own = data(InterviewGuide(begun))["sections"][0]
    assert (own["own"], own["questions"][0], own["questions"][-1]["shape"]) == (
        True,
        {
            "number": 1, "label": "How are you these days, all in all?", "guidance": "",
            "sometimes": False, "shape": "one", "unit": "", "lines": 1,
            "options": [
                {"key": str(n), "label": told}
                for n, told in enumerate(["Very badly", *[""] * 9, "Very well"])
            ],
        },
        "words",
    )  # fmt: skip


def test_the_guide_holds_no_answers(begun, desk):
    before = data(InterviewGuide(begun))
    desk.answer_all(begun, 1.0, **OWN)
    assert data(InterviewGuide(one_assessment(begun.pk))) == before


def test_the_guide_asks_for_what_the_record_does_not_know(desk):
    nobody = desk.add("Bez", sex="unknown")
    made = begin_assessment(by=desk.actor, person_id=nobody.pk, of=desk.rvn)
    sections = data(InterviewGuide(made))["sections"]
    assert [len(one["questions"]) for one in sections] == [7, 6, 4, 4, 3, 3, 4, 2, 4, 4]


@pytest.mark.parametrize(("language", "how"), [("en", 0.0), ("lv", 0.5), ("lt", 1.0), ("ru", 0.5)])
def test_the_result_is_whole_in_each_language(desk, edgars, language, how):
    made = desk.final(edgars, how)
    told = data(ResultSheet(made), language)
    pdf = reader(ResultSheet(made), language)
    parts = [told["level"], *told["means"], *told["means_not"], *told["looked_at"], told["again"]]
    parts += [part["title"] for part in (*told["drives"], *told["protects"])]
    parts += [part for row in told["own_view"] for part in row.values()]
    parts += [told["words"][name] for name in ("title", "explain", "comment", "review", "access")]
    assert missing(parts, pdf) == []
    assert pdf.metadata.title == f"{told['words']['title']} · Vītols"


def test_the_result_speaks_to_the_person(desk, edgars):
    told = data(ResultSheet(_overridden(desk, edgars)))
    with override("en"):
        again = local(next_due("lv", "low", timezone.localdate()))
    assert told["own_view"] == [
        {"label": "How are you these days, all in all?",
         "said": "7 (0 = Very badly, 10 = Very well)"},
        {"label": "How much in your life can you change yourself?",
         "said": "5 (0 = Nothing, 10 = A great deal)"},
        {"label": "What do you need most now?", "said": "Nothing now"},
        {"label": "Whom can you count on?", "said": "Nobody"},
        {"label": "What are you good at, and what are you proud of?", "said": "I cook well."},
        {"label": "What do you want your life to be like in a year?",
         "said": "To fish with my son."},
    ]  # fmt: skip
    assert (told["level"], told["judgement"]) == ("Low", "He is a good cook.")
    assert told["other_level"] == (
        "The answers alone give another level: High. It was decided otherwise, since: “I agree.”"
    )
    assert told["again"] == f"You are assessed again by {again} at the latest."
    assert told["protects"] == [
        {
            "title": "Protective factors",
            "details": [
                "Does somebody who keeps the law stand by the person? – Partly",
                "Is there a safe place to live, now or on release? – Partly",
                "Does the person look for help and use it? – Partly",
                "Is there a role that matters to the person? – Partly",
            ],
        }
    ]
    assert told["drives"][-1] == {"title": "Leisure", "details": ["Some need"]}


def _overridden(desk, whom) -> Assessment:
    made = begin_assessment(by=desk.actor, person_id=whom.pk, of=desk.rvn)
    desk.answer_all(made, 0.5, **OWN)
    record_interview(by=desk.actor, assessment=made, on=timezone.localdate())
    score(by=desk.actor, assessment=made)
    said = {"level": "low", "because": "He cooks.", "judgement": "He is a good cook."}
    propose_level(by=desk.actor, assessment=made, **said)
    decide_level(by=desk.chief, assessment=made, level="low", why="I agree.")
    return one_assessment(made.pk)


def test_the_result_has_no_number_of_a_score(desk, edgars):
    made = desk.final(edgars, 1.0)
    told = data(ResultSheet(made))
    assert all(not any(sign.isdigit() for sign in part["title"]) for part in told["drives"])
    assert str(made.scores["total"]["value"]) not in str(told["drives"])


@pytest.mark.parametrize(("level", "first"), [
    ("low", "Of people with answers like these, fewer offend again than at any other level."),
    ("medium", "Of people with answers like these, more offend again than at the levels below, "
     "and fewer than at the levels above."),
    ("high", "Of people with answers like these, more offend again than at the levels below, "
     "and fewer than at the levels above."),
    ("very_high", "Of people with answers like these, more offend again than at any other level."),
])  # fmt: skip
def test_what_a_level_means(desk, level, first):
    use = (
        "The level helps to decide how often you meet your officer, and which help and which "
        "programmes you are offered."
    )
    assert means(desk.rvn, level) == [first, use]
    assert (means(None, level), means(desk.rvn, "other")) == ([use], [use])


def test_what_is_on_trial_decides_nothing():
    assert [len(means_not(trial)) for trial in (False, True)] == [3, 4]


def test_what_the_person_said_stands_on_it_with_the_answer(desk, final):
    note_words(by=desk.actor, assessment=final, words="Not so.", asks_review=True)
    with override("en"):
        day = local(timezone.localdate())
    assert data(ResultSheet(final))["said"] == [{"on": day, "words": "Not so.", "answer": ""}]
    assert missing(["What you have said so far", "“Not so.”"], reader(ResultSheet(final))) == []


@pytest.mark.parametrize(("offered", "spoken", "expected"), [
    (("en", "lv"), ["ru", "lv"], "lv"), (("en", "lv", "lt", "ru"), ["ru", "lv"], "ru"),
    (("lv",), [], "lv"), ((), ["lt"], "lt"), (("de",), [], "en"),
])  # fmt: skip
def test_the_language_of_paper(begun, edgars, offered, spoken, expected):
    change(edgars, languages=spoken)
    assert first_spoken(one_assessment(begun.pk), printable(offered)) == expected


def test_an_officer_prints_the_guide_and_then_the_result(client, desk, begun):
    page = client.get(url("one", begun.pk)).content.decode()
    assert (url("guide", begun.pk) in page, url("result", begun.pk) in page) == (True, False)
    made = client.post(url("guide", begun.pk), {"language": "ru"})
    document = Document.objects.get()
    assert made.headers["Location"] == f"/documents/{document.pk}/"
    assert (document.kind, document.language, document.template) == (
        "interview-guide", "ru", "interview_guide",
    )  # fmt: skip
    _row, content = open_document(SERVICE, document.pk)
    assert missing(["Взгляд самого человека"], PdfReader(BytesIO(content))) == []


def test_the_result_is_printed_from_the_page_of_a_final_one(client, final):
    page = client.get(url("one", final.pk)).content.decode()
    assert (url("guide", final.pk) in page, url("result", final.pk) in page) == (False, True)
    client.post(url("result", final.pk), {"language": "lv"})
    document = Document.objects.get()
    assert (document.kind, document.language, document.template) == (
        "assessment-result", "lv", "assessment_result",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "state", "why"), [
    ("guide", "final", "This assessment takes no more answers."),
    ("entry", "final", "This assessment takes no more answers."),
    ("result", "begun", "The result is printed once the assessment is final."),
])  # fmt: skip
def test_a_paper_out_of_turn_says_why(client, request, name, state, why):
    made = request.getfixturevalue(state)
    assert why in client.get(url(name, made.pk)).content.decode()
    assert Document.objects.count() == 0


def test_an_unknown_language_is_refused(client, begun):
    assert client.post(url("guide", begun.pk), {"language": "xx"}).status_code == 422
    assert Document.objects.count() == 0


def test_who_does_not_reach_the_person_prints_nothing(desk, final):
    stranger = browser(desk.house.member("probation_officer", unit="jelgava"))
    with seen_by(None):
        found = [stranger.get(url(name, final.pk)) for name in ("guide", "result", "entry")]
    assert [response.status_code for response in found] == [404, 404, 404]
