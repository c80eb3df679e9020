from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "tilts.casework.allocation"
