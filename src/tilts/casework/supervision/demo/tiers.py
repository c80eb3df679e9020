"""Tiers of fictional people, and what they were before somebody assessed them."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from tilts.engines.tiers import tiered
from tilts.platform.organisation.demo import Batch, register_maker
from tilts.platform.parties.actors import SERVICE

from ..actions.tiers import calculate_tiers
from ..models import TierCalculation
from ..tier_facts import rules_on, tiers_today
from ..tier_keeping import calculation

BEFORE = timedelta(days=150)  # about when the first calculation was kept

NINE = time(9)


def make_tiers(batch: Batch) -> None:
    """Of everybody under way the tier of today; of who was assessed also the one before that."""
    under_way = {one.person.pk: one.country for one in batch.courses if one.now}
    day = batch.today - BEFORE
    rows = []
    for person, (facts, _tier) in tiers_today(under_way, batch.today).items():
        if "levels" in facts.codes:
            known = {fact: codes for fact, codes in facts.codes.items() if fact != "levels"}
            less = replace(facts, codes=known, days={}, missing=facts.missing | {"levels"})
            rules = [rule.rule() for rule in rules_on(under_way[person], day)]
            past = calculation(person, less, tiered(less, rules))
            past.calculated_at, past.current = (
                timezone.make_aware(datetime.combine(day, NINE)),
                False,
            )
            rows.append(past)
    TierCalculation.objects.bulk_create(rows)
    calculate_tiers(by=SERVICE, people=under_way, day=batch.today)


register_maker("tiers", 90, make_tiers)
