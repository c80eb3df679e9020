"""What is done about who is whose officer: the only place that writes."""

from .handing_over import (
    Handover,
    Moved,
    allocate,
    bulk_reassign,
    make_responsible,
    reassign,
    take_over,
)
from .reducing import end_reduction, reduce_availability
from .transferring import (
    Wish,
    accept_transfer,
    advance_transfer,
    ask_transfer,
    carry_out,
    carry_out_due,
)

__all__ = [
    "Handover",
    "Moved",
    "Wish",
    "accept_transfer",
    "advance_transfer",
    "allocate",
    "ask_transfer",
    "bulk_reassign",
    "carry_out",
    "carry_out_due",
    "end_reduction",
    "make_responsible",
    "reassign",
    "reduce_availability",
    "take_over",
]
