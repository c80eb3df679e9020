from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "tilts.platform.design"
