"""The map of personal data: what every table holds of whom, under which law, for how long.

It is made from the declarations of the models, so it cannot differ from what is stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from django.apps import apps
from django.db.models import Model

from .foreign import FOREIGN
from .whose import WhoseData


@dataclass(frozen=True)
class Row:
    """What one table holds. Field names stand by their sensitivity; `unnamed` must be empty."""

    model: str
    controller: str
    regime: str
    purpose: str
    subjects: tuple[str, ...]
    retention: str
    wall: str
    special: tuple[str, ...]
    ordinary: tuple[str, ...]
    technical: tuple[str, ...]
    unnamed: tuple[str, ...]


class Undeclared(Exception):
    """A model does not say whose data it holds."""


def is_ours(model: type[Model]) -> bool:
    """True for a model of Tilts, False for one of a library."""
    return model.__module__.startswith("tilts.")


def data_map() -> list[Row]:
    """A row for each table, and for each kind of party of whom it holds data under another law.

    In alphabetical order. Raises Undeclared.
    """
    models = apps.get_models(include_auto_created=True)
    rows = [row for model in models for row in (row_of(model), *others_of(model))]
    return sorted(rows, key=lambda row: row.model)


def others_of(model: type[Model]) -> list[Row]:
    """Rows of one model for the kinds of party of whom it holds data otherwise than usual."""
    declared = getattr(model, "whose", None)
    return [
        _row(f"{model._meta.label} ({kind})", whose, _names(model))
        for kind, whose in (declared.others if isinstance(declared, WhoseData) else ())
    ]


def row_of(model: type[Model]) -> Row:
    """What one model declares, beside what it has. Raises Undeclared."""
    label = model._meta.label
    whose = getattr(model, "whose", None) if is_ours(model) else FOREIGN.get(label)
    if not isinstance(whose, WhoseData):
        raise Undeclared(f"{label} does not say whose data it holds: declare `whose`")
    return _row(label, whose, _names(model))


def _names(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields]


def _row(label: str, whose: WhoseData, names: Sequence[str]) -> Row:
    kinds = whose.sensitivity()
    unknown = "technical" if label in FOREIGN else ""
    by_kind = {
        kind: tuple(name for name in names if kinds.get(name, unknown) == kind)
        for kind in ("special", "ordinary", "technical", "")
    }
    return Row(
        model=label,
        controller=whose.controller,
        regime=whose.regime,
        purpose=whose.purpose,
        subjects=whose.subjects,
        retention=whose.retention,
        wall=whose.wall,
        special=by_kind["special"],
        ordinary=by_kind["ordinary"],
        technical=by_kind["technical"],
        unnamed=by_kind[""],
    )


def as_markdown(rows: Iterable[Row]) -> str:
    """The map as a Markdown table, a column for each field of Row but `unnamed`."""
    columns = [field.name for field in fields(Row) if field.name != "unnamed"]
    head = [_line(columns), _line(["---"] * len(columns))]
    body = [_line([_cell(getattr(row, name)) for name in columns]) for row in rows]
    return "\n".join([*head, *body]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return text.replace("|", "\\|") or "–"
