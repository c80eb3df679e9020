"""What the register holds, and the forecasts that were made with its models."""

from .forecast import Forecast
from .register import ForecastModel, LocalValidation, UseDecision

__all__ = ["Forecast", "ForecastModel", "LocalValidation", "UseDecision"]
