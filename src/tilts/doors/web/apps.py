from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tilts.doors.web"

    def ready(self) -> None:
        """Reacts to an erasure."""
        from . import handlers  # noqa: F401 - importing it connects the receivers
