"""A section is filled in with a form, or answer by answer; nothing that was said is lost."""

import json
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given as given_by_chance
from hypothesis import strategies as st

from tilts.engines.instruments import load
from tilts.engines.instruments.schema import Choice, Date, Multiple, Number, Scale
from tilts.platform.design.display import short_date
from tilts.platform.forms.actions import About, answer, fix_sheet, open_sheet
from tilts.platform.forms.answering import Answer, answers_in, typed
from tilts.platform.forms.catalogue import instrument, own_folder
from tilts.platform.forms.queries import as_it_stands
from tilts.platform.forms.questions import NOT_KNOWN, Question
from tilts.platform.forms.saving import fields, given

from .conftest import NEEDS
from .reading import attribute, having, texts

pytestmark = pytest.mark.usefixtures("all_seen")


def address(opened, section="needs"):
    return f"/room/{opened.pk}/{section}/"


def kept(opened):
    return answers_in(as_it_stands(opened).answers)


def send(desk, opened, item, **fields):
    """One answer, as the page sends it by itself."""
    named = {f"{item}.{name}" if name != "value" else item: value for name, value in fields.items()}
    return desk.post(address(opened), {".item": item, **named})


@pytest.mark.parametrize(
    ("item", "fields", "answer"),
    [
        ("work", "", None),
        ("work", "work.kind=judgement&work.saved=0", None),
        ("work", "work=some&work.kind=judgement", Answer("some")),
        ("work", "work=some&work.kind=fact&work.saved=2", Answer("some", "fact", saved=2)),
        ("work", "work=%3B&work.saved=1", Answer(None, saved=1)),
        ("work", "work.comment=+Calm.+", Answer(None, comment="Calm.", waits=True)),
        ("work", "work.saved=many", None),
        ("hours", "hours=12,5&hours=%3B", Answer("12,5")),
        ("hours", "hours=&hours=%3B", Answer(None)),
        ("hours", "hours=&hours.saved=3", Answer(None, saved=3, waits=True)),
        ("substances", "substances=alcohol&substances=opioids", Answer(["alcohol", "opioids"])),
        ("substances", "substances=%3B", Answer(None)),
        ("remarks", "remarks=a%00b", Answer("ab")),
    ],
)
def test_fields_of_a_page_are_an_answer(needs, item, fields, answer):
    assert given(QueryDict(fields), needs.items[item]) == answer


def test_a_section_shows_its_questions_and_the_way(desk, opened):
    page = desk.get(address(opened))
    assert texts(page, "class", "ask") == [
        "4. Housing", "5. Work", "6. Substances", "7. Days of use in a month",
        "8. Hours of work in a week (optional)", "9. Remarks (optional)",
    ]  # fmt: skip
    (way,) = texts(page, "data-sections")
    assert way == "1 of 9 answered 1 ○ Person 1/3 2 ▸ Needs 0/6"


def test_a_whole_section_is_saved_without_scripts(desk, opened):
    fields = {"housing": "2", "work": "some", "work.kind": "fact", "work.source": "employer",
              "substances": ["alcohol", "opioids"], "days_used": NOT_KNOWN,
              ".stay": "yes"}  # fmt: skip
    response = desk.post(address(opened), fields)
    assert (response.status_code, response.headers["Location"]) == (302, address(opened))
    assert kept(opened) == {
        "sex": Answer("female", source="record"),
        "housing": Answer(2, saved=1),
        "work": Answer("some", "fact", "employer", saved=1),
        "substances": Answer(["alcohol", "opioids"], saved=1),
        "days_used": Answer(None, saved=1),
    }


@pytest.mark.parametrize(("section", "to"), [("person", "needs"), ("needs", "end")])
def test_one_goes_on_to_the_next_section(desk, opened, section, to):
    response = desk.post(address(opened, section), {})
    after = "/room/end/" if to == "end" else address(opened, to)
    assert (response.status_code, response.headers["Location"]) == (302, after)


