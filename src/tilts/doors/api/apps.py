from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tilts.doors.api"
