from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tilts.casework.people"

    def ready(self) -> None:
        """The room reacts to an erasure."""
        from . import handlers  # noqa: F401 - importing it connects the receivers
