"""Two versions of a plan side by side: what was added, what was dropped, what changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .models import Goal

GOAL_PARTS = ("need", "text", "state", "cause", "note")
STEP_PARTS = ("what", "who", "name", "due", "how", "state")
SAME, ADDED, DROPPED, CHANGED = "same", "added", "dropped", "changed"


@dataclass(frozen=True)
class Pair:
    """A goal or step in the earlier and the later version; None where it does not stand.

    `parts` are the fields that differ; a goal is changed, too, when one of its `steps` is.
    """

    before: Any
    after: Any
    parts: tuple[str, ...] = ()
    steps: list["Pair"] = field(default_factory=list)

    @property
    def change(self) -> str:
        """Same, added, dropped or changed."""
        if self.before is None:
            return ADDED
        if self.after is None:
            return DROPPED
        touched = self.parts or any(step.change != SAME for step in self.steps)
        return CHANGED if touched else SAME


def compared(before: Sequence[Goal], after: Sequence[Goal]) -> list[Pair]:
    """Goals of two versions in pairs, in the order of the later one; what was dropped stands last.

    The steps of each are paired in the same way.
    """
    return [
        Pair(old, new, _differing(old, new, GOAL_PARTS), list(_steps(old, new)))
        for old, new in _paired(before, after)
    ]


def _steps(old: Goal | None, new: Goal | None) -> Iterator[Pair]:
    before, after = (goal.steps.all() if goal else () for goal in (old, new))
    for earlier, later in _paired(before, after):
        yield Pair(earlier, later, _differing(earlier, later, STEP_PARTS))


def _paired(before: Iterable[Any], after: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    old = {row.line: row for row in before}
    for row in after:
        yield old.pop(row.line, None), row
    for row in old.values():
        yield row, None


def _differing(old: Any, new: Any, names: Iterable[str]) -> tuple[str, ...]:
    if old is None or new is None:
        return ()
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
