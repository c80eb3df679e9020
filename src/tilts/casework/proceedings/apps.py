from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "tilts.casework.proceedings"
