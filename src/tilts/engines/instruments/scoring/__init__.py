"""Scores from answers: the same code for one answer set and for a table of any length."""

from .otherwise import Otherwise, otherwise
from .results import Answers, Problem, Result, Scored, score_one, showing
from .scorer import Scorer
from .worst_case import Outlook, outlook

__all__ = [
    "Answers",
    "Otherwise",
    "Outlook",
    "Problem",
    "Result",
    "Scored",
    "Scorer",
    "otherwise",
    "outlook",
    "score_one",
    "showing",
]
