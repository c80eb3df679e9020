from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "tilts.platform.gatherings"

    def ready(self) -> None:
        """The room knows the names of staff and guests."""
        from . import known  # noqa: F401 - importing it registers them
