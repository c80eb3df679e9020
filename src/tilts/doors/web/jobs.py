"""What the web door has done in the background."""

from datetime import timedelta

from tilts.platform.workflow.periodic import periodic

from .drafts.store import purge_drafts


@periodic(every=timedelta(days=1))
def forget_old_drafts() -> None:
    """Drafts that nobody came back for in a week."""
    purge_drafts()
