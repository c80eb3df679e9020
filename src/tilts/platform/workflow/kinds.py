"""Kinds of work, declared by rooms: what is to be done, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass

from tilts.platform.access.reasons import Text


@dataclass(frozen=True)
class WorkKind:
    """Something to do. `title` may take values: "Meet %(whom)s"; translated when shown.

    `deadline` is the code of a deadline in the country packs; "" when there is none. `page`
    names the URL of the case where it is done; "" where the page of the person leads there.
    `by_step` is work that a step of its case closes, and nobody by hand: so no case loses its date.
    """

    code: str
    title: Text
    deadline: str = ""
    page: str = ""
    by_step: bool = False

    def title_with(self, values: Mapping[str, object]) -> str:
        """The title in the present language."""
        return str(self.title) % values if values else str(self.title)


_declared: dict[str, WorkKind] = {}


def work(
    code: str, title: Text, *, deadline: str = "", page: str = "", by_step: bool = False
) -> WorkKind:
    """Declare a kind of work, "<room>.<what>", at import of a room's cases."""
    _declared[code] = WorkKind(code, title, deadline, page, by_step)
    return _declared[code]


def kinds() -> dict[str, WorkKind]:
    """All kinds of work by code, in alphabetical order."""
    return dict(sorted(_declared.items()))
