"""One's own people: those allocated today to the actor, or to whom they stand in for."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from tilts.casework.people.merging import survivors
from tilts.platform.access.telling import once, seen
from tilts.platform.organisation.queries import standing_in_for
from tilts.platform.parties.actors import Actor

from .models import Allocation


def staff_of(actor: Actor) -> set[UUID]:
    """The actor, and the absent colleagues whom they stand in for."""
    today = timezone.localdate()
    absent = once(("absent", actor.party), lambda: standing_in_for(actor.party, today))
    return {actor.party, *absent}


def own_people(actor: Actor) -> list[UUID]:
    """Ids of one's own people, in the order of their names; of two records that were merged one."""
    return once(("own people", actor.party), lambda: _own_people(actor))


def _own_people(actor: Actor) -> list[UUID]:
    mine = Allocation.objects.on(timezone.localdate()).filter(staff__in=staff_of(actor))
    rows = mine.filter(person__died_on=None).order_by("person__sort_key", "person")
    into = dict(rows.values_list("person", "person__merged_into"))
    stands = survivors(into) if any(into.values()) else {}  # merged are few: mostly nobody is
    people = [one for one in into if not into[one] or stands[one] not in into]
    seen(people)
    return people


class PassedOn:
    """Who took a person over from whom: what was agreed before is theirs now.

    Made from all allocations of some people, as they stand on a day.
    """

    def __init__(self, allocations: Iterable[Allocation], day: date) -> None:
        rows = list(allocations)
        here = [row for row in rows if row.is_on(day)]
        self._now: dict[tuple[UUID, str], UUID] = {
            (row.person_id, row.kind): row.staff_id for row in here
        }
        self._still = {(row.person_id, row.staff_id) for row in here}
        self._over = [row for row in rows if row.until and row.until <= day]

    def of(self, person: UUID, staff: UUID, agreed: date) -> UUID:
        """Whose it is now what a member of staff agreed with a person on a day."""
        if (person, staff) in self._still:
            return staff
        for row in self._over:
            given = row.until is not None and agreed <= row.until  # agreed before they gave it up
            if given and (row.person_id, row.staff_id) == (person, staff):
                return self._now.get((person, row.kind), staff)
        return staff


def passed_on(people: Iterable[UUID], day: date) -> PassedOn:
    """What became of the responsibility for these people, as far as they are visible."""
    return PassedOn(Allocation.objects.about(people).order_by("since", "pk"), day)


def passed_on_for_rules(person: UUID, day: date) -> PassedOn:
    """The same of one person, for rules, which are asked before there is a scope."""
    return PassedOn(Allocation.plain.filter(person=person).order_by("since", "pk"), day)
