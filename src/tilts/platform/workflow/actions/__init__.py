"""What is done to cases and work."""

from .cases import begin, begin_all, move, person_event, react
from .histories import Past, Step, enter_all
from .items import (
    close_about,
    close_item,
    close_work_of,
    hand_over_items,
    open_item,
    redate_work,
    take_item,
)

__all__ = [
    "Past",
    "Step",
    "begin",
    "begin_all",
    "close_about",
    "close_item",
    "close_work_of",
    "enter_all",
    "hand_over_items",
    "move",
    "open_item",
    "person_event",
    "react",
    "redate_work",
    "take_item",
]
