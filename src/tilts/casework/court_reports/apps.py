from django.apps import AppConfig


class CourtReportsConfig(AppConfig):
    name = "tilts.casework.court_reports"

    def ready(self) -> None:
        """The workload counts reports, and documents ask who reads them."""
        from . import reading  # noqa: F401 - importing it registers both