def test_what_is_refused_stays_as_it_was_typed_and_the_rest_is_saved(desk, opened):
    response = desk.post(address(opened), {"hours": "a lot", "work": "some"})
    assert response.status_code == 422
    (field,) = having(response, "id", "q-hours-0")
    assert attribute(field, "value") == "a lot"
    faults = texts(response, "class", "ds-validation-message")
    assert faults == ["Hours of work in a week: “a lot” is not a number."]
    assert set(kept(opened)) == {"sex", "work"}


def test_without_scripts_both_answers_are_shown_and_saving_again_keeps_ones_own(
    desk, opened, officer
):
    answer(by=officer, sheet=opened, item="work", given=Answer("steady"))
    response = desk.post(address(opened), {"work": "some", "work.saved": "0"})
    (both,) = texts(response, "class", "meanwhile")
    assert response.status_code == 422
    assert "Saved meanwhile 0 · Steady Yours 1 · Now and then" in both
    (count,) = having(response, "name", "work.saved")
    desk.post(address(opened), {"work": "some", "work.saved": attribute(count, "value")})
    assert kept(opened)["work"] == Answer("some", saved=2)


def test_one_answer_is_saved_and_says_what_changed(desk, opened):
    response = send(desk, opened, "substances", value="nothing", saved="0")
    told = json.loads(response.content)
    assert told.pop("said").startswith("Saved ")
    assert "2 of 8 answered" in told.pop("sections")
    assert told.pop("side").startswith('<section class="ds-card card">')
    assert told == {
        "saved": 1, "shown": ["housing", "work", "substances", "hours", "remarks"],
    }  # fmt: skip


def test_one_answer_that_cannot_be_says_why(desk, opened):
    response = send(desk, opened, "housing", value="7")
    assert (response.status_code, json.loads(response.content)) == (
        422, {"faults": ["Housing: “7” is above 3."]},
    )  # fmt: skip


def test_one_answer_that_another_window_gave_shows_both(desk, opened, officer):
    theirs = Answer("steady", source="employer", comment="Since May.")
    answer(by=officer, sheet=opened, item="work", given=theirs)
    response = send(desk, opened, "work", value="some", saved="0")
    told = json.loads(response.content)
    assert "0 · Steady · Since May." in told.pop("both")
    assert (response.status_code, told) == (
        409,
        {
            "theirs": [
                ["work", "steady"], ["work.kind", "judgement"], ["work.source", "employer"],
                ["work.comment", "Since May."], ["work.saved", "1"],
            ]
        },
    )  # fmt: skip
    assert kept(opened)["work"] == Answer("steady", "", "employer", "Since May.", 1)


@pytest.mark.parametrize("item", ["colour", "sex"])
def test_what_this_section_does_not_ask_is_not_found(desk, opened, item):
    assert send(desk, opened, item, value="female").status_code == 404


def test_a_note_beside_an_open_question_leaves_it_open(desk, opened):
    send(desk, opened, "work", comment="He will tell next time.")
    assert kept(opened)["work"] == Answer(
        None, comment="He will tell next time.", saved=1, waits=True
    )
    options = having(desk.get(address(opened)), "name", "work")
    assert [attribute(one, "checked") for one in options] == [None] * 4


def test_the_last_answers_stand_beside(desk, opened, officer, needs, somebody):
    answer(by=officer, sheet=opened, item="work", given=Answer("without", comment="Ill."))
    fix_sheet(by=officer, sheet=opened)
    later = open_sheet(by=officer, of=needs, about=About(somebody.pk))
    day = short_date(timezone.localdate())
    before = texts(desk.get(address(later)), "id", "q-work-before")
    assert before == [f"Last time ({day}): 2 · Without · Ill."]


