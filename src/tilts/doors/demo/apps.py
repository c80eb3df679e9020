from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tilts.doors.demo"
