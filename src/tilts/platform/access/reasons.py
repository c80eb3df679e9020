"""Why something cannot be: never a bare no."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Text = str | Promise


@dataclass(frozen=True)
class Reason:
    """One reason. `walled` is a fuller text for those to whom the wall is open."""

    code: str
    text: Text
    walled: Text = ""
    wall: str = ""

    def for_reader(self, open_walls: frozenset[str] = frozenset()) -> str:
        """The text that a reader with these walls open may have."""
        if not self.wall:
            return str(self.text)
        if self.wall in open_walls:
            return str(self.walled)
        return _("A protected reason. %(whom)s") % {"whom": self.text}


Reasons = list[Reason]


class Refused(Exception):
    """An action was refused; `reasons` says why. Doors show them and change nothing."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__("; ".join(reason.code for reason in reasons))
        self.reasons = list(reasons)


def refuse_if(reasons: Sequence[Reason]) -> None:
    """Raise Refused when there is any reason."""
    if reasons:
        raise Refused(reasons)
