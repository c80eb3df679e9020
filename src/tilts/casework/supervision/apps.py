from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "tilts.casework.supervision"
