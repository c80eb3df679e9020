"""What is done about home visits."""

from .alarming import raise_alarms
from .checking_in import close_alarm, extend, say_safe, start_visit, take_alarm
from .planning import advance, check_visit, plan_visit
from .reporting import write_up

__all__ = [
    "advance",
    "check_visit",
    "close_alarm",
    "extend",
    "plan_visit",
    "raise_alarms",
    "say_safe",
    "start_visit",
    "take_alarm",
    "write_up",
]
