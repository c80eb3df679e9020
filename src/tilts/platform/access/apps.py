from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "tilts.platform.access"

    def ready(self) -> None:
        """Every room declares in rules.py what can be done there and whom it reaches."""
        autodiscover_modules("rules")
