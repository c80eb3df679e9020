from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "tilts.platform.parties"
