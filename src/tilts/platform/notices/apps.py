from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tilts.platform.notices"

    def ready(self) -> None:
        """Connect what tells staff by itself."""
        from . import alarms  # noqa: F401 - registers its receivers
