"""What a template says: plain data that is right as a whole or not at all."""

from typing import Any

import pytest
from pydantic import ValidationError

from tilts.platform.gatherings.outline import Module, Outline, SessionOutline

NAMES = {"lv": "Sākums", "en": "Beginning"}


def session(code: str = "one", **other: Any) -> dict[str, Any]:
    return {"code": code, "names": NAMES, "minutes": 60, **other}


def outline(*modules: list[dict[str, Any]]) -> Outline:
    return Outline.model_validate(
        {
            "modules": [
                {"code": f"m{n}", "names": NAMES, "sessions": sessions}
                for n, sessions in enumerate(modules)
            ]
        }
    )


def faults(*modules: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Where each fault is, and of which type."""
    with pytest.raises(ValidationError) as found:
        outline(*modules)
    return [
        (".".join(map(str, one["loc"])), one["type"])
        for one in found.value.errors()
        if one["type"] != "too_short"
    ]


def test_sessions_come_in_their_order_through_the_modules():
    found = outline([session("a"), session("b", minutes=90)], [session("c", form="one-to-one")])
    assert [one.code for one in found.sessions] == ["a", "b", "c"]
    assert [one.form for one in found.sessions] == ["group", "group", "one-to-one"]
    assert found.minutes == 210


def test_a_session_is_found_by_its_code():
    found = outline([session("a")], [session("b")])
    assert found.session("b") == SessionOutline(code="b", names=NAMES, minutes=60)
    assert found.session("c") is None


def test_a_name_in_another_language_is_the_first_given():
    found = outline([session()]).modules[0]
    assert [found.name_in(one) for one in ("en", "lv", "lt")] == ["Beginning", "Sākums", "Sākums"]


def test_it_comes_back_as_it_was_kept():
    found = outline([session("a")], [session("b")])
    assert Outline.model_validate(found.model_dump(mode="json")) == found


@pytest.mark.parametrize(
    ("wrong", "where", "fault"),
    [
        ({"minutes": 0}, "minutes", "greater_than_equal"),
        ({"minutes": 7}, "minutes", "multiple_of"),
        ({"minutes": 725}, "minutes", "less_than_equal"),
        ({"minutes": "long"}, "minutes", "int_parsing"),
        ({"form": "crowd"}, "form", "string_pattern_mismatch"),
        ({"code": "Über"}, "code", "string_pattern_mismatch"),
        ({"code": ""}, "code", "string_pattern_mismatch"),
        ({"names": ["x"]}, "names", "dict_type"),
        ({"colour": "red"}, "colour", "extra_forbidden"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(wrong, where, fault):
    assert faults([{**session(), **wrong}]) == [(f"modules.0.sessions.0.{where}", fault)]


def test_all_faults_come_at_once():
    assert faults([session(minutes=7), session("two", form="x")], [session("Ü")]) == [
        ("modules.0.sessions.0.minutes", "multiple_of"),
        ("modules.0.sessions.1.form", "string_pattern_mismatch"),
        ("modules.1.sessions.0.code", "string_pattern_mismatch"),
    ]


def test_a_code_stands_once():
    assert faults([session("a"), session("a")]) == [("", "value_error")]
    same = Module.model_validate({"code": "m", "names": NAMES, "sessions": [session("a")]})
    other = same.model_copy(update={"sessions": (SessionOutline.model_validate(session("b")),)})
    with pytest.raises(ValidationError, match="given twice: m"):
        Outline(modules=(same, other))


def test_an_empty_template_is_none():
    with pytest.raises(ValidationError, match="at least 1 item"):
        outline()
    with pytest.raises(ValidationError, match="at least 1 item"):
        outline([])


def test_what_it_says_cannot_be_changed_in_passing():
    found = outline([session("a")])
    for part in (found, found.modules[0], found.sessions[0]):
        with pytest.raises(ValidationError, match="frozen"):
            part.names = {}  # type: ignore[union-attr] # that is what is tried


def test_minutes_are_of_all_sessions_however_many_modules():
    modules = [[session(f"s{n}{m}", minutes=5 * (n + 1)) for m in range(3)] for n in range(4)]
    assert outline(*modules).minutes == 3 * (5 + 10 + 15 + 20)
    assert len(outline(*modules).sessions) == 12


def test_a_session_is_in_a_group_unless_it_says_otherwise():
    [found] = outline([session()]).sessions
    assert found.form == "group"
