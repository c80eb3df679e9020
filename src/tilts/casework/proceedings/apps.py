from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "tilts.casework.proceedings"

    def ready(self) -> None:
        """The room reacts to what happens to a person."""
        from . import handlers  # noqa: F401 - importing it connects the receivers
