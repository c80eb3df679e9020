from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "tilts.workforce.quality"

    def ready(self) -> None:
        """Say which sessions may be drawn."""
        from . import sessions  # noqa: F401 - importing it registers
