"""Cases, their status rows, work items, and the worker's periodic jobs."""

from .cases import Case, Matter, case_models, matter_models
from .items import Outcome, WorkItem
from .jobs import PeriodicJob
from .status import Status

__all__ = [
    "Case",
    "Matter",
    "Outcome",
    "PeriodicJob",
    "Status",
    "WorkItem",
    "case_models",
    "matter_models",
]
