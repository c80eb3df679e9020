from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "tilts.platform.workflow"
