"""What a change in the record says: rows, fields and values in the reader's words."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from tilts.platform.access.reasons import Text
from tilts.platform.design.display import language_name, local

from .kinds import field_title, is_said, rows_title

LANGUAGES = {"languages", "language", "interpreter"}  # fields that hold codes of languages


class Raw(NamedTuple):
    """One field of a row as it was recorded, before and after."""

    row: str
    name: str
    before: Any
    after: Any


class Change(NamedTuple):
    """One field, before and after, as text; an empty text is no value."""

    title: Text
    before: str
    after: str


class Changed(NamedTuple):
    """A row that an act made, changed or removed: what rows like it are called, and its fields."""

    title: Text
    fields: list[Change]


def raw_changes(body: dict[str, Any]) -> Iterator[Raw]:
    """The fields of a payload that differ and that a reader can use: no keys of other rows.

    A row that passed to somebody else says here only that it left: nothing.
    """
    for change in body["changes"]:
        before, after = change.get("before") or {}, change.get("after") or {}
        for name in filter(is_said, dict.fromkeys([*before, *after])):
            if before.get(name) != after.get(name):
                yield Raw(change["row"], name, before.get(name), after.get(name))


def changed_rows(body: dict[str, Any]) -> list[Changed]:
    """The same in words, row by row, without what says nothing."""
    return [
        Changed(rows_title(_label(row)), fields)
        for row, raw in groupby(raw_changes(body), key=lambda one: one.row)
        if (fields := list(_fields(raw)))
    ]


def _label(row: str) -> str:
    return row.partition(":")[0]


def _fields(raw: Iterable[Raw]) -> Iterator[Change]:
    for row, name, before, after in raw:
        field = _field(_label(row), name)
        old, new = _value(field, before), _value(field, after)
        if old != new:
            yield Change(field_title(name, _label(row)), old, new)


def _field(label: str, name: str) -> models.Field[Any, Any] | None:
    """The field as it is today; None for one that is gone."""
    try:
        found: models.Field[Any, Any] = apps.get_model(label)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None
    return found


def _value(field: models.Field[Any, Any] | None, value: Any) -> str:
    """A recorded value in words. What says nothing is empty: none, no text, no, zero."""
    if value in (None, "", [], {}, False, 0):
        return ""
    if isinstance(value, bool):
        return _("yes")
    if field is None:
        return str(value)
    if isinstance(value, list | dict):
        items = value.values() if isinstance(value, dict) else value
        return ", ".join(_word(field, item) for item in items)
    return _moment(field, value) or _word(field, value)


def _word(field: models.Field[Any, Any], value: Any) -> str:
    """A word as a choice of its field is called, or the name of a language."""
    if field.name in LANGUAGES:
        return language_name(str(value))
    choices: Iterable[tuple[Any, Any]] = field.flatchoices
    return next((str(title) for code, title in choices if code == value), str(value))


def _moment(field: models.Field[Any, Any], value: Any) -> str:
    """A day or a moment as it is shown elsewhere; empty for anything else."""
    if not isinstance(field, models.DateField):
        return ""
    try:
        found: date | None = field.to_python(value)
    except ValidationError:
        return ""
    return local(found)
