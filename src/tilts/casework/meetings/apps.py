from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tilts.casework.meetings"

    def ready(self) -> None:
        """What is told of a person is followed."""
        from . import handlers  # noqa: F401 - importing it connects the receivers
