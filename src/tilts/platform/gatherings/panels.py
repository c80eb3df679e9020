"""What gatherings show of a person: the groups in which they take part."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import register_panel

from .overview import enrolled_in
from .presenting import hours, named


def groups(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Groups of today, with the hours done and the next session."""
    return {
        person: [
            {"row": row, "template": named(row.series.template), "done": hours(row.minutes or 0)}
            for row in rows
        ]
        for person, rows in enrolled_in(actor, people).items()
    }


register_panel("groups", _("Groups"), 30, groups, "gatherings/panel.html")
