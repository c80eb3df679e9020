from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "tilts.casework.assessment"

    def ready(self) -> None:
        """Connect what this room does when something happens to a person."""
        from . import handlers, imports, sampled  # noqa: F401 - importing them connects and registers
