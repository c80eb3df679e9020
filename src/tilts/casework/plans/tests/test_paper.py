"""What stands on the paper, read back from the PDF, in the four languages of the service."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import gettext, override, pgettext
from pypdf import PdfReader

from tilts.casework.plans.actions import add_goal, note_progress, record_answer
from tilts.casework.plans.content import Answer, GoalContent, Progress, StepContent
from tilts.casework.plans.queries import steps_of
from tilts.casework.plans.sheet import PlanSheet
from tilts.platform.design.display import local
from tilts.platform.documents.typesetting import typeset

from .desk import TODAY, goal_of, now, url

MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
LANGUAGES = pytest.mark.parametrize("language", ["en", "lv", "lt", "ru"])
FOREIGN = GoalContent(
    need="family",
    text="Satikt meitu Žannu. Увидеть дочь. Pamatyti dukterį.",
    steps=(StepContent(what="Rakstīt vēstuli", who="person", due=TODAY, how="с адресом"),),
)


def opened(plan: Any, language: str) -> PdfReader:
    data = PlanSheet(now(plan)).data(language, number="D-2026-000001", made_at="25.11.2026.")
    return PdfReader(BytesIO(typeset("plan", data, made_at=MOMENT)))


def read(reader: PdfReader) -> str:
    """Everything on the paper; what was broken at the end of a line is whole again."""
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return text.replace("\u00ad", "").replace("- ", "")


def missing(plan: Any, language: str, wanted: list[str]) -> list[str]:
    told = read(opened(plan, language)).replace(" ", "")
    return [text for text in wanted if text.replace(" ", "").replace("- ", "") not in told]


@LANGUAGES
def test_it_says_whose_it_is_and_what_it_is(desk, language):
    plan = desk.in_force()
    with override(language):
        frame = ["Your plan", "born", "File number", "Document", "Made", "What you said",
                 "Signature of the person", "Signature of the officer"]  # fmt: skip
        wanted = [gettext(text) for text in frame] + [
            "Ozola",
            plan.person.file_number,
            plan.person.birth_shown,
            "D-2026-000001",
            plan.unit.agency.name_in(language),
            gettext("Version %(version)s, %(state)s") % {"version": 1, "state": plan.state_title},
        ]
    assert missing(plan, language, wanted) == []


@LANGUAGES
def test_it_says_who_does_what_by_when(desk, language):
    plan = desk.draft()
    add_goal(by=desk.officer, plan=plan, what=FOREIGN)
    with override(language):
        heads = ["What is done", "Who", "By when", "Where it stands"]
        wanted = [gettext(text) for text in heads] + [
            FOREIGN.text,
            gettext("family and relationships"),
            "Rakstīt vēstuli",
            "с адресом",
            gettext("you"),
            local(TODAY),
            pgettext("a step", "to do"),
        ]
    assert missing(plan, language, wanted) == []


@LANGUAGES
def test_it_says_what_came_of_it_and_that_it_was_not_in_their_hands(desk, language):
    plan = desk.in_force()
    goal = goal_of(plan)
    first, second = steps_of(goal)
    said = Progress(
        state="not_achieved",
        cause="no_place",
        note="Only for staff.",
        steps={first.pk: "done", second.pk: "not_done"},
    )
    note_progress(by=desk.officer, goal=goal, said=said)
    with override(language):
        cause = gettext("no place in a programme or course")
        wanted = [
            pgettext("a goal", "not achieved"),
            gettext("This was not in your hands: %(cause)s.") % {"cause": cause},
            pgettext("a step", "done"),
            pgettext("a step", "not done"),
        ]
    assert missing(plan, language, wanted) == []
    assert missing(plan, language, ["Only for staff."]) == ["Only for staff."]


@LANGUAGES
@pytest.mark.parametrize(("answer", "text"), [
    ("agrees", "You agree to this plan. You said so on %(day)s."),
    ("does_not_agree", "You do not agree to this plan. You said so on %(day)s."),
])  # fmt: skip
def test_it_quotes_the_person(desk, language, answer, text):
    plan = desk.proposed()
    words = "Tas ir jūsu plāns, ne mans. «Не мой.»"
    said = Answer(answer=answer, words=words, explained_in="lv", answered_on=TODAY)
    record_answer(by=desk.officer, plan=plan, said=said)
    with override(language):
        wanted = [gettext(text) % {"day": local(TODAY)}, f"“{words}”"]
    assert missing(plan, language, wanted) == []


@LANGUAGES
def test_what_is_told_of_who_could_not_answer_is_no_quotation(desk, language):
    plan = desk.proposed()
    words = "Šodien nevēlējās runāt."
    said = Answer(answer="could_not_answer", words=words, explained_in="lv", answered_on=TODAY)
    record_answer(by=desk.officer, plan=plan, said=said)
    with override(language):
        text = gettext("You could not say on %(day)s whether you agree.") % {"day": local(TODAY)}
    quoted = f"“{words}”"
    assert missing(plan, language, [text, words, quoted]) == [quoted]
    page = desk.browser.get(url("one", plan)).content.decode()
    assert (words in page, quoted in page) == (True, False)


@LANGUAGES
def test_it_says_when_it_is_looked_at_again_but_not_before_it_is_in_force(desk, language):
    answered, in_force = desk.answered(), desk.in_force(desk.add("Liepa"))
    with override(language):
        text = gettext("We look at the plan together again by %(day)s.")
        review = text % {"day": local(in_force.review_on)}
    assert missing(in_force, language, [review]) == []
    assert missing(answered, language, [review]) == [review]


@LANGUAGES
def test_an_empty_plan_says_so(desk, language):
    with override(language):
        wanted = [
            gettext("No goal is written yet."),
            gettext("You have not said yet whether you agree."),
        ]
    assert missing(desk.draft(), language, wanted) == []


@LANGUAGES
def test_it_can_be_heard_in_its_language(desk, language):
    reader: Any = opened(desk.in_force(), language)
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"] is not False) == (language, True)
    with override(language):
        assert reader.metadata.title == f"{gettext('Your plan')} · Ozola"


def test_a_long_plan_goes_on_on_the_next_page_with_its_heads(desk):
    plan = desk.draft()
    steps = tuple(StepContent(what=f"Step {n} " + "x " * 60, who="person") for n in range(18))
    add_goal(by=desk.officer, plan=plan, what=GoalContent(need="work", text="Work.", steps=steps))
    reader = opened(plan, "en")
    heads = ["By when" in page.extract_text() for page in reader.pages]
    assert (len(reader.pages) > 1, heads[:2]) == (True, [True, True])
    assert [n for n in range(18) if f"Step {n} " not in read(reader)] == []


def test_what_looks_like_code_stays_text(desk):
    plan = desk.draft()
    text = "#panic() $x$ *bold* `raw` <label> @ref \\ [x] // end"
    add_goal(by=desk.officer, plan=plan, what=GoalContent(need="work", text=text))
    assert missing(plan, "en", [text]) == []
