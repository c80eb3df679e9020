"""How far a fictional report has come: the stages follow each other, so that each is there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tilts.casework.proceedings.catalogue import pack_of
from tilts.casework.proceedings.models import Proceeding
from tilts.casework.proceedings.moments import midnight
from tilts.engines.calendars.working_days import next_working_day
from tilts.platform.organisation.demo import Batch, Course
from tilts.platform.organisation.models import RoleAssignment
from tilts.platform.workflow.actions import Past, Step

from ..catalogue import due_on
from ..models import Report

REPORT = ("assign", "arrange", "interview", "draft", "hand_in", "let_pass", "sign", "dispatch")
LETTER = ("assign", "no_interview", "hand_in", "let_pass", "sign", "dispatch")
LEADS = {
    "assign": "assigned",
    "arrange": "interview_scheduled",
    "interview": "interviewed",
    "no_interview": "letter",
    "draft": "drafting",
    "hand_in": "quality_review",
    "return_it": "drafting",
    "let_pass": "passed",
    "sign": "signed",
    "dispatch": "sent",
    "withdraw": "withdrawn",
}
UNDER_WAY: tuple[tuple[str, ...], ...] = (
    REPORT[:4],
    LETTER[:2],
    REPORT[:5],
    (),
    REPORT[:2],
    (*REPORT[:5], "return_it"),
    REPORT[:6],
    REPORT[:1],
    REPORT[:3],
    REPORT[:7],
    LETTER[:3],
)
OVER: tuple[tuple[str, ...], ...] = (
    REPORT,
    LETTER,
    REPORT,
    (*REPORT[:3], "withdraw"),
    (*REPORT[:5], "return_it", *REPORT[4:]),
)
AUTHORITIES = {
    "LV": {"court": "Rīgas pilsētas tiesa", "prosecutor": "Zemgales tiesas apgabala prokuratūra"},
    "LT": {"court": "Vilniaus miesto apylinkės teismas", "prosecutor": "Vilniaus prokuratūra"},
}


@dataclass(frozen=True)
class Told:
    """A report, its past, its moves, and the colleague who reads it."""

    case: Report
    past: Past
    moves: tuple[str, ...]
    reader: UUID | None
    course: Course


def told_of(batch: Batch, course: Course) -> Told:
    """The report about somebody, as far as it has come."""
    stage, counts = course.stages[-1], batch.made.setdefault("reports", {"now": 0, "over": 0})
    going_on = course.now is not None
    kind = "now" if going_on else "over"
    ways = UNDER_WAY if going_on else OVER
    moves = ways[counts[kind] % len(ways)]
    asker = ("court", "court", "prosecutor")[counts[kind] % 3]
    counts[kind] += 1
    asked = _asked(batch, course, len(moves))
    case = Report(
        person_id=course.person.pk,
        unit=stage.unit,
        proceeding=_proceeding(course),
        author=stage.officer if moves else None,
        asker=asker,
        authority=AUTHORITIES[course.country][asker],
        reference=f"K{counts['now'] + counts['over']:04}-{asked.year}",
        purpose="prosecution" if asker == "prosecutor" else "sentence",
        wished=course.country.lower(),
        requested_on=asked,
        due_on=due_on(course.country, asker, asked),
    )
    days = _days(asked, moves, batch.today, course.country)
    _lived(case, dict(zip(moves, days, strict=True)))
    steps = tuple(
        Step(move, _leads(move, moves), midnight(day))
        for move, day in zip(moves, days, strict=True)
    )
    return Told(case, Past(midnight(asked), steps), moves, _reader(batch, case), course)


def _leads(move: str, moves: tuple[str, ...]) -> str:
    letter = "no_interview" in moves
    return "letter" if move == "return_it" and letter else LEADS[move]


def _asked(batch: Batch, course: Course, steps: int) -> date:
    """The day of the request: so long ago that every step had its days."""
    stage = course.stages[-1]
    if stage.end is not None:
        return max(stage.start, stage.end - timedelta(days=4 * steps + 5))
    return max(stage.start, batch.today - timedelta(days=3 * steps + batch.random.randint(1, 4)))


def _days(asked: date, moves: tuple[str, ...], today: date, country: str) -> list[date]:
    """A day for each move, in order, none later than today."""
    calendar = pack_of(country).working_days
    days = (asked + timedelta(days=3 * number) for number in range(1, len(moves) + 1))
    return [min(next_working_day(day, calendar), today) for day in days]


def _lived(case: Report, on: dict[str, date]) -> None:
    """What each move leaves on the report."""
    told: dict[str, Any] = {}
    if "arrange" in on:
        told |= {"interview_at": midnight(on["arrange"]) + timedelta(hours=10), "place": "12"}
    if "interview" in on:
        told |= {"interviewed_on": on["interview"], "victim": "invited"}
    if "no_interview" in on:
        told |= {"no_interview": "refused"}
    if "sign" in on:
        told |= {"signed_on": on["sign"], "signed_by": case.author}
    if "dispatch" in on:
        told |= {"sent_on": on["dispatch"], "sent_how": "e-adrese"}
    for name, value in told.items():
        setattr(case, name, value)


def _proceeding(course: Course) -> Proceeding | None:
    rows = Proceeding.objects.filter(person_id=course.person.pk).order_by("-received_on", "pk")
    found: Proceeding | None = rows.first()
    return found


def _reader(batch: Batch, case: Report) -> UUID | None:
    """A colleague of the unit, else its head; nobody where there is neither."""
    known: dict[UUID, list[UUID]] = batch.made.setdefault("report readers", _readers())
    others = [one for one in known.get(case.unit_id, []) if one != case.author_id]
    return others[0] if others else None


def _readers() -> dict[UUID, list[UUID]]:
    roles = ("probation_officer", "head_of_unit")
    held = RoleAssignment.objects.on(timezone.localdate()).filter(role__in=roles)
    found: dict[UUID, list[UUID]] = {}
    for unit, staff in held.order_by("role", "pk").values_list("unit_id", "staff_id"):
        found.setdefault(unit, []).append(staff)
    return found
