"""Forms of supervision."""

from .appointments import AppointmentForm, CallOffForm, RescheduleForm, TakeBackForm
from .contacts import OPENING, ContactForm, WithdrawForm
from .orders import DecisionForm, ExplainForm, ReceiveForm, RegistrationForm
from .outcomes import OutcomeForm

__all__ = [
    "OPENING",
    "AppointmentForm",
    "CallOffForm",
    "ContactForm",
    "DecisionForm",
    "ExplainForm",
    "OutcomeForm",
    "ReceiveForm",
    "RegistrationForm",
    "RescheduleForm",
    "TakeBackForm",
    "WithdrawForm",
]
