from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "tilts.casework.assessment.forecasts"
