"""What is done about forecasting models: registered, validated, decided on, stopped."""

from .deciding import decide
from .forecasting import forecast
from .moving import advance, resume, suspend, withdraw
from .registering import Described, Origin, register_model
from .validating import Found, record_validation
from .warning import warn_of_ends
from .watching import watch

__all__ = [
    "Described",
    "Found",
    "Origin",
    "advance",
    "decide",
    "forecast",
    "record_validation",
    "register_model",
    "resume",
    "suspend",
    "warn_of_ends",
    "watch",
    "withdraw",
]
