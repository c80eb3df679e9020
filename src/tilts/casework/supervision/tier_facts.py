"""What the record says of people that sets their tier: levels, measures, offences and more.

Facts of every record of a person count. What was never recorded is missing, not absent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from tilts.casework.assessment.queries import latest_final
from tilts.casework.people.models import Person
from tilts.casework.proceedings.catalogue import pack_of
from tilts.casework.proceedings.models import Measure, Offence, Placement
from tilts.casework.proceedings.queries import measures_of, records
from tilts.engines.tiers import Facts, Tiered, tiered
from tilts.jurisdictions.tiering import Tier
from tilts.jurisdictions.validity import valid
from tilts.platform.workflow.common import ERRORS

from .models import Breach

SUSPENDED = "suspended_sentence"  # how the packs call a term that is not served
Owners = Mapping[UUID, UUID]


def rules_on(country: str, day: date) -> tuple[Tier, ...]:
    """The rules of a country on a day."""
    return valid(pack_of(country).tiers, on=day)


def tiers_today(people: Iterable[UUID], day: date) -> dict[UUID, tuple[Facts, Tiered]]:
    """The facts and the tier of each of these people: eight queries for any number of people."""
    facts = facts_of(people, day)
    countries = dict(Person.objects.filter(pk__in=facts).values_list("pk", "country"))
    rules = {one: [rule.rule() for rule in rules_on(one, day)] for one in set(countries.values())}
    return {
        person: (facts[person], tiered(facts[person], rules[country]))
        for person, country in countries.items()
    }


def facts_of(people: Iterable[UUID], day: date) -> dict[UUID, Facts]:
    """What the record says of each of these people on a day."""
    of = records(people)
    wanted = sorted(set(of.values()))
    measures = _running(of, day)
    offences = _offences(of, [one for rows in measures.values() for one in rows])
    levels = {person: one.level for person, one in latest_final(wanted).items()}
    released, breached = _released(of, day), _breached(of, day)
    return {
        person: _facts(
            levels={levels[person]} if person in levels else set(),
            measures={_kind(one) for one in measures[person]},
            offences=offences[person],
            days={"released": released.get(person), "breached": breached.get(person)},
        )
        for person in wanted
    }


def _facts(days: Mapping[str, int | None], **codes: set[str]) -> Facts:
    known = {fact: frozenset(values) for fact, values in codes.items() if values}
    ago = {fact: value for fact, value in days.items() if value is not None}
    return Facts(known, ago, frozenset(codes) - frozenset(known))


def _running(of: Owners, day: date) -> dict[UUID, list[Measure]]:
    """Measures that have not ended by that day, by person."""
    found: dict[UUID, list[Measure]] = defaultdict(list)
    for measure in measures_of(of):
        if measure.ended_on is None or day < measure.ended_on:
            found[of[measure.person_id]].append(measure)
    return found


def _kind(measure: Measure) -> str:
    return SUSPENDED if measure.suspended else measure.kind


def _offences(of: Owners, measures: Sequence[Measure]) -> dict[UUID, set[str]]:
    """Groups of the ICCS of the offences behind these measures, by person."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Offence.objects.about(of).filter(proceeding__in={one.proceeding_id for one in measures})
    for person, iccs in rows.values_list("person_id", "iccs"):
        found[of[person]].add(iccs)
    return found


def _breached(of: Owners, day: date) -> dict[UUID, int]:
    """How many days ago each was last warned of a breach, or the court was asked to decide."""
    steps = ("warned_on", "warned_again_on", "motion_on")
    rows = Breach.objects.about(of).exclude(state__in=(*ERRORS, "no_consequence"))
    found: dict[UUID, int] = {}
    for person, *days in rows.values_list("person_id", *steps):
        for on in days:
            if on and on <= day:
                ago = (day - on).days
                found[of[person]] = min(ago, found.get(of[person], ago))
    return found


def _released(of: Owners, day: date) -> dict[UUID, int]:
    """How many days ago each was last released from prison; nobody who is there again."""
    rows = Placement.objects.about(of).filter(since__lte=day)
    found: dict[UUID, int] = {}
    inside = set()
    for person, until, how in rows.values_list("person_id", "until", "ended_how"):
        if until is None or day < until:
            inside.add(of[person])
        elif how == Placement.Ended.RELEASE:
            ago = (day - until).days
            found[of[person]] = min(ago, found.get(of[person], ago))
    return {person: ago for person, ago in found.items() if person not in inside}
