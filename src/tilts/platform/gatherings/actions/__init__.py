"""What can be done about gatherings."""

from .attending import Mark, Told, mark, unmark
from .calendar import close_calendar, open_calendar
from .enrolling import end_all, end_enrolment, enrol, transfer
from .keeping import add_guest, end_apart, keep_apart, note_elsewhere
from .leading import add_leader, cover, replace_leader
from .opening import (
    NewTemplate,
    add_place,
    add_template,
    close_place,
    close_series,
    end_template,
    open_series,
    set_capacity,
)
from .restoring import take_up_again
from .scheduling import Timetable, reschedule, schedule
from .sessions import NewSession, add_session, cancel_session, move_session

__all__ = [
    "Mark",
    "NewSession",
    "NewTemplate",
    "Timetable",
    "Told",
    "add_guest",
    "add_leader",
    "add_place",
    "add_session",
    "add_template",
    "cancel_session",
    "close_calendar",
    "close_place",
    "close_series",
    "cover",
    "end_all",
    "end_apart",
    "end_enrolment",
    "end_template",
    "enrol",
    "keep_apart",
    "mark",
    "move_session",
    "note_elsewhere",
    "open_calendar",
    "open_series",
    "replace_leader",
    "reschedule",
    "schedule",
    "set_capacity",
    "take_up_again",
    "transfer",
    "unmark",
]
