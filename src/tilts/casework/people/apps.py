from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tilts.casework.people"

    def ready(self) -> None:
        """The room reacts to an erasure, and tells gatherings of people."""
        from . import gathered, handlers  # noqa: F401 - importing them connects the receivers
