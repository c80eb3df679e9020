"""What is done to proceedings, offences, measures and placements."""

from ..imposing import NewMeasure
from .charges import add_offence
from .correcting import record_on_right_person
from .opening import open_proceeding
from .placing import end_placement, move_unit, note_escape, note_return, place
from .sentencing import count_remand, end_measure, impose_measure, start_measure
from .stages import OWN_STEPS, advance, enter_into_force, record_judgment

__all__ = [
    "OWN_STEPS",
    "NewMeasure",
    "add_offence",
    "advance",
    "count_remand",
    "end_measure",
    "end_placement",
    "enter_into_force",
    "impose_measure",
    "move_unit",
    "note_escape",
    "note_return",
    "open_proceeding",
    "place",
    "record_judgment",
    "record_on_right_person",
    "start_measure",
]
