from collections.abc import Sequence

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register


class DocumentsConfig(AppConfig):
    name = "tilts.platform.documents"

    def ready(self) -> None:
        """A template that cannot become a document stops the start."""
        register(check_templates)


def check_templates(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """Every fault of every template, by file and line."""
    from .checking import faults  # models need the apps loaded

    return [Error(str(fault), id="documents.E001") for fault in faults()] if apps.ready else []
