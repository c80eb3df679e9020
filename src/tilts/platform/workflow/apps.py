from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django_tasks.signals import log_task_finished, task_finished


class WorkflowConfig(AppConfig):
    name = "tilts.platform.workflow"

    def ready(self) -> None:
        """Rooms declare work in cases.py, jobs in jobs.py, and what they tell in the others."""
        from . import own_work  # noqa: F401 - registers the room's own section of My day

        task_finished.disconnect(log_task_finished)  # the text of an exception may name people
        autodiscover_modules("cases", "jobs", "panels", "my_day", "facts", "pieces", "tools")
