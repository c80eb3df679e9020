"""What programmes show of a person: a page, and on the first page those that go on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tilts.casework.people.rules import SEE
from tilts.platform.parties.actors import Actor
from tilts.platform.workflow.panels import register_panel, register_tab

from .delivery.presenting import TONES, said_shortly
from .delivery.queries import going_on
from .models import Participation


def present(actor: Actor, people: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """The programmes that go on of each person: one query, without the hours."""
    return {person: [_line(case) for case in cases] for person, cases in going_on(people).items()}


def _line(case: Participation) -> dict[str, Any]:
    return {
        "title": case.title,
        "url": reverse("programmes:participation", args=[case.pk]),
        "said": said_shortly(case),
        "state": case.state_title,
        "tone": TONES.get(case.state, "neutral"),
    }


register_tab("programmes", _("Programmes"), 35, "programmes:of", SEE)
register_panel("programmes", _("Programmes"), 30, present, "programmes/panel.html")
