from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "tilts.platform.erasure"
