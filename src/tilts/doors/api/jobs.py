"""What the worker does for the API."""

from datetime import timedelta

from tilts.platform.workflow.periodic import periodic

from .once import forget_old_requests

periodic(every=timedelta(hours=1))(forget_old_requests)
