from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "tilts.casework.proceedings"

    def ready(self) -> None:
        """The room reacts to what happens to a person, and its rows can be imported."""
        from . import gathered, handlers, imports  # noqa: F401 - importing them connects and registers
