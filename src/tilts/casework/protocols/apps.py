from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "tilts.casework.protocols"
