"""Pages of the register of forecasting models."""
