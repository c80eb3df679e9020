"""Questions of a survey as items: their types, bounds and options."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from ..draft import Draft
from ..foreign import Foreign, Spot
from ..languages import code
from .sheets import Row
from .types import KNOWN, LEFT, SELECT, TEXT_COLUMN

Read = tuple[dict[str, Any], Sequence[Spot]]
LIMIT = re.compile(
    r"\.\s*(>=|<=|>|<)\s*(?:(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|date\(\s*['\"](\d{4}-\d\d-\d\d)['\"]\s*\))"
)
ANY = 9  # decimals of a number that says nothing about them: as many as there may be


class Lists:
    """The lists of choices by name."""

    def __init__(self, rows: Sequence[Row], draft: Draft) -> None:
        self.draft = draft
        self.rows: dict[str, list[Row]] = {}
        for row in rows:
            self.rows.setdefault(row["list_name"] or row["list name"], []).append(row)

    def options(self, name: str) -> Read:
        """The options of a list, and the spot of each."""
        rows = self.rows.get(name, [])
        return {"options": [self._option(row) for row in rows]}, [row.spot for row in rows]

    def _option(self, row: Row) -> dict[str, Any]:
        words = {
            code(match[2]) if match[2] else self.draft.languages[0]: said
            for heading, said in row.cells.items()
            if (match := TEXT_COLUMN.match(heading)) and match[1] == "label"
        }
        label = words or {self.draft.languages[0]: row["name"] or "?"}
        return {"code": row["name"], "label": self.draft.text(label, row.spot, row["name"])}


def question(row: Row, kind: str, lists: Lists, source: Foreign) -> Read | None:
    """The type of a question with all that belongs to it; None, and why, where it has no item."""
    if select := SELECT.fullmatch(kind):
        return _select(row, select, lists, source)
    if kind == "range":
        return _range(row, source), ()
    if kind in {"integer", "int", "decimal"}:
        decimals = {"decimals": ANY} if kind == "decimal" else {}
        return {"type": "number"} | decimals | _bounds(row, "number", kind, source), ()
    if kind == "date":
        return {"type": "date"} | _bounds(row, "date", kind, source), ()
    if kind in {"text", "string"}:
        _bounds(row, "text", kind, source)
        return {"type": "text"} | ({} if "multiline" in row["appearance"] else {"lines": 1}), ()
    near = get_close_matches(kind.split(" ")[0], [*LEFT, *(one.split()[0] for one in KNOWN)], n=1)
    remedy = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(KNOWN)}."
    source.fault_at(row.spot, f"{row['name']}: there is no type “{kind}”.", remedy)
    return None


def _select(row: Row, select: re.Match[str], lists: Lists, source: Foreign) -> Read | None:
    several, name, other = select[1] == "multiple", select[2], select[3]
    data, spots = lists.options(name)
    if not spots:
        what = f"{row['name']}: there is no list {name} on the sheet choices."
        source.fault_at(row.spot, what, "Add the list, or correct its name.")
        return None
    if len(spots) < 2:
        what = f"{row['name']}: has one answer only."
        source.leave(row.spot, what, "Give it a second one.")
        return None
    if other:
        what = f"{row['name']}: another answer in own words is not offered."
        source.leave(row.spot, what, "Add an item of the type text.")
    return {"type": "multiple" if several else "choice"} | data, spots


def _range(row: Row, source: Foreign) -> dict[str, Any]:
    """A scale where its steps are whole, otherwise a number between the same ends."""
    found = dict(re.findall(r"(\w+)\s*=\s*(-?\d+(?:\.\d+)?)", row["parameters"]))
    low, high, step = (float(found.get(k, d)) for k, d in (("start", 1), ("end", 10), ("step", 1)))
    if low.is_integer() and high.is_integer() and step == 1:
        return {"type": "scale", "minimum": int(low), "maximum": int(high)}
    what = f"{row['name']}: its steps of {step:g} are not kept to."
    source.leave(row.spot, what, "Use whole steps of one, or a choice.")
    return {"type": "number", "minimum": low, "maximum": high, "decimals": ANY}


def _bounds(row: Row, kind: str, theirs: str, source: Foreign) -> dict[str, Any]:
    """The bounds that a constraint sets; None of it, and a note, where it says anything else."""
    found: dict[str, Any] = {}
    said = row["constraint"]
    for part in re.split(r"\s+and\s+", said) if said else []:
        limit = LIMIT.fullmatch(part.strip())
        bound = _bound(limit, kind, whole=theirs != "decimal") if limit else None
        if bound is None:
            what = f"{row['name']}: any answer is taken, as “{said}” is no simple bound."
            source.leave(row.spot, what, "Give a minimum and a maximum.")
            return {}
        found.update([bound])
    return found


def _bound(limit: re.Match[str], kind: str, *, whole: bool) -> tuple[str, Any] | None:
    """A bound of ours, ends included; None for what has none."""
    op, number, day = limit.groups()
    low = op[0] == ">"
    if kind == "date":
        return ("earliest" if low else "latest", day) if day and len(op) == 2 else None
    if kind != "number" or day:
        return None
    value = float(number)
    if len(op) == 1:
        if not whole or not value.is_integer():
            return None
        value += 1 if low else -1
    return ("minimum" if low else "maximum"), value
