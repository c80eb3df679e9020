from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "tilts.casework.programmes"

    def ready(self) -> None:
        """Programmes follow what gatherings tell, and say what forbids them."""
        from . import gathered, handlers, toward  # noqa: F401 - importing them connects and registers
