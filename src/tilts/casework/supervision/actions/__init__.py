"""What is done in supervision: the only place that writes."""

from .appointments import agree, call_off, reschedule
from .contacts import record_contact, withdraw_contact
from .following_appointments import follow_leaving, pass_on_appointments
from .outcomes import record_outcome, take_back_outcome

__all__ = [
    "agree",
    "call_off",
    "follow_leaving",
    "pass_on_appointments",
    "record_contact",
    "record_outcome",
    "reschedule",
    "take_back_outcome",
    "withdraw_contact",
]
