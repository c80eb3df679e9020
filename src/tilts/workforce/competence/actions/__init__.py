"""What is done about an observation, from planning it to closing it."""

from .certifying import certify, withdraw
from .developing import add_development, develop, note_reached, observe_again
from .feedback import note_feedback, note_trial
from .moderating import advance, feed_back, moderate
from .planning import Plan, plan_observation
from .rating import begin_rating, finish_rating

__all__ = [
    "Plan",
    "add_development",
    "advance",
    "begin_rating",
    "certify",
    "develop",
    "feed_back",
    "finish_rating",
    "moderate",
    "note_feedback",
    "note_reached",
    "note_trial",
    "observe_again",
    "plan_observation",
    "withdraw",
]
