from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tilts.platform.notices"
