"""A proposal in words: to whom each might go and why, and what it makes of everybody's load."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from . import proposing
from .presenting import bar
from .proposing import Proposed
from .what_if import After, WhatIf

WHY = {
    proposing.LANGUAGE: lazy("speaks their language"),
    proposing.ROOM: lazy("has room for them"),
    proposing.LEAST: lazy("is least full afterwards"),
    proposing.FULL_WEEK: lazy("nobody has room for them; is the least over-full"),
    proposing.NOBODY: lazy("nobody of them can take this person today"),
}


def person_lines(
    what: WhatIf, proposed: Mapping[UUID, Proposed[UUID]], chosen: Mapping[UUID, UUID]
) -> list[dict[str, Any]]:
    """A line for each person, with every officer to choose from."""
    names = {one.staff.pk: one.staff.name for one in what.loads}
    return [
        {
            "person": person,
            "points": what.items[person.pk].points,
            "tier": what.items[person.pk].tier,
            "languages": " ".join(person.languages),
            "now": names.get(what.now.get(person.pk, person.pk), ""),
            "options": _options(what, person.pk, chosen.get(person.pk)),
            "why": _why(proposed.get(person.pk), chosen.get(person.pk)),
        }
        for person in what.people
    ]


def _options(what: WhatIf, person: UUID, chosen: UUID | None) -> list[dict[str, Any]]:
    """Officers for a person: never who has them, never who is barred from their case."""
    able = (one.staff for one in what.loads if (one.staff.pk, person) not in what.barred)
    return [
        {"value": one.pk, "label": one.name, "chosen": one.pk == chosen}
        for one in able
        if what.now.get(person) != one.pk
    ]


def _why(proposed: Proposed[UUID] | None, chosen: UUID | None) -> str:
    if proposed is None or proposed.to != chosen:
        return _("your choice") if chosen else _("stays")
    return ", ".join(str(WHY[code]) for code in proposed.reasons)


def after_rows(rows: Sequence[After], what: WhatIf) -> list[dict[str, Any]]:
    """Officers whose load would change, before and after."""
    return [
        {
            "after": one,
            "before_bar": bar(one.load.percent),
            "bar": bar(one.percent),
            "languages": " ".join(sorted(what.languages[one.load.staff.pk])),
        }
        for one in rows
    ]
