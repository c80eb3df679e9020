from collections.abc import Sequence

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "tilts.platform.access"

    def ready(self) -> None:
        """Every room declares in rules.py what can be done there and whom it reaches."""
        autodiscover_modules("rules")
        register(check_roles)


def check_roles(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    """Stops the start when the table of roles and the rooms disagree."""
    from .roles import faults  # roles need the rooms loaded

    return [Error(fault, id="access.E001") for fault in faults()] if apps.ready else []
