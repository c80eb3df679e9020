"""What is done to agencies, units, staff and clients."""

from ..tokens import token_digest
from .absences import end_absence, plan_absence
from .clients import admit_client, revoke_client
from .packs import sync_units
from .staff import (
    NewStaff,
    appoint,
    correct_staff,
    cut_qualification,
    end_qualification,
    end_role,
    give_role,
    note_qualification,
    open_account,
    qualify,
    reopen_account,
    shut_account,
)
from .units import close_unit, open_unit

__all__ = [
    "NewStaff",
    "admit_client",
    "appoint",
    "close_unit",
    "correct_staff",
    "cut_qualification",
    "end_absence",
    "end_qualification",
    "end_role",
    "give_role",
    "note_qualification",
    "open_account",
    "open_unit",
    "plan_absence",
    "qualify",
    "reopen_account",
    "revoke_client",
    "shut_account",
    "sync_units",
    "token_digest",
]