def test_final_answers_are_shown_and_not_asked(desk, opened, officer):
    fix_sheet(by=officer, sheet=opened)
    page = desk.get(address(opened))
    assert having(page, "data-forward") == []
    assert {attribute(one, "disabled") for one in having(page, "type", "radio")} == {True}


def test_a_section_that_is_none_is_not_found(desk, opened):
    assert desk.get(address(opened, "weather")).status_code == 404


@pytest.fixture
def told(needs):
    """The same form, in which the record says the sex, and the person answers the first part."""
    file = own_folder() / "needs.yaml"
    words = file.read_text().replace("Dzimums}", "Dzimums}\n        known: sex", 1)
    file.write_text(words.replace("lv: Persona}", "lv: Persona}\n    voice: person", 1))
    return instrument("needs", "1")


def test_what_the_record_says_is_a_fact_and_no_question(told, desk, opened):
    page = desk.get(address(opened, "person"))
    assert texts(page, "class", "told") == ["Sex Female from the record"]
    assert texts(page, "class", "ask") == ["1. Date of birth", "2. Day of the assessment"]
    assert texts(page, "data-sections") == ["0 of 8 answered 1 ▸ Person 0/2 2 ○ Needs 0/6"]


def test_what_the_record_says_is_not_overwritten(told, desk, opened):
    desk.post(address(opened, "person"), {"sex": "male", ".stay": "yes"})
    one = desk.post(address(opened, "person"), {".item": "sex", "sex": "male"})
    assert one.status_code == 404
    assert kept(opened) == {"sex": Answer("female", source="record")}


def test_what_the_record_does_not_say_is_asked(told, desk, officer, somebody):
    asked = open_sheet(by=officer, of=told, about=About(somebody.pk))
    page = desk.get(address(asked, "person"))
    assert texts(page, "class", "ask")[0] == "1. Sex"
    desk.post(address(asked, "person"), {"sex": "male", ".stay": "yes"})
    again = desk.get(address(asked, "person"))
    assert texts(again, "class", "ask")[0] == "1. Sex"


@pytest.mark.parametrize(("section", "shown"), [("person", 1), ("needs", 0)])
def test_the_person_speaks_for_themselves(told, desk, opened, section, shown):
    page = desk.get(address(opened, section))
    words = ["The person answers here, in their own words. Write what they say."]
    assert texts(page, "class", "own-view") == words * shown


def said_to(item):
    """Answers that a page may hold to an item."""
    if isinstance(item, Multiple):
        codes = st.sampled_from([option.code for option in item.options])
        return st.lists(codes, min_size=1, unique=True)
    if isinstance(item, Choice):
        return st.sampled_from([option.code for option in item.options])
    if isinstance(item, Number | Scale):
        return st.integers(0, 3)
    return st.dates().map(str) if isinstance(item, Date) else WORDS.filter(bool)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40).map(str.strip)
ITEMS = load(NEEDS).items


@given_by_chance(st.data(), st.sampled_from(sorted(ITEMS)))
def test_an_answer_on_a_page_is_sent_as_it_is(data, name):
    item = ITEMS[name]
    value = data.draw(st.none() | said_to(item))
    kind = data.draw(st.sampled_from(["", "fact", "judgement"]))
    answer = Answer(
        value,
        "" if kind == item.kind else kind,
        data.draw(WORDS),
        data.draw(WORDS),
        data.draw(st.integers(1, 99)),
    )
    post = QueryDict(urlencode(fields(Question(item, 0, answer))))
    sent = given(post, item)
    assert sent is not None
    assert replace(sent, value=typed(item, sent.value)) == answer


def test_a_section_asks_as_much_after_one_sheet_as_after_three(
    desk, officer, needs, somebody, opened
):
    counts = []
    for before in (1, 2):
        for _ in range(before):
            fix_sheet(by=officer, sheet=open_sheet(by=officer, of=needs, about=About(somebody.pk)))
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(opened))
        counts.append(len(asked))
    assert counts[0] == counts[1]
