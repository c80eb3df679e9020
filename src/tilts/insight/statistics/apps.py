from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "tilts.insight.statistics"
