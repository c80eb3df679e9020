"""What is done about the licences of programmes."""

from .applying import advance, apply, hand_in
from .deciding import decide
from .ending import expire_licences, warn_of_ends
from .examining import give_opinion, invite_expert, return_application
from .meeting import call_commission, declare_conflict, vote
from .papers import make_decision, make_minutes

__all__ = [
    "advance",
    "apply",
    "call_commission",
    "decide",
    "declare_conflict",
    "expire_licences",
    "give_opinion",
    "hand_in",
    "invite_expert",
    "make_decision",
    "make_minutes",
    "return_application",
    "vote",
    "warn_of_ends",
]
