"""A wall opens only for a purpose, for one person, as a slice – and that is a consultation."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from tilts.platform.parties.actors import Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .authority import require
from .scoped import behind


@contextmanager
def open_wall(
    wall: str,
    *,
    by: Actor,
    capability: str,
    person: UUID,
    purpose: str,
    reason: str = "",
    way: Way = Way.PAGE,
) -> Iterator[None]:
    """Walled rows of this wall may be read inside; the look is written first. Raises Refused."""
    require(by, capability, person)
    about = f"wall:{wall}"
    consult(by, [person], way=way, purpose=purpose, reason=reason, about=about)
    with behind(wall):
        yield
