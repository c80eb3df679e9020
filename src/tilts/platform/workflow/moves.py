"""Moves: what can happen to a case, declared in a room's cases.py beside its states.

python-statemachine asks a condition whether it is true, and a list or a text is. `Move.passes`
is the one adapter between it and guards, and keeps their reasons in the attempt.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from statemachine import State
from statemachine.transition_list import TransitionList

from tilts.platform.access.authority import why_not
from tilts.platform.access.reasons import Reason, Reasons, Text
from tilts.platform.parties.actors import Actor

from .guards import Guard
from .kinds import WorkKind

NOT_BY_HAND = Reason("not-by-hand", _("This happens by itself when its cause is recorded."))
REASON_MISSING = Reason("reason-missing", _("Say why."))


class Stage(State):
    """A state with a title that may be translated when shown."""

    def __init__(self, title: Text, *, initial: bool = False) -> None:
        super().__init__(cast(str, title), initial=initial)


class Closed(Stage):
    """A state in which the case is over. It can be reopened."""


class Paused(Stage):
    """A state in which the case waits for its person to come back."""


def from_each(sources: Iterable[State], target: State) -> TransitionList:
    """Transitions from many states to one."""
    found = TransitionList()
    for source in sources:
        found |= source.to(target)
    return found


@dataclass
class Attempt:
    """One try to move a case. `returns_to` is the state that a return would lead to."""

    case: Any
    by: Actor
    reason: str = ""
    returns_to: str = ""
    by_itself: bool = False
    reasons: Reasons = field(default_factory=list)


@dataclass(frozen=True, eq=False, kw_only=True)
class Move:
    """A named transition of a case.

    `needs` is the capability that it takes; a move without one is the service's own and is never
    offered on a page. `form` names the URL of the page where its details are filled in; without
    it a button is enough. `likely` marks the usual next step. `closes` and `opens` are work.
    """

    transitions: TransitionList
    title: Text
    description: Text = ""
    needs: str = ""
    guards: tuple[Guard, ...] = ()
    form: str = ""
    likely: bool = False
    needs_reason: bool = False
    opens: tuple[WorkKind, ...] = ()
    closes: tuple[WorkKind, ...] = ()

    @property
    def is_system(self) -> bool:
        """True for what only the service does."""
        return not self.needs

    def why_not(self, case: Any, by: Actor) -> Reasons:
        """Reasons known beforehand: the actor's rights, else what the guards say."""
        if self.is_system:
            return [reason for guard in self.guards for reason in guard(case, by)]
        denied = why_not(by, self.needs, case.person_id)
        return denied or [reason for guard in self.guards for reason in guard(case, by)]

    def passes(self, attempt: Attempt) -> bool:
        """The adapter: true without reasons; otherwise they stay in the attempt."""
        attempt.reasons = self.why_not(attempt.case, attempt.by)
        if self.is_system and not attempt.by_itself:
            attempt.reasons = [NOT_BY_HAND]
        elif self.needs_reason and not attempt.reason.strip():
            attempt.reasons.append(REASON_MISSING)
        return not attempt.reasons


@dataclass(frozen=True)
class ReturnsTo:
    """Lets a returning transition pass only to the state that the case came from."""

    state: str

    def passes(self, attempt: Attempt) -> bool:
        """True for the state where the case was last open."""
        return attempt.returns_to == self.state
