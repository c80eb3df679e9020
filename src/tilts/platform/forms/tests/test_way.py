"""The page of a section: its place among the others, its numbers, and where one goes on."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from tilts.platform.forms.actions import About, answer, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import own_folder, versions
from tilts.platform.forms.pages import SheetPage
from tilts.platform.forms.queries import as_it_stands
from tilts.platform.forms.questions import Refusal
from tilts.platform.forms.results import numbered

from .reading import attribute, having, texts

pytestmark = pytest.mark.usefixtures("all_seen")


def page_of(sheet, here="needs", **more):
    return SheetPage(sheet, here, url=lambda name: f"/{name}/", end="/end/", **more)


def say(officer, sheet, **values):
    for item, value in values.items():
        answer(by=officer, sheet=sheet, item=item, given=Answer(value))


@pytest.fixture
def told(needs, officer, somebody):
    """A sheet of a form in which the record says the sex and the day."""
    file = own_folder() / "needs.yaml"
    words = file.read_text().replace("Dzimums}", "Dzimums}\n        known: sex", 1)
    file.write_text(words.replace("diena}", "diena}\n        known: today", 1))
    (of,) = versions("needs")
    known = {"sex": Answer("female"), "assessed": Answer(None)}
    return open_sheet(by=officer, of=of, about=About(somebody.pk), known=known)


def test_the_way_through_the_sections(opened):
    first, last = page_of(opened, "person"), page_of(opened, "needs")
    person = {"title": "Person", "url": "/person/", "complete": False, "done": 1, "total": 3}
    needs = {"title": "Needs", "url": "/needs/", "complete": False, "done": 0, "total": 6}
    assert first.sections == [{**person, "current": True}, {**needs, "current": False}]
    assert last.sections == [{**person, "current": False}, {**needs, "current": True}]
    assert (first.back, first.next) == (None, {**needs, "current": False})
    assert (last.back, last.next) == ({**person, "current": False}, None)


def test_a_page_names_itself_in_the_readers_language(opened):
    page = page_of(opened, "person")
    with override("lv"):
        assert (page.title, page.guidance, page.address) == ("Persona", "", "/person/")
    with override("lt"):
        assert page.title == "Person"


@pytest.mark.parametrize("name", ["", "weather", "Needs", "needs/"])
def test_a_section_that_is_none_is_not_found(opened, name):
    with pytest.raises(Http404):
        page_of(opened, name).section  # noqa: B018 - looking is what fails


def test_numbers_go_through_the_whole_form(opened):
    numbers = [[one.number for one in page_of(opened, name).questions] for name in SECTIONS]
    assert numbers == [[1, 2, 3], [4, 5, 6, 7, 8, 9]]


SECTIONS = ("person", "needs")


def test_what_the_record_told_has_no_number_and_counts_nowhere(told):
    page = page_of(told, "person")
    assert numbered(told) == {
        "born": 1, "assessed": 2, "housing": 3, "work": 4, "substances": 5, "days_used": 6,
        "hours": 7, "remarks": 8,
    }  # fmt: skip
    assert [item.id for item in page.asked] == ["born", "assessed"]
    assert [(one.item.id, one.number, one.is_told) for one in page.questions] == [
        ("sex", 0, True), ("born", 1, False), ("assessed", 2, False),
    ]  # fmt: skip
    assert (page.done, page.total) == (1, 8)


def test_one_goes_on_where_the_first_question_waits(opened, officer):
    places = [page_of(opened).first_open]
    for item, value in {"housing": 1, "substances": ["nothing"], "work": None}.items():
        say(officer, opened, **{item: value})
        places.append(page_of(opened).first_open)
    assert places == ["housing", "work", "work", "hours"]


def test_a_comment_alone_leaves_a_question_the_first_open_one(opened, officer):
    later = Answer(comment="He tells next time.", waits=True)
    answer(by=officer, sheet=opened, item="housing", given=later)
    page = page_of(opened)
    assert (page.first_open, page.done) == ("housing", 1)
    assert page.questions[0].said == "–"


def test_a_question_that_is_hidden_keeps_its_number_and_counts_no_more(opened, officer):
    say(officer, opened, substances=["nothing"])
    page = page_of(opened)
    assert [(one.item.id, one.number) for one in page.questions if one.hidden] == [("days_used", 7)]
    assert page.shown == ["housing", "work", "substances", "hours", "remarks"]
    assert (page.done, page.total) == (2, 8)
    say_again = Answer(["alcohol"], saved=1)
    answer(by=officer, sheet=opened, item="substances", given=say_again)
    assert [one for one in page_of(opened).questions if one.hidden] == []


def test_a_page_after_answers_is_the_same_page(opened, officer):
    page = page_of(opened, side=lambda sheet: f"{len(sheet.answers)} answers")
    assert (page.side_column, page.is_open, page.is_own_view) == ("1 answers", True, False)
    say(officer, opened, work="some")
    refused = {"hours": Refusal(Answer("a lot"), ("No number.",))}
    after = page.anew(as_it_stands(opened), refused)
    assert after.side_column == "2 answers"
    told = {one.item.id: (one.value, one.refusal) for one in after.questions}
    assert (told["hours"], told["work"]) == (("a lot", refused["hours"]), ("some", None))
    assert (after.here, after.end, after.next, after.address) == ("needs", "/end/", None, "/needs/")


def test_final_answers_are_no_open_page(opened, officer):
    assert page_of(fix_sheet(by=officer, sheet=opened)).is_open is False


def test_answers_of_last_time_come_from_the_same_person_and_instrument(
    opened, officer, needs, somebody
):
    say(officer, opened, work="steady", housing=None)
    fixed = fix_sheet(by=officer, sheet=opened)
    later = open_sheet(by=officer, of=needs, about=About(somebody.pk))
    questions = page_of(later, people=[somebody.pk]).questions
    day = timezone.localdate(fixed.fixed_at)
    assert [(one.item.id, one.said_before, one.before_on) for one in questions[:3]] == [
        ("housing", "not known", day), ("work", "0 · Steady", day), ("substances", "", day),
    ]  # fmt: skip
    assert {one.said_before for one in page_of(later).questions} == {""}


def test_an_open_sheet_is_no_last_time(opened, officer, needs, somebody):
    say(officer, opened, work="steady")
    later = open_sheet(by=officer, of=needs, about=About(somebody.pk))
    questions = page_of(later, people=[somebody.pk]).questions
    assert {(one.said_before, one.before_on) for one in questions} == {("", None)}


def test_questions_ask_as_much_after_one_sheet_as_after_three(opened, officer, needs, somebody):
    later, counts = opened, []
    for before in (1, 2):
        for _ in range(before):
            fix_sheet(by=officer, sheet=later)
            later = open_sheet(by=officer, of=needs, about=About(somebody.pk))
        page = page_of(later, people=[somebody.pk])
        with CaptureQueriesContext(connection) as asked:
            assert len(page.questions) == 6
        counts.append(len(asked))
    assert counts[0] == counts[1] == 1


def test_a_page_puts_the_finger_on_the_first_open_question(desk, opened, officer):
    say(officer, opened, housing=1)
    page = desk.get(f"/room/{opened.pk}/needs/")
    focused = [attribute(one, "id") for one in having(page, "autofocus") if attribute(one, "id")]
    assert focused == ["q-work-0"]


@pytest.mark.parametrize(("here", "back", "to", "forward"), [
    ("person", True, "needs/", "Next: Needs"), ("needs", "person/", "/room/end/", "To the result"),
])  # fmt: skip
def test_a_page_knows_its_neighbours(desk, opened, here, back, to, forward):
    page = desk.get(f"/room/{opened.pk}/{here}/")
    (sheet,) = having(page, "data-sheet")
    start = f"/room/{opened.pk}/"
    assert attribute(sheet, "data-address") == f"{start}{here}/"
    assert attribute(sheet, "data-next") == (to if to.startswith("/") else start + to)
    assert attribute(sheet, "data-back") == (back if back is True else start + back)
    assert texts(page, "data-forward") == [forward]
