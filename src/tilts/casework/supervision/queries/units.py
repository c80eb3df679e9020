"""The contact standard for whoever leads a unit: a fixed number of queries, however many people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from tilts.casework.allocation.models import Allocation, Kind
from tilts.casework.allocation.queries import officers_under, paths_led_by
from tilts.platform.organisation.models import Staff
from tilts.platform.parties.actors import Actor

from ..standard import Standing
from .standard import standings


@dataclass
class OfOfficer:
    """An officer with their people under supervision."""

    staff: Staff
    standings: list[Standing] = field(default_factory=list)

    @property
    def people(self) -> int:
        """For how many a standard is set."""
        return len(self.standings)

    @property
    def met(self) -> int:
        """How many were met as often as asked already."""
        return sum(1 for one in self.standings if one.is_met)

    @property
    def behind(self) -> int:
        """How many fall behind."""
        return sum(1 for one in self.standings if one.is_behind)

    @property
    def missing(self) -> int:
        """Contacts and visits that are neither done nor agreed."""
        return sum(one.contacts.missing + one.visits.missing for one in self.standings)

    @property
    def provisional(self) -> int:
        """For how many the level is not known."""
        return sum(1 for one in self.standings if one.basis.is_provisional)


def by_officer(actor: Actor, day: date) -> list[OfOfficer]:
    """Officers of the units that an actor leads who have people under supervision, by name."""
    found = _counted(officers_under(paths_led_by(actor), day), day)
    return [one for one in found if one.standings]


def people_of_officer(actor: Actor, staff_id: UUID, day: date) -> OfOfficer | None:
    """One officer of these units; None when they are of another unit."""
    staff = officers_under(paths_led_by(actor), day).filter(pk=staff_id)
    return next(iter(_counted(staff, day)), None)


def _counted(staff: Iterable[Staff], day: date) -> list[OfOfficer]:
    officers = {one.pk: OfOfficer(one) for one in staff}
    rows = Allocation.objects.on(day).filter(kind=Kind.OFFICER, staff__in=list(officers))
    of: dict[UUID, list[UUID]] = defaultdict(list)
    for person, officer in rows.filter(person__died_on=None).values_list("person", "staff"):
        of[person].append(officer)
    for person, standing in standings(of, day).items():
        for officer in of[person]:
            officers[officer].standings.append(standing)
    return list(officers.values())
