from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "tilts.casework.supervision"

    def ready(self) -> None:
        """What the rooms on its left tell is followed; the workload counts what it knows."""
        from . import (
            handlers,  # noqa: F401 - importing it connects the receivers
            weighing,  # noqa: F401 - importing it registers what weighs
        )
