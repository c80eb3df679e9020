"""What can happen to a case now, and what has happened, as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tilts.platform.access.reasons import Text
from tilts.platform.parties.actors import Actor

from .machines import state_title
from .models import Matter
from .options import Option, offered
from .queries import history


@dataclass(frozen=True)
class Way:
    """A move on the page: where it is made, what holds (met) and what stands in its way."""

    code: str
    title: Text
    description: Text
    url: str
    suggested: bool
    reasons: list[dict[str, Any]]

    @property
    def possible(self) -> bool:
        """True when nothing stands in the way."""
        return all(reason["met"] for reason in self.reasons)


def ways(case: Matter, actor: Actor, page: str, own: Mapping[str, str] | None = None) -> list[Way]:
    """Every move that the actor may be offered.

    `page` names the URL of a move by case and code; a move with a `form`, or named in `own`, has
    a page of its own that takes the case.
    """
    return [_way(case, option, page, own or {}) for option in offered(case, actor)]


def _way(case: Matter, option: Option, page: str, own: Mapping[str, str]) -> Way:
    missing = [{"met": False, "text": reason.for_reader()} for reason in option.reasons]
    met = [] if missing else [{"met": True, "text": one.asks} for one in option.move.guards]
    form = own.get(option.code) or option.move.form
    url = reverse(form, args=[case.pk]) if form else reverse(page, args=[case.pk, option.code])
    move = option.move
    return Way(option.code, move.title, move.description, url, option.suggested, missing + met)


def status_lines(case: Matter, begun: Text) -> list[dict[str, Any]]:
    """The status rows, newest first, for the timeline; `begun` is what the first one says."""
    return [
        {
            "when": row.effective_at,
            "title": state_title(case.machine, row.to_state),
            "text": case.machine.moves[row.move].title if row.move else begun,
        }
        for row in history(case).reverse()
    ]
