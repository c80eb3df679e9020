"""Whatever a browser sends: a sheet holds only what can be, and loses nothing it held."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import given as given_by_chance
from hypothesis import strategies as st

from tilts.engines.instruments import load, score_one
from tilts.platform.access.reasons import Refused
from tilts.platform.forms.actions import answer, fix_sheet
from tilts.platform.forms.answering import (
    LONGEST,
    Answer,
    answers_in,
    typed,
    values_in,
    why_not_answer,
)
from tilts.platform.forms.catalogue import scorer
from tilts.platform.forms.queries import as_it_stands
from tilts.platform.forms.questions import NOT_KNOWN
from tilts.platform.forms.saving import given

from .conftest import NEEDS
from .reading import attribute, having, text, texts

pytestmark = pytest.mark.usefixtures("all_seen")
NEEDED = load(NEEDS)
SENT = [
    "", " ", "0", "1", "3", "-1", "7", "80", "12,5", "7.25", "1e3", "NaN", "9" * 400, "٣", "some",
    "steady", "nothing", "alcohol", "alcohol;opioids", NOT_KNOWN, "2025-05-01", "31.12.2025",
    "\0", "a\0b", "ā" * 10_001, "<b>", "fact", "judgement", "guess", "٣٤", "²",
]  # fmt: skip
NAMES = [
    name
    for item in (*NEEDED.items, "colour", "")
    for name in (item, *(f"{item}.{one}" for one in ("kind", "source", "comment", "saved")))
]
POSTS = st.dictionaries(
    st.sampled_from([*NAMES, ".stay"]),
    st.lists(st.sampled_from(SENT) | st.text(max_size=8), max_size=3),
    max_size=12,
)
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def kept(opened):
    return answers_in(as_it_stands(opened).answers)


def count_in(post, item):
    (said,) = post.get(f"{item}.saved", [""])[-1:] or [""]
    return int(said) if said.strip().isdecimal() else 0


@settings(max_examples=40, suppress_health_check=SLOW)
@given_by_chance(st.sampled_from(["person", "needs"]), POSTS, st.none() | st.sampled_from(NAMES))
def test_a_sheet_holds_what_can_be_and_loses_nothing(desk, opened, section, post, one):
    before = kept(opened)
    alone = {".item": [one]} if one else {}
    response = desk.post(f"/room/{opened.pk}/{section}/", {**utf8(post), **alone})
    assert response.status_code in ((200, 404, 409, 422) if one else (302, 422))
    after = kept(opened)
    assert set(before) <= set(after)
    for item, said in after.items():
        asked, was = NEEDED.items[item], before.get(item, Answer())
        assert why_not_answer(NEEDED, item, said) == []
        assert said.value == typed(asked, said.value)
        assert said == was or (said.saved, was.saved) == (was.saved + 1, count_in(post, item))
    found = score_one(scorer(NEEDED), values_in(as_it_stands(opened).answers)).problems
    assert [one for one in found if one.about in NEEDED.items] == []


def utf8(post: dict[str, list[str]]) -> dict[str, list[str]]:
    """As a browser encodes it: half of a pair is sent as a question mark."""
    return {
        name: [value.encode("utf-8", "replace").decode() for value in values]
        for name, values in post.items()
    }


VALUES = (
    st.none() | st.integers() | st.floats() | st.text(max_size=20)
    | st.lists(st.sampled_from(["alcohol", "opioids", "beer", ""]) | st.text(max_size=3))
)  # fmt: skip


@settings(max_examples=300)
@given_by_chance(st.sampled_from(sorted(NEEDED.items)), VALUES | st.sampled_from(SENT))
def test_what_no_reason_stands_against_the_engine_takes(item, value):
    """What other systems send too: any value there is in JSON."""
    asked = NEEDED.items[item]
    said: Any = typed(asked, value)
    if why_not_answer(NEEDED, item, Answer(said)) == []:
        values = {"substances": ["alcohol"], **({} if said is None else {item: said})}
        problems = score_one(scorer(NEEDED), values).problems
        assert [one for one in problems if one.about == item] == []
        assert typed(asked, said) == said


@pytest.mark.parametrize(
    ("count", "saved"),
    [("1", 1), (" 2 ", 2), ("٣", 3), ("", 0), ("-1", 0), ("1.0", 0), ("²", 0), ("9" * 5000, 0)],
    ids=["one", "spaces", "arabic", "nothing", "minus", "point", "power", "endless"],
)
def test_a_count_is_a_number_or_none(count, saved):
    said = given(post_of(work="some", **{"work.saved": count}), NEEDED.items["work"])
    assert said == Answer("some", saved=saved)


def post_of(**fields: str) -> QueryDict:
    """A form as Django gives it."""
    post = QueryDict(mutable=True)
    post.update(fields)
    return post


@pytest.mark.parametrize(
    "given_",
    [Answer("a\0b"), Answer("calm", source="\0"), Answer("calm", comment="a\0")],
    ids=["value", "source", "comment"],
)
def test_null_characters_are_refused_where_no_page_takes_them_out(opened, officer, given_):
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=opened, item="remarks", given=given_)
    assert [(one.code, str(one.text)) for one in refused.value.reasons] == [
        ("null-character", "Remarks: Null characters are not allowed.")
    ]
    assert set(kept(opened)) == {"sex"}


def test_a_page_takes_null_characters_out(desk, opened):
    fields = {
        "remarks": "\0Ca\0lm.",
        "work.comment": "\0",
        "work.saved": "\0",
        "hours.source": "\0x",
    }
    response = desk.post(f"/room/{opened.pk}/needs/", fields)
    assert response.status_code == 302
    assert kept(opened) == {
        "sex": Answer("female", source="record"),
        "remarks": Answer("Calm.", saved=1),
        "hours": Answer(source="x", saved=1, waits=True),
    }


@pytest.mark.parametrize("field", ["remarks", "remarks.comment", "remarks.source"])
def test_words_may_be_long_and_no_longer(desk, opened, field):
    address, longest = f"/room/{opened.pk}/needs/", "ā" * LONGEST
    refused = desk.post(address, {field: longest + "ā", "work": "some"})
    assert refused.status_code == 422
    assert texts(refused, "class", "ds-validation-message") == [
        "Remarks: keep it below 10000 characters."
    ]
    typed_in = having(refused, "name", field)[0]
    assert attribute(typed_in, "value") or text(typed_in) == longest + "ā"
    assert set(kept(opened)) == {"sex", "work"}
    assert (
        desk.post(address, {field: longest, "work": "some", "work.saved": "1"}).status_code == 302
    )
    assert set(kept(opened)) == {"sex", "work", "remarks"}


def test_every_refusal_of_a_section_stands_at_its_question(desk, opened):
    fields = {
        "housing": "7", "work": "often", "substances": ["alcohol", "beer"], "days_used": "32",
        "hours": "7,25", "remarks": "Calm.", "work.comment": "So he says.", "work.kind": "fact",
    }  # fmt: skip
    page = desk.post(f"/room/{opened.pk}/needs/", fields)
    assert page.status_code == 422
    assert [one for one in texts(page, "data-fault") if one] == [
        "Housing: “7” is above 3.",
        "Work: “often” is none of steady, some, without.",
        "Substances: “alcohol;beer” is none of nothing, alcohol, opioids.",
        "Days of use in a month: “32” is above 31.",
        "Hours of work in a week: “7.25” has more decimals than 1.",
    ]
    assert [attribute(one, "value") for one in having(page, "checked")] == ["alcohol"]
    assert texts(page, "name", "work.comment") == ["So he says."]
    assert kept(opened) == {
        "sex": Answer("female", source="record"), "remarks": Answer("Calm.", saved=1),
    }  # fmt: skip


@pytest.mark.parametrize("substances", [None, ["nothing"], ["alcohol"]])
def test_what_cannot_be_is_refused_while_its_question_is_hidden_too(opened, officer, substances):
    answer(by=officer, sheet=opened, item="substances", given=Answer(substances))
    with pytest.raises(Refused) as refused:
        answer(by=officer, sheet=opened, item="days_used", given=Answer(32))
    assert [str(one.text) for one in refused.value.reasons] == [
        "Days of use in a month: “32” is above 31."
    ]


def test_the_same_section_again_writes_nothing_and_is_no_conflict(desk, opened):
    fields = {"housing": "2", "work": "some", "hours": "12,5", "remarks.comment": "Later."}
    for _ in range(2):
        assert desk.post(f"/room/{opened.pk}/needs/", fields).status_code == 302
    assert {item: one.saved for item, one in kept(opened).items()} == {
        "sex": 0, "housing": 1, "work": 1, "hours": 1, "remarks": 1,
    }  # fmt: skip


def test_an_answer_that_is_taken_back_is_open_again(desk, opened, officer):
    answer(by=officer, sheet=opened, item="hours", given=Answer(12.5))
    desk.post(f"/room/{opened.pk}/needs/", {"hours": "", "hours.saved": "1"})
    assert kept(opened)["hours"] == Answer(saved=2, waits=True)


def test_a_final_sheet_refuses_a_page_that_was_still_open(desk, opened, officer):
    answer(by=officer, sheet=opened, item="work", given=Answer("some"))
    fix_sheet(by=officer, sheet=opened)
    address = f"/room/{opened.pk}/needs/"
    page = desk.post(address, {"work": "steady", "work.saved": "1"})
    alone = desk.post(address, {".item": "work", "work": "steady", "work.saved": "1"})
    final = "These answers are final. A new assessment gives new ones."
    assert (page.status_code, texts(page, "class", "ds-validation-message")) == (422, [final])
    assert (alone.status_code, alone.json()) == (422, {"faults": [final]})
    assert kept(opened)["work"] == Answer("some", saved=1)


def test_two_windows_that_noted_beside_an_open_question_see_both(desk, opened, officer):
    theirs = Answer(comment="He tells next time.", waits=True)
    answer(by=officer, sheet=opened, item="work", given=theirs)
    address = f"/room/{opened.pk}/needs/"
    told = desk.post(address, {".item": "work", "work": NOT_KNOWN, "work.saved": "0"})
    assert told.status_code == 409
    assert "<dd>– · He tells next time.</dd>" in told.json()["both"]
    assert "<dd>not known</dd>" in told.json()["both"]
    assert told.json()["theirs"] == [
        ["work", ""], ["work.kind", "judgement"], ["work.source", ""],
        ["work.comment", "He tells next time."], ["work.saved", "1"],
    ]  # fmt: skip
