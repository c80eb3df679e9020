"""What is done by an action protocol."""

from .alarming import alarm_overdue
from .moving import advance
from .starting import start_protocol
from .taking import Taken, take_step, undo_step

__all__ = ["Taken", "advance", "alarm_overdue", "start_protocol", "take_step", "undo_step"]
