"""A question in the words of the reader, and the ways to answer it by mouse and by key."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given as given_by_chance
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tilts.engines.instruments.schema.items import Item
from tilts.platform.forms.about import asked
from tilts.platform.forms.answering import Answer
from tilts.platform.forms.catalogue import known
from tilts.platform.forms.questions import (
    NOT_KNOWN,
    SHORT,
    Offered,
    Question,
    Refusal,
    said,
    ways,
)
from tilts.platform.forms.saving import fields

ANY: TypeAdapter[Item] = TypeAdapter(Item)


def item(type_: str, **more: Any) -> Item:
    """An item as a file says it."""
    label = {"en": "Question", "lv": "Jautājums", "lt": "Klausimas"}
    return ANY.validate_json(json.dumps({"id": "one", "label": label, "type": type_, **more}))


def options(*points: float | None) -> list[dict[str, Any]]:
    """Options a, b, c … that count so much."""
    return [
        {"code": chr(97 + place), "label": {"en": f"Way {place}"}, "points": one}
        for place, one in enumerate(points)
    ]


HOUSING = {0: {"en": "Settled", "lv": "Pastāvīgs", "lt": "Nuolatinis"}, 3: {"en": "None"}}
SCALE = item("scale", minimum=0, maximum=3, anchors=HOUSING)
LONG_SCALE = item("scale", minimum=8, maximum=11, anchors={9: {"en": "Nine"}, 11: {"en": "Most"}})
BELOW = item("scale", minimum=-1, maximum=1, anchors={-1: {"en": "Worse"}})
SCORED = item("choice", options=options(2, 0, 1))
PLAIN = item("choice", options=options(None, None))
ALIKE = item("choice", options=options(1, 1, 0))
HALVES = item("choice", options=options(0, 0.5, 1))
SEVERAL = item("multiple", options=options(0, 1, 2))
MANY = item("multiple", options=options(*[None] * 11))
HOURS = item("number", maximum=80, decimals=1, unit={"en": "hours", "lv": "stundas", "lt": "val."})
DAY = item("date", earliest="1900-01-01", latest="2030-12-31")
WORDS = item("text", lines=5)
EVERY = {
    "scale": SCALE, "choice": SCORED, "multiple": SEVERAL, "number": HOURS, "date": DAY,
    "text": WORDS,
}  # fmt: skip


def of(asked: Item, value: Any = None, **more: Any) -> Question:
    """The question with an answer that was saved once."""
    return Question(asked, 1, Answer(value, saved=1), **more)


def test_points_of_a_scale_are_ways_to_answer_with_their_own_digit():
    assert list(ways(SCALE)) == [
        ("0", "Settled", "0"), ("1", "", "1"), ("2", "", "2"), ("3", "None", "3"),
    ]  # fmt: skip


def test_points_above_nine_and_below_nought_have_no_key():
    assert list(ways(LONG_SCALE)) == [
        ("8", "", "8"), ("9", "Nine", "9"), ("10", "", ""), ("11", "Most", ""),
    ]  # fmt: skip
    assert list(ways(BELOW)) == [("-1", "Worse", ""), ("0", "", "0"), ("1", "", "1")]


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        (SCORED, ["2", "0", "1"]), (PLAIN, ["1", "2"]), (ALIKE, ["1", "2", "3"]),
        (HALVES, ["1", "2", "3"]), (SEVERAL, ["0", "1", "2"]),
        (MANY, [*"123456789", "", ""]), (HOURS, []), (DAY, []), (WORDS, []),
    ],
    ids=["points", "no points", "same points", "half points", "several", "eleven", "number",
         "date", "words"],
)  # fmt: skip
def test_the_key_of_an_option_is_its_points_or_else_its_place(asked, keys):
    assert [key for _, _, key in ways(asked)] == keys


@given_by_chance(st.lists(st.none() | st.sampled_from([0, 0.5, 1, 2, 9, 10, -1]), min_size=2))
def test_a_key_never_chooses_two_options(points):
    asked = item("choice", options=options(*points[:20]))
    keys = [key for _, _, key in ways(asked) if key]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set("0123456789")


@pytest.mark.parametrize(
    ("language", "label", "first", "last"),
    [("en", "Question", "Settled", "None"), ("lv", "Jautājums", "Pastāvīgs", "None"),
     ("lt", "Klausimas", "Nuolatinis", "None"), ("ru", "Question", "Settled", "None")],
)  # fmt: skip
def test_a_question_speaks_the_readers_language_or_the_first_of_its_file(
    language, label, first, last
):
    with override(language):
        question = of(SCALE)
        offered = question.offered
        assert (question.label, offered[0].label, offered[3].label) == (label, first, last)


def test_what_is_offered_bears_its_mark_and_what_was_chosen():
    assert of(SCORED, "c").offered == [
        Offered("a", "Way 0", "2", "2", chosen=False),
        Offered("b", "Way 1", "0", "0", chosen=False),
        Offered("c", "Way 2", "1", "1", chosen=True),
    ]
    assert of(LONG_SCALE, 10).offered == [
        Offered("8", "", "8", "8", chosen=False),
        Offered("9", "Nine", "9", "9", chosen=False),
        Offered("10", "", "10", "", chosen=True),
        Offered("11", "Most", "11", "", chosen=False),
    ]


def test_the_number_of_a_scale_stands_once_in_what_an_instrument_asks():
    psa = known()["psa", "2018"]
    (first, *others) = psa.sections
    long = first.model_copy(update={"items": (LONG_SCALE,)})
    ((_, (told,)), *_) = asked(psa.model_copy(update={"sections": (long, *others)}))
    assert told.options == ("9 Nine", "11 Most")


@pytest.mark.parametrize(
    ("asked", "value", "chosen"),
    [(SCALE, 2, ["2"]), (SCALE, "2", ["2"]), (SCALE, "7", []), (SCALE, None, []),
     (SEVERAL, ["a", "c"], ["a", "c"]), (SEVERAL, [], []), (PLAIN, "often", [])],
)  # fmt: skip
def test_what_was_typed_and_refused_stays_chosen_too(asked, value, chosen):
    assert [one.code for one in of(asked, value).offered if one.chosen] == chosen


@pytest.mark.parametrize(
    ("kind", "shape"),
    [("scale", "one"), ("choice", "one"), ("multiple", "several"), ("number", "line"),
     ("date", "line"), ("text", "words")],
)  # fmt: skip
def test_each_type_has_its_shape(kind, shape):
    assert of(EVERY[kind]).shape == shape


@pytest.mark.parametrize(
    ("asked", "value", "text"),
    [
        (SCALE, 0, "0 · Settled"), (SCALE, 2, "2"), (LONG_SCALE, 10, "10"),
        (LONG_SCALE, 11, "11 · Most"), (SCORED, "b", "0 · Way 1"), (PLAIN, "b", "Way 1"),
        (SEVERAL, ["a", "c"], "Way 0, Way 2"), (HOURS, 12.5, "12.5 hours"), (HOURS, 0, "0 hours"),
        (DAY, "2026-11-25", "25 November 2026"), (WORDS, "Calm.", "Calm."),
        (PLAIN, "gone", "gone"), (SCALE, None, "not known"), (WORDS, None, "not known"),
    ],
)  # fmt: skip
def test_an_answer_in_words(asked, value, text):
    assert said(asked, value) == text


@pytest.mark.parametrize(
    ("language", "texts"),
    [("lv", ["0 · Pastāvīgs", "12.5 stundas", "2026. gada 25. novembris", "nav zināms"]),
     ("lt", ["0 · Nuolatinis", "12.5 val.", "2026 m. lapkričio 25 d.", "nežinoma"]),
     ("ru", ["0 · Settled", "12.5 hours", "25 ноября 2026 г.", "неизвестно"])],
)  # fmt: skip
def test_an_answer_in_the_words_of_another_language(language, texts):
    with override(language):
        pairs = ((SCALE, 0), (HOURS, 12.5), (DAY, "2026-11-25"), (PLAIN, None))
        assert [said(asked, value) for asked, value in pairs] == texts


def test_only_a_number_has_a_unit_and_only_a_date_its_ends():
    told = {kind: (of(asked).unit, of(asked).between) for kind, asked in EVERY.items()}
    none = ("", ("", ""))
    assert told == {
        "scale": none, "choice": none, "multiple": none, "number": ("hours", ("", "")),
        "date": ("", ("1900-01-01", "2030-12-31")), "text": none,
    }  # fmt: skip
    assert of(item("date", latest="2030-12-31")).between == ("", "2030-12-31")
    assert of(item("number")).unit == ""


@pytest.mark.parametrize(
    ("answer", "not_known", "words"),
    [
        (Answer(), False, "not known"),
        (Answer(waits=True, comment="Later.", saved=1), False, "–"),
        (Answer(None, saved=1), True, "not known"),
        (Answer("a", saved=1), False, "Way 0"),
    ],
    ids=["never asked", "only a comment", "not known", "answered"],
)
def test_not_known_is_said_and_not_supposed(answer, not_known, words):
    question = Question(PLAIN, 1, answer)
    assert (question.not_known, question.said) == (not_known, words)


@pytest.mark.parametrize(
    ("before", "words"),
    [(None, ""), (Answer(waits=True, comment="Later."), ""), (Answer("b"), "Way 1"),
     (Answer(None, saved=2), "not known")],
)  # fmt: skip
def test_what_was_said_last_time_stands_beside(before, words):
    assert of(PLAIN, before=before).said_before == words


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [(None, ""), (Answer("b", saved=1), "Way 1"), (Answer(None, saved=1), "not known"),
     (Answer(waits=True, comment="He tells later.", saved=1), "–")],
)  # fmt: skip
def test_what_was_said_meanwhile_stands_beside(meanwhile, words):
    refusal = Refusal(Answer("a"), ("Answered meanwhile.",), meanwhile)
    assert of(PLAIN, "a", refusal=refusal).said_meanwhile == words
    assert of(PLAIN, "a").said_meanwhile == ""


def test_a_kind_is_the_items_own_until_somebody_says_otherwise():
    judged = item("text", kind="judgement")
    answers = [Answer("x"), Answer("x", "fact"), Answer("x", "judgement")]
    assert [Question(WORDS, 1, one).kind for one in answers] == ["fact", "fact", "judgement"]
    assert [Question(judged, 1, one).kind for one in answers] == ["judgement", "fact", "judgement"]


def test_the_fields_beside_are_open_where_something_stands_in_them():
    beside = [Answer(), Answer(comment="Calm."), Answer(source="employer"), Answer(kind="fact")]
    assert [Question(WORDS, 1, one).is_noted for one in beside] == [
        False, True, True, True,
    ]  # fmt: skip


def test_what_the_record_told_is_no_question():
    told = item("choice", known="sex", options=options(None, None))
    answers = [Answer("a"), Answer("a", saved=1), Answer(None), Answer(None, saved=1)]
    assert [Question(told, 1, one).is_told for one in answers] == [True, False, False, False]
    assert Question(PLAIN, 1, Answer("a")).is_told is False


def test_long_guidance_waits_until_somebody_wants_it():
    texts = ["", "x" * SHORT, "x" * (SHORT + 1)]
    guided = [of(item("text", guidance={"en": one} if one else {})) for one in texts]
    assert [(one.guidance, one.is_long) for one in guided] == list(
        zip(texts, [False, False, True], strict=True)
    )


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (of(WORDS, "Calm."), ["Calm."]),
        (of(HOURS, 12.5), ["12.5"]),
        (of(SEVERAL, ["a", "b"]), ["a", "b"]),
        (of(PLAIN, None), [NOT_KNOWN]),
        (replace(of(WORDS), answer=Answer(waits=True, saved=1)), [""]),
    ],
    ids=["words", "number", "several", "not known", "only a comment"],
)
def test_fields_are_what_the_page_would_send(question, values):
    value = [(name, said) for name, said in fields(question) if name == "one"]
    assert value == [("one", one) for one in values]
    assert fields(question)[len(values) :] == [
        ("one.kind", "fact"), ("one.source", ""), ("one.comment", ""), ("one.saved", "1"),
    ]  # fmt: skip
