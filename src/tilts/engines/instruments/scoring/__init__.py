"""Scores from answers: the same code for one answer set and for a table of any length."""

from .results import Answers, Problem, Result, Scored, score_one, showing
from .scorer import Scorer
from .worst_case import Outlook, outlook

__all__ = [
    "Answers",
    "Outlook",
    "Problem",
    "Result",
    "Scored",
    "Scorer",
    "outlook",
    "score_one",
    "showing",
]
