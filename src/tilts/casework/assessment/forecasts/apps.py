from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "tilts.casework.assessment.forecasts"

    def ready(self) -> None:
        """Connect what the register does when somebody is scored."""
        from . import handlers  # noqa: F401 - importing it connects
