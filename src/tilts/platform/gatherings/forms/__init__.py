"""Forms of gatherings: what steps ask, and the attendance sheet."""

from .people import ElsewhereForm, EndForm, EnrolForm, TransferForm
from .series import (
    CapacityForm,
    CloseForm,
    LeaderForm,
    NewSessionForm,
    OpenForm,
    ReplaceForm,
    TimetableForm,
)
from .sessions import CancelForm, CoverForm, MoveForm
from .sheet import AttendanceForm, SheetForm, choice_of, said_by
from .standing import ApartForm, EndingForm, PlaceForm

__all__ = [
    "ApartForm",
    "AttendanceForm",
    "CancelForm",
    "CapacityForm",
    "CloseForm",
    "CoverForm",
    "ElsewhereForm",
    "EndForm",
    "EndingForm",
    "EnrolForm",
    "LeaderForm",
    "MoveForm",
    "NewSessionForm",
    "OpenForm",
    "PlaceForm",
    "ReplaceForm",
    "SheetForm",
    "TimetableForm",
    "TransferForm",
    "choice_of",
    "said_by",
]
