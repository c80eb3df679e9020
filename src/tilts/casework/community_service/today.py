"""Who works at a provider today, as its own page shows them: a first name and an initial."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import cache

from tilts.platform.access.scoped import seen_by
from tilts.platform.parties.actors import SERVICE, Actor
from tilts.platform.record.consultations import consult
from tilts.platform.record.models import Way

from .balance import latest
from .choices import AT_WORK, Step
from .models import Placement, ProviderLink, WorkEvent

MOST, MINUTE = 60, 60  # openings of one address in so many seconds


@dataclass(frozen=True)
class Here:
    """Somebody who works there today, and what was said of the day so far."""

    placement: Placement
    name: str
    said: WorkEvent | None

    @property
    def length(self) -> int:
        """Minutes of a usual day there, from its first to its last moment."""
        first, last = self.placement.from_time, self.placement.to_time
        return (last.hour - first.hour) * 60 + last.minute - first.minute


def to_confirm(here: Sequence[Here]) -> list[WorkEvent]:
    """What was recorded of those who work there today, on any day, and waits to be confirmed."""
    placements = [one.placement.pk for one in here]
    with seen_by(SERVICE):
        events = latest(WorkEvent.plain.filter(placement__in=placements))
    return [one for one in events if one.step == Step.RECORDED]


def who_is_here(by: Actor, link: ProviderLink, day: date) -> list[Here]:
    """Everybody who works at the provider today. Whoever is shown was looked at, on the record."""
    with seen_by(SERVICE):
        rows = Placement.plain.on(day).filter(
            provider=link.contact.provider_id, service__state__in=AT_WORK
        )
        rows = rows.select_related("person").order_by("person__sort_key", "pk")
        here = [row for row in rows if row.works_on(day)]
        said = _said_on(here, day)
    if here:
        people = [row.person_id for row in here]
        consult(by, people, way=Way.PAGE, purpose="work", about="community_service:today")
    return [Here(row, short_name(row), said.get(row.pk)) for row in here]


def _said_on(placements: Sequence[Placement], day: date) -> dict[UUID, WorkEvent]:
    events = WorkEvent.plain.filter(placement__in=[row.pk for row in placements], day=day)
    return {one.placement_id: one for one in latest(events) if one.step != Step.SENT_BACK}


def short_name(placement: Placement) -> str:
    """First name and the initial of the family name: nothing that finds them elsewhere."""
    person = placement.person
    first = person.given.split()[0] if person.given else ""
    return f"{first} {person.family[:1]}.".strip()


def too_often(digest: str) -> bool:
    """Whether an address was opened too often within a minute; each server process counts."""
    key = f"community_service.today.{digest}"
    cache.add(key, 0, MINUTE)
    return cache.incr(key) > MOST
