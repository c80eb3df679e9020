"""What is done about reports to authorities."""

from .assigning import assign, pass_on
from .hearing import Invitation, Voice, invite_victim, note_voice, waive_victim
from .meeting import Interview, arrange, give_up, hold_interview, note_attempt
from .moving import advance, keep_work
from .naming import correct_name
from .requesting import Request, request_for_newcomer, request_report
from .reviewing import Remarks, review
from .signing import make_word, send, sign
from .writing import Said, add_paragraph, change_paragraph, remove_paragraph, take_piece

__all__ = [
    "Interview",
    "Invitation",
    "Remarks",
    "Request",
    "Said",
    "Voice",
    "add_paragraph",
    "advance",
    "arrange",
    "assign",
    "change_paragraph",
    "correct_name",
    "give_up",
    "hold_interview",
    "invite_victim",
    "keep_work",
    "make_word",
    "note_attempt",
    "note_voice",
    "pass_on",
    "remove_paragraph",
    "request_for_newcomer",
    "request_report",
    "review",
    "send",
    "sign",
    "take_piece",
    "waive_victim",
]
