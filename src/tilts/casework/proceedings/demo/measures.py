"""The sentences, measures and orders of a fictional proceeding."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from tilts.platform.organisation.demo import Stage

from ..models import Ending, Measure, Proceeding
from .days import Days

KINDS = {
    "remand": "remand",
    "prison": "imprisonment",
    "life": "life_imprisonment",
    "suspended": "suspended_sentence",
    "supervision": "probation_supervision",
    "community": "community_service",
    "release": "conditional_release",
    "monitored": "electronic_monitoring",
    "report": "evaluation_report",
    "discharge": "conditional_discharge",
}
IN_LITHUANIA = {
    "supervision": "restriction_of_liberty",
    "monitored": "intensive_supervision",
    "report": "social_inquiry_report",
    "discharge": "security_measure",
}
ENDINGS = {
    "served": Ending.SERVED,
    "released": Ending.RELEASED,
    "revoked": Ending.REPLACED,
    "acquitted": Ending.QUASHED,
    "terminated": Ending.QUASHED,
    "death": Ending.DEATH,
    "abroad": Ending.TRANSFERRED,
    "error": Ending.QUASHED,
    "wrong": Ending.QUASHED,
}
ANOTHER = 0.12  # of terms in prison come with a second one, half of them one after the other
SENTENCES = ("prison", "life", "suspended", "supervision", "community")


def measures_of(
    random: Random, proceeding: Proceeding, stages: Sequence[Stage], days: Days
) -> list[Measure]:
    """Measures in the order imposed: remand, the sentence, a second one, the release."""
    first = stages[0]
    measures = [_main(random, proceeding, first, days)]
    if first.kind == "prison" and days.remand_days(first):
        measures.insert(0, _remand_before(proceeding, first, days))
    if first.kind == "prison" and first.end is None and random.random() < ANOTHER:
        measures.append(_second(random, measures[-1]))
    measures += [_after(proceeding, stage) for stage in stages[1:]]
    return measures


def _measure(proceeding: Proceeding, stage: Stage, **values: Any) -> Measure:
    kind = KINDS[stage.kind]
    if proceeding.country == "LT":
        kind = IN_LITHUANIA.get(stage.kind, kind)
    ended: dict[str, Any] = {}
    if stage.end:
        ended = {"ended_on": stage.end, "ended_how": _ending(stage)}
    always = {"kind": kind, "person_id": proceeding.person_id, "proceeding": proceeding}
    return Measure(**{**always, "unit_id": stage.unit.pk, **ended, **values})


def _ending(stage: Stage) -> Ending:
    """A report that was written and a discharge that was kept are served, whatever followed."""
    return Ending.SERVED if stage.kind in ("report", "discharge") else ENDINGS[stage.fate]


def _main(random: Random, proceeding: Proceeding, stage: Stage, days: Days) -> Measure:
    if stage.kind not in SENTENCES:
        return _measure(proceeding, stage, imposed_on=stage.start, start=stage.start)
    remand = days.remand_days(stage)
    start = stage.start + timedelta(days=remand)
    return _measure(
        proceeding,
        stage,
        imposed_on=days.judged,
        in_force_on=days.in_force,
        start=start,
        remand_days=remand,
        **_length(random, stage),
    )


def _length(random: Random, stage: Stage) -> dict[str, Any]:
    """How long, as courts state it: years and months, hours of work, nothing for life."""
    years, months = divmod(stage.months, 12)
    if stage.kind == "community":
        return {"minutes": 60 * 20 * random.randint(2, 14)}
    if stage.kind == "suspended":
        return {
            "months": random.randint(4, 11),
            "suspended": True,
            "probation_months": stage.months,
        }
    return {"years": years, "months": months}


def _remand_before(proceeding: Proceeding, stage: Stage, days: Days) -> Measure:
    return _measure(
        proceeding,
        stage,
        kind=KINDS["remand"],
        imposed_on=stage.start,
        start=stage.start,
        ended_on=days.in_force,
        ended_how=Ending.REPLACED,
    )


def _second(random: Random, main: Measure) -> Measure:
    """A second term in prison: after the first, or beside it."""
    follows = random.random() < 0.5
    return Measure(
        person_id=main.person_id,
        proceeding=main.proceeding,
        kind=main.kind,
        imposed_on=main.imposed_on,
        in_force_on=main.in_force_on,
        start=None if follows else main.start,
        follows=main if follows else None,
        months=random.randint(2, 11),
        unit_id=main.unit_id,
    )


def _after(proceeding: Proceeding, stage: Stage) -> Measure:
    """What follows a term in prison: conditional release, or monitoring."""
    return _measure(
        proceeding,
        stage,
        imposed_on=stage.start,
        in_force_on=stage.start,
        start=stage.start,
        months=stage.months,
    )
