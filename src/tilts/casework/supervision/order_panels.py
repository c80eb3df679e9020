"""What supervision shows of a person's orders: a tab, and those under way on the first page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.casework.people.rules import SEE
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import register_panel, register_tab

from .compliance import compliance
from .presenting import order_lines
from .queries.orders import open_supervisions


def under_way(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The supervisions that go on, by person: each with what is next."""
    found = open_supervisions(people)
    cases = [case for rows in found.values() for case in rows]
    lines = {row["case"].pk: row for row in order_lines(cases)}
    kept = compliance(cases)
    for pk, row in lines.items():
        row["duties"] = [one for one in kept[pk] if one["stands"]]
    return {person: [lines[case.pk] for case in rows] for person, rows in found.items()}


register_tab("supervision", _("Supervision"), 37, "supervision:of", SEE)
register_panel("supervision", _("Supervision"), 5, under_way, "supervision/panel.html")
