"""Fictional duties: some of each order, filled in, checked in turn, a few changed or lifted."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tilts.casework.programmes.catalogue import programmes_on
from tilts.jurisdictions.schema import Duty as Kind
from tilts.platform.organisation.demo import Batch

from ..duties import duties_for
from ..models import Duty, DutyCheck, Ended
from .orders import File

MOST = 4  # duties of an order
PLACES = {
    "LV": ("Centrāltirgus", "Stacijas laukums", "Pilsētas parks", "Mežaparks"),
    "LT": ("Turgaus aikštė", "Stoties aikštė", "Miesto parkas", "Senamiestis"),
}
WHOM = {"LV": "cietusī persona", "LT": "nukentėjęs asmuo"}
CHANGED, LIFTED = 0.1, 0.06  # of duties of orders that have been under way for some time
LONG = 90  # days
KEPT = {
    DutyCheck.Kept.KEPT: 12,
    DutyCheck.Kept.PARTLY: 3,
    DutyCheck.Kept.NOT_KEPT: 2,
    DutyCheck.Kept.UNKNOWN: 1,
}


def make_duties(batch: Batch, files: Sequence[File]) -> dict[Any, list[Duty]]:
    """Duties of these orders with their checks; those that stand, by order."""
    by_case = {file.case.pk: _duties(batch, file) for file in files}
    duties = [duty for rows in by_case.values() for duty in rows]
    Duty.objects.bulk_create(sorted(duties, key=lambda duty: duty.replaces_id is not None))
    checks = [
        check
        for file in files
        if file.case.state == "active"
        for check in _checks(batch, file, by_case[file.case.pk])
    ]
    DutyCheck.objects.bulk_create(checks)
    return {pk: [duty for duty in rows if duty.until is None] for pk, rows in by_case.items()}


def _duties(batch: Batch, file: File) -> list[Duty]:
    case, random = file.case, batch.random
    since = case.measure.imposed_on
    known = duties_for(case.measure, since)
    chosen = random.sample(known, min(len(known), random.randint(1, MOST)))
    found: list[Duty] = []
    for kind in chosen:
        duty = _duty(random, file, kind, since)
        found.append(duty)
        if not case.is_over and (batch.today - case.received_on).days > LONG:
            found += _later(random, file, kind, duty, batch.today)
    return found


def _duty(random: Random, file: File, kind: Kind, since: date) -> Duty:
    case = file.case
    duty = Duty(person_id=case.person_id, supervision=case, code=kind.code, since=since)
    duty.slots = {name: _filled(random, case.country, what, since) for name, what in
                  kind.slots.items()}  # fmt: skip
    duty.imposed_by, duty.basis = kind.imposed_by[0], kind.basis
    duty.decision = case.measure.proceeding.reference
    return duty


def _filled(random: Random, country: str, what: str, since: date) -> Any:
    if what == "days":
        return random.choice((7, 10, 14, 15, 30))
    if what == "hours":
        return random.choice((7, 8, 9))
    if what == "amount":
        return random.randint(4, 90) * 5000
    if what == "date":
        return (since + timedelta(days=random.randint(200, 700))).isoformat()
    if what == "programme":
        return random.choice([one.code for one in programmes_on(country, since)])
    return WHOM[country] if what == "person" else random.choice(PLACES[country])


def _later(random: Random, file: File, kind: Kind, duty: Duty, today: date) -> list[Duty]:
    """What became of a duty since: nothing for most, else a change or its end."""
    chance, on = random.random(), today - timedelta(days=random.randint(5, 60))
    if chance < CHANGED and duty.slots:
        _end(duty, Ended.CHANGED, on)
        new = _duty(random, file, kind, on)
        new.replaces = duty
        return [new]
    if chance < CHANGED + LIFTED:
        _end(duty, Ended.LIFTED, on)
    return []


def _end(duty: Duty, how: Ended, on: date) -> None:
    duty.until, duty.ended_how, duty.ended_by = on, how, duty.imposed_by
    duty.ended_basis, duty.ended_decision = duty.basis, duty.decision


def _checks(batch: Batch, file: File, duties: Sequence[Duty]) -> list[DutyCheck]:
    on = batch.today - timedelta(days=batch.random.randint(3, 80))
    first = file.case.explained_on or file.case.received_on
    kept = batch.random.choices(list(KEPT), list(KEPT.values()), k=len(duties))
    return [
        DutyCheck(
            person_id=duty.person_id,
            duty=duty,
            checked_on=on,
            checked_by_id=file.stage.officer.pk,
            kept=how,
        )
        for duty, how in zip(duties, kept, strict=True)
        if duty.until is None and max(duty.since, first) <= on
    ]
