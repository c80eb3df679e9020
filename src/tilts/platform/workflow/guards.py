"""Guards: what must hold before a case may move, each with its reasons why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tilts.platform.access.reasons import Reasons, Text
from tilts.platform.parties.actors import Actor

Check = Callable[[Any, Actor], Reasons]


@dataclass(frozen=True)
class Guard:
    """A check on (case, actor), and in words what it asks for, as machines are drawn with it."""

    check: Check
    asks: Text

    def __call__(self, case: Any, by: Actor) -> Reasons:
        """Reasons why the case may not move; empty when it may."""
        return self.check(case, by)


def guard(asks: Text) -> Callable[[Check], Guard]:
    """Make a function a guard: `@guard(_("the plan is signed"))`."""
    return lambda check: Guard(check, asks)
