"""What this room does when somebody is erased."""

from typing import Any

from django.dispatch import receiver

from tilts.platform.erasure.signals import rows_deleted

from .indexing import forget_unused_tokens


@receiver(rows_deleted, dispatch_uid="people.erasure")
def forget_names(**kwargs: Any) -> None:
    """A name that nobody else has leaves the index of names too."""
    forget_unused_tokens()
