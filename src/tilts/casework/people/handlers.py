"""What this room does when somebody is erased, or two records become one."""

from typing import Any

from django.dispatch import receiver

from tilts.platform.access.actions import carry_bars
from tilts.platform.access.scoped import seen_by
from tilts.platform.erasure.signals import rows_deleted
from tilts.platform.parties.actors import SERVICE, Actor

from .indexing import forget_unused_tokens
from .models import Person
from .queries import records_of
from .signals import merged


@receiver(rows_deleted, dispatch_uid="people.erasure")
def forget_names(**kwargs: Any) -> None:
    """A name that nobody else has leaves the index of names too."""
    forget_unused_tokens()


@receiver(merged, dispatch_uid="people.bars")
def bar_alike(kept: Person, by: Actor, **kwargs: Any) -> None:
    """Whoever is barred from one of the records is barred from the person they are now."""
    with seen_by(SERVICE):  # whoever merges need not see every record that it concerns
        carry_bars(by=by, between=records_of(kept))
