"""What is done to plans, goals and steps."""

from .following import carry_over, open_reviews, pass_on
from .moving import OWN_STEPS, advance, begin_plan, countersign, record_answer, review
from .writing import add_goal, change_goal, note_progress, remove_goal

__all__ = [
    "OWN_STEPS",
    "add_goal",
    "advance",
    "begin_plan",
    "carry_over",
    "change_goal",
    "countersign",
    "note_progress",
    "open_reviews",
    "pass_on",
    "record_answer",
    "remove_goal",
    "review",
]
