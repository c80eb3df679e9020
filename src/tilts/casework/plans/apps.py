from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "tilts.casework.plans"

    def ready(self) -> None:
        """The plan goes along when somebody else becomes responsible."""
        from . import handlers  # noqa: F401 - importing it connects
