"""What may stand in the slots of a template, and why not."""

from datetime import date, datetime
from typing import Any

import pytest

from tilts.jurisdictions.schema import Slot, Template
from tilts.platform.documents.slots import Inserted, Nature, pieces, why_not_filled

SOURCE = "people.person:1"
TYPES = ("text", "date", "number", "paragraphs", "list", "table")


def template(*slots: dict[str, Any]) -> Template:
    entry: dict[str, Any] = {
        "code": "letter",
        "names": {"en": "Letter"},
        "kind": "letter",
        "pdf": {"en": "letter.typ"},
        "valid_from": date(2020, 1, 1),
        "source": "a test",
        "confirmed": False,
        "slots": tuple(Slot(names={"en": "Here", "lv": "Šeit"}, **slot) for slot in slots),
    }
    return Template(**entry)


def codes(slot: dict[str, Any], *values: Any, source: str = SOURCE) -> list[str]:
    inserted = [Inserted(value, source) for value in values]
    told = why_not_filled(template({"code": "here", **slot}), {"here": inserted}, "en")
    return [reason.code for reason in told]


@pytest.mark.parametrize("kind", TYPES)
def test_a_value_of_its_kind_fits(kind: str):
    fitting: dict[str, Any] = {
        "text": "x",
        "date": date(2026, 11, 2),
        "number": 0,
        "paragraphs": "x",
        "list": "x",
        "table": ("x", "y"),
    }
    assert codes({"type": kind}, fitting[kind]) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 1),
        ("text", date(2026, 11, 2)),
        ("text", ("x",)),
        ("date", "2026-11-02"),
        ("number", "1"),
        ("number", True),
        ("paragraphs", 1),
        ("list", ("x",)),
        ("table", "x"),
    ],
)
def test_a_value_of_another_kind_does_not(kind: str, value: Any):
    assert codes({"type": kind}, value) == ["slot-kind"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", ["slot-takes-one"]),
        ("paragraphs", []),
        ("list", []),
    ],
)
def test_some_take_several(kind: str, expected: list[str]):
    assert codes({"type": kind}, "a", "b") == expected


@pytest.mark.parametrize("values", [(), ("",)], ids=["none", "empty"])
def test_what_is_required_must_say_something(values: tuple[str, ...]):
    assert codes({}, *values) == ["slot-missing"]
    assert codes({"required": False}, *values) == []


def test_nought_is_a_number_and_no_empty_value():
    assert codes({"type": "number"}, 0) == []


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ("people.person:1", True),
        ("documents.document:0193-x", True),
        ("people.person:", False),
        ("people.person", False),
        ("people.nobody:1", False),
        ("nowhere.person:1", False),
        ("People.Person:1", False),
        ("", False),
    ],
)
def test_a_source_names_a_row_of_a_model(source: str, known: bool):
    assert codes({}, "x", source=source) == ([] if known else ["slot-source"])


@pytest.mark.parametrize(
    ("language", "named"), [("lv", "“Šeit”"), ("en", "“Here”"), ("lt", "“Here”")]
)
def test_the_reason_names_the_place_in_its_language(language: str, named: str):
    (reason,) = why_not_filled(template({"code": "here"}), {}, language)
    assert named in str(reason.text)


def test_all_that_is_wrong_is_said_at_once():
    one = {"code": "one", "type": "date"}
    values = {"one": Inserted("x", ""), "other": Inserted("x", SOURCE)}
    told = why_not_filled(template(one, {"code": "two"}), values, "en")
    assert [reason.code for reason in told] == [
        "slot-unknown",
        "slot-kind",
        "slot-source",
        "slot-missing",
    ]


def test_one_value_and_several_are_read_alike():
    one = Inserted("x", SOURCE)
    assert [pieces(given, "here") for given in ({"here": one}, {"here": [one]}, {})] == [
        [one],
        [one],
        [],
    ]


def test_a_value_is_a_fact_of_the_moment_unless_it_says_otherwise():
    told = Inserted("x", SOURCE)
    assert (told.nature, told.field, told.as_of) == (Nature.FACT, "", None)
    moment = datetime.fromisoformat("2026-11-02T10:00:00+00:00")
    judged = Inserted("x", SOURCE, Nature.JUDGEMENT, "level", moment)
    assert (judged.nature, judged.field, judged.as_of) == (Nature.JUDGEMENT, "level", moment)
