from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tilts.casework.programmes"

    def ready(self) -> None:
        """Programmes follow what gatherings tell, and say what forbids them."""
        from . import handlers  # noqa: F401 - importing them connects and registers
        from .delivery import gathered, toward  # noqa: F401 - the same
