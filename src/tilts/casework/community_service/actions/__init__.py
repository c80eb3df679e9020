"""What is done about work providers, and about people's community service."""

from .approving import approve_hours, correct_hours, judge_absence, send_back
from .evading import Words, note_explanation, record_decision, send_motion, warn
from .following import end_of_person, follow_measure, pass_on, place_returned
from .hours import confirm_hours, record_at_provider, record_hours
from .linking import close_link, open_link
from .moving import advance, postpone
from .placing import keep_away, leave_place, place
from .providing import (
    add_provider,
    change_provider,
    end_contract,
    name_contact,
    sign_contract,
)
from .receiving import Abilities, receive, register

__all__ = [
    "Abilities",
    "Words",
    "add_provider",
    "advance",
    "approve_hours",
    "change_provider",
    "close_link",
    "confirm_hours",
    "correct_hours",
    "end_contract",
    "end_of_person",
    "follow_measure",
    "judge_absence",
    "keep_away",
    "leave_place",
    "name_contact",
    "note_explanation",
    "open_link",
    "pass_on",
    "place",
    "place_returned",
    "postpone",
    "receive",
    "record_at_provider",
    "record_decision",
    "record_hours",
    "register",
    "send_back",
    "send_motion",
    "sign_contract",
    "warn",
]
