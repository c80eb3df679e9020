"""Tiers are calculated by the service and kept when they change."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from tilts.casework.people.models import Person
from tilts.casework.proceedings.queries import records
from tilts.platform.parties.actors import Actor
from tilts.platform.record.acts import act

from ..models import TierCalculation
from ..tier_facts import tiers_today
from ..tier_keeping import calculation, differs


def calculate_tiers(*, by: Actor, people: Collection[UUID], day: date) -> int:
    """Keep the tier of each of these people where its working changed; how many did.

    Of records that were merged the one that stands has the tier that counts.
    """
    with act("supervision.calculate_tiers", by=by):
        _hold(people)
        found = tiers_today(people, day)
        of = records(found)
        kept = list(TierCalculation.objects.about(of).filter(current=True))
        stand = {row.person_id: row for row in kept}
        new = [
            calculated
            for person, (facts, tier) in found.items()
            if differs(calculated := calculation(person, facts, tier), stand.get(person))
        ]
        changed = {one.person_id for one in new}
        past = [row.pk for row in kept if row.person_id not in found or row.person_id in changed]
        TierCalculation.objects.filter(pk__in=past).update(current=False)
        TierCalculation.objects.bulk_create(new)
    return len(new)


def _hold(people: Iterable[UUID]) -> None:
    """Hold everybody, always in one order: who calculates next sees what the last one kept."""
    rows = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=people)
    list(rows.order_by("pk").values_list("pk"))
