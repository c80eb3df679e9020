"""Three people of the first probation officer with a goal to reach, and how the weeks pass.

The pages let nobody plan into the past: what was planned by them is moved back by whole weeks, as
if it had been done so many weeks ago.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.allocation.actions import Handover, allocate
from tilts.casework.people.actions import Identity, register_person
from tilts.casework.plans.models import Goal, Plan, Step
from tilts.casework.programmes.models import Participation
from tilts.doors.web.signin.demo import _account_with
from tilts.platform.access.scoped import seen_by
from tilts.platform.gatherings.booking import release
from tilts.platform.gatherings.models import Enrolment, Series
from tilts.platform.organisation.actions import qualify
from tilts.platform.organisation.models import Staff, Unit
from tilts.platform.parties.actors import SERVICE
from tilts.platform.record.acts import act
from tilts.platform.workflow.actions import Past, enter_all
from tilts.platform.workflow.actions import Step as Moved

CERTIFICATE = "programme_facilitator"
GOAL, TASK = "To keep my word.", "Take part in a programme"
WEEK = timedelta(weeks=1)
IN_FORCE = (("propose", "with_person"), ("record_answer", "answered"), ("countersign", "active"))


def people(families: Iterable[str]) -> str:
    """Ids of people of these names, and of their officer, who is certified to lead, as JSON."""
    account = _account_with("probation_officer")
    assert account
    officer: Staff = account.staff
    post = officer.assignments.filter(role="probation_officer").select_related("unit__agency")[0]
    assert post.unit
    qualify(by=SERVICE, staff=officer, code=CERTIFICATE, since=date(2024, 1, 15))
    with seen_by(SERVICE):
        found = [str(_somebody(one, officer, post.unit)) for one in families]
    return json.dumps({"officer": str(officer.pk), "people": found})


def _somebody(family: str, officer: Staff, unit: Unit) -> UUID:
    """Somebody in the community with a plan in force, which has a goal and a step to it."""
    who = Identity(
        family=family, given="Juris", birth_date=date(1990, 5, 7), category="convicted",
        languages=["lv"],
    )  # fmt: skip
    person = register_person(by=SERVICE, unit=unit, who=who)
    how = Handover(on=timezone.localdate(), reason="arrived")
    allocate(by=SERVICE, person=person.pk, to=officer, how=how)
    plan = Plan(person=person, unit=unit)
    steps = tuple(Moved(code, state, timezone.now()) for code, state in IN_FORCE)
    enter_all(cases=[plan], pasts=[Past(timezone.now(), steps)], by=SERVICE)
    goal = Goal(person=person, plan=plan, need="attitudes", text=GOAL)
    with act("tests.plan", by=SERVICE):
        goal.save()
        Step(person=person, goal=goal, what=TASK, who="staff").save()
    return person.pk


def held(families: list[str], number: int) -> None:
    """The weeks pass until a session of the group of these people was held, and no later one."""
    row = Enrolment.plain.get(journey=_cases(families)[0].journey)
    session = row.series.sessions.get(number=number, catches_up=None)
    left: timedelta = session.ends_at - timezone.now()
    weeks_pass(families, left // WEEK + 1)


def _cases(families: list[str]) -> list[Participation]:
    return list(Participation.plain.filter(person__family__in=families).order_by("pk"))


def weeks_pass(families: list[str], weeks: int) -> None:
    """Everything about the programmes of these people, and their group, was so long before."""
    back, cases = weeks * WEEK, _cases(families)
    with seen_by(SERVICE), act("tests.past", by=SERVICE):
        _moved(cases, back, "waiting_since judged_on started_on ended_on")
        rows = Enrolment.plain.filter(journey__in=[one.journey for one in cases])
        _moved(rows, back, "since until began_on waiting_since")
        for series in Series.objects.filter(pk__in=rows.values("series")):
            _moved([series], back, "opened_on")
            _moved(series.leaders.all(), back, "since")
            release(series.sessions.all())
            _moved(series.sessions.all(), back, "starts_at ends_at")


def _moved(rows: Iterable[Any], back: timedelta, fields: str) -> None:
    """These days and times of each row that has them, by the clock on the wall."""
    for row in rows:
        for name in fields.split():
            if told := getattr(row, name):
                at = timezone.localtime(told) if hasattr(told, "hour") else told
                setattr(row, name, at - back)
        row.save()
