"""What the people room has done in the background."""

from datetime import timedelta

from tilts.platform.workflow.periodic import periodic

from .indexing import forget_unused_tokens


@periodic(every=timedelta(hours=1))
def forget_names_of_nobody() -> None:
    """Parts of names that nobody has any more: after an erasure they must not stay."""
    forget_unused_tokens()
