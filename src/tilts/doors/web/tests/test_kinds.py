"""What acts and looks are called."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tilts.doors.web.kinds import KINDS, kind_title
from tilts.doors.web.looks import WAYS
from tilts.platform.record.models import Way

SOURCES = Path(__file__).parents[3]


def kinds_written() -> Iterator[str]:
    """Every kind that an action names in the text of its call of `act`."""
    for path in SOURCES.rglob("*.py"):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "act" and node.args:
                    yield from _named(node.args[0])


def _named(kind: ast.expr) -> Iterator[str]:
    if isinstance(kind, ast.Constant):
        yield str(kind.value)


def test_each_kind_that_an_action_writes_has_a_name_and_nothing_else_has() -> None:
    assert sorted(KINDS) == sorted(set(kinds_written()))


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("people.merge", "Merged two records"),
        ("proceedings.begin", "Began a case"),
        ("people.import", "Imported"),
        ("proceedings.appeal", "Note an appeal"),
        ("proceedings.sing", "proceedings.sing"),
        ("nowhere.merge", "nowhere.merge"),
    ],
)
def test_the_title_of_a_kind(code: str, title: str) -> None:
    assert str(kind_title(code)) == title


def test_each_way_of_looking_has_a_name() -> None:
    assert list(WAYS) == list(Way)
