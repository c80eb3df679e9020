"""What is done about the licences of programmes, and about people's ways through them."""

from .applying import advance, apply, hand_in
from .deciding import decide
from .ending import expire_licences, warn_of_ends
from .examining import give_opinion, invite_expert, return_application
from .following import follow_attendance, follow_end, follow_enrolment, pass_on
from .grouping import Group, open_group
from .meeting import call_commission, declare_conflict, vote
from .papers import make_decision, make_minutes
from .placing import advance_participation, give_place, put_off
from .referring import Judgement, Referral, judge, refer

__all__ = [
    "Group",
    "Judgement",
    "Referral",
    "advance",
    "advance_participation",
    "apply",
    "call_commission",
    "decide",
    "declare_conflict",
    "expire_licences",
    "follow_attendance",
    "follow_end",
    "follow_enrolment",
    "give_opinion",
    "give_place",
    "hand_in",
    "invite_expert",
    "judge",
    "make_decision",
    "make_minutes",
    "open_group",
    "pass_on",
    "put_off",
    "refer",
    "return_application",
    "vote",
    "warn_of_ends",
]
