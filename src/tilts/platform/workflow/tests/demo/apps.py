from django.apps import AppConfig


class DemoRoomConfig(AppConfig):
    name = "tilts.platform.workflow.tests.demo"
    label = "demo_room"
