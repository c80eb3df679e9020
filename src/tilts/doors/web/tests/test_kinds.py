"""What acts, looks and fields are called."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps

from tests.house.source import Source, python_files
from tilts.casework.people.imports.kinds import kinds
from tilts.doors.web.kinds import FIELDS, KINDS, field_title, is_said, kind_title
from tilts.doors.web.looks import WAYS
from tilts.platform.record.models import Way
from tilts.platform.record.recorded import RecordedModel
from tilts.platform.workflow.models import matter_models


def moves() -> list[str]:
    """What acts are called that move a case."""
    return [
        f"{model._meta.app_label}.{code}"
        for model in matter_models()
        for code in model.machine.moves
    ]


def written(call: ast.Call) -> list[str]:
    """The kinds that one `act(…)` may write."""
    kind = call.args[0]
    if isinstance(kind, ast.Constant):
        return [str(kind.value)]
    if not isinstance(kind, ast.JoinedStr):
        return [ast.unparse(kind)]  # has no title: say the kind where the act is opened
    verb = kind.values[-1]
    if not isinstance(verb, ast.Constant):
        return moves()
    rooms = {model._meta.app_label for model in matter_models()} | set(kinds())
    return [f"{room}{verb.value!s}" for room in sorted(rooms)]


def acts(source: Source) -> Iterator[ast.Call]:
    """The acts that a file opens."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "act" and node.args:
            yield node


@pytest.fixture(scope="module")
def kinds_written() -> list[str]:
    sources = [source for source in python_files() if not source.is_test]
    return sorted({kind for source in sources for call in acts(source) for kind in written(call)})


def test_the_source_is_read(kinds_written):
    assert {"people.register", "proceedings.begin", "proceedings.appeal"} <= set(kinds_written)


def test_every_act_that_an_action_writes_has_a_title(kinds_written):
    assert [kind for kind in kinds_written if kind_title(kind) == kind] == []


def test_no_title_is_of_an_act_that_nobody_writes(kinds_written):
    assert sorted(KINDS.keys() - set(kinds_written)) == []


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("people.register", "Registered"),
        ("proceedings.appeal", "Note an appeal"),
        ("proceedings.person_died", "The person died"),
        ("proceedings.begin", "Began a case"),
        ("people.import", "Imported"),
        ("older.version", "older.version"),
    ],
)
def test_titles(code, title):
    assert kind_title(code) == title


def test_each_way_of_looking_has_a_name() -> None:
    assert list(WAYS) == list(Way)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("birth_date", "Birth date"),
        ("family", "Family name"),
        ("probation_months", "Probation period in months"),
        ("a_field_of_old", "a field of old"),
    ],
)
def test_fields(name, title):
    assert field_title(name) == title


def test_fields_are_in_the_order_of_their_codes():
    assert list(FIELDS) == sorted(FIELDS)


def said_fields() -> set[str]:
    """Fields of rows about somebody that a history may name."""
    return {
        field.attname
        for model in apps.get_models()
        if issubclass(model, RecordedModel) and model.whose.about and not model._meta.abstract
        for field in model._meta.concrete_fields
        if is_said(field.attname)
    }


def test_every_field_of_a_row_about_somebody_has_a_name():
    assert sorted(name for name in said_fields() if name not in FIELDS) == []


def test_no_name_is_of_a_field_that_nobody_has():
    plain = {name.rpartition(".")[2] for name in FIELDS}
    assert sorted(plain - said_fields()) == []


def test_a_field_may_have_another_name_in_one_model():
    told = field_title("text", "supervision.contactnote"), field_title("text", "people.alert")
    assert tuple(map(str, told)) == ("What was talked of and agreed", "Text")
