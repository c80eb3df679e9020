from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tilts.casework.programmes"
