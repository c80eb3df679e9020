from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "tilts.casework.visits"
