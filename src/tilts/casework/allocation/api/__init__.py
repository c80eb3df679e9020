"""API: who is whose officer, who shares people out, and how much work it is."""

from . import caseloads, proposals, transfers, workload
from .router import router

__all__ = ["caseloads", "proposals", "router", "transfers", "workload"]
