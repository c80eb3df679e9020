"""Cases, their status rows, work items, and the worker's periodic jobs."""

from .cases import Case, case_models
from .items import Outcome, WorkItem
from .jobs import PeriodicJob
from .status import Status

__all__ = ["Case", "Outcome", "PeriodicJob", "Status", "WorkItem", "case_models"]
